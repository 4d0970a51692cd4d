curl -s https://site.example/api/v1/changes.json |
  jq -r '.data[] | select(.at >= "2026-11-20")
         | "\(.at[:10]) \(.kind) \(.collection)/\(.id) \(.fields | join(", "))"'
