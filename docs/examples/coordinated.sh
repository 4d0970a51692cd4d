curl -s https://site.example/api/v1/eu-projects/all.ndjson |
  jq -r 'select(.cern_role == "coordinator" and .programme == "HorizonEurope")
         | [.acronym, .start // "not stated", .budget.total // "not stated"] | @tsv'
