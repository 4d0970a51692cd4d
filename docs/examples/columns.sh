curl -s https://site.example/api/v1/technologies/all.csv |
  head -n 1 | tr -d '\r' | tr ',' '\n' | grep '^rights'
