import pandas as pd

projects = pd.read_csv("https://site.example/api/v1/eu-projects/all.csv")
contributions = projects.groupby("programme")["budget.eu_contribution"]
table = contributions.agg(["count", "sum"]).reset_index()
print(table.to_string(index=False, float_format="{:,.0f}".format))
