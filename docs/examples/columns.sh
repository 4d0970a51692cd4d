curl -s https://site.example/api/v1/technologies/all.csv | head -n 1 | tr ',' '\n' | grep '^rights'
