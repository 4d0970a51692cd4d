import sqlite3
from urllib.request import urlretrieve

urlretrieve("https://site.example/downloads/catalogue.sqlite", "catalogue.sqlite")
found = sqlite3.connect("catalogue.sqlite").execute("""
    SELECT id, name_fr
    FROM search
    WHERE search MATCH 'refrigeration'
    ORDER BY rank
    LIMIT 5
""")
for id_, name in found:
    print(id_, name, sep=" | ")
