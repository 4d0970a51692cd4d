import json
from urllib.request import urlopen

with urlopen("https://site.example/api/v1/technologies/index.json") as file:
    technologies = json.load(file)["data"]

for technology in technologies:
    facets = technology["facets"]
    if "healthcare" in facets["field"] and facets["availability"] == "licensable":
        print(technology["id"], technology["name"]["en"], sep=" | ")
