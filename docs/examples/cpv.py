import csv
from io import TextIOWrapper
from urllib.request import urlopen

with urlopen("https://site.example/api/v1/suppliers/all.csv") as file:
    for row in csv.DictReader(TextIOWrapper(file, "utf-8", newline="")):
        codes = row["cpv"].split("; ")
        if any(code.startswith("3163") for code in codes):
            print(row["name.en"], *codes, sep=" | ")
