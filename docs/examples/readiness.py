import pandas as pd

technologies = pd.read_json("https://site.example/api/v1/technologies/all.ndjson", lines=True)
levels = technologies["maturity"].str.get("trl").astype("Int64")
print(levels.value_counts(dropna=False).sort_index().to_string())
