file=downloads/catalogue.sqlite
curl -s --create-dirs -o $file https://site.example/$file
curl -s https://site.example/SHA256SUMS | grep " $file\$" | sha256sum --check
