curl -s --create-dirs -o downloads/catalogue.sqlite https://site.example/downloads/catalogue.sqlite
curl -s https://site.example/SHA256SUMS | grep ' downloads/catalogue.sqlite$' | sha256sum --check
