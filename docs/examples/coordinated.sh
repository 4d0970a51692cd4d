curl -s https://site.example/api/v1/eu-projects/all.ndjson |
  jq -r 'select(.programme == "HorizonEurope" and .cern_role == "coordinator")
         | [.acronym, .start // "?", .budget.total // "not stated"]
         | map(tostring) | join(" | ")'
