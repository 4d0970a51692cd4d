import csv
import io
from urllib.request import urlopen

with urlopen("https://site.example/api/v1/suppliers/all.csv") as file:
    rows = csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))
    for row in rows:
        codes = [code for code in row["cpv"].split("; ") if code.startswith("3163")]
        if codes:
            print(row["name.en"], *codes, sep=" | ")
