curl -s https://site.example/api/v1/index.json |
  jq -r '"\(.attribution), edition of \(.generated_at[:10])"
         + " (commit \(.source_commit[:12])), CC BY 4.0"'
