import pandas as pd

site = "https://site.example/"
technologies = pd.read_json(f"{site}api/v1/technologies/all.ndjson", lines=True)
levels = technologies["maturity"].str.get("trl").astype("Int64")
print(levels.value_counts(dropna=False).sort_index().to_string())
