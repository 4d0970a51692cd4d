import pandas as pd

projects = pd.read_csv("https://site.example/api/v1/eu-projects/all.csv")
contributions = projects.groupby("programme", as_index=False)["budget.eu_contribution"].agg(["count", "sum"])
print(contributions.to_string(index=False, float_format="{:,.0f}".format))
