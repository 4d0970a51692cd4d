from urllib.request import urlretrieve

import duckdb

site = "https://site.example/"
urlretrieve(f"{site}api/v1/technologies/all.ndjson", "technologies.ndjson")
duckdb.sql("""
    SELECT adopter.country AS country,
           count(*) AS adopters,
           count(DISTINCT id) AS technologies
    FROM (SELECT id, unnest(adopters) AS adopter FROM 'technologies.ndjson')
    WHERE country IS NOT NULL
    GROUP BY country
    ORDER BY adopters DESC, country
    LIMIT 5
""").show()
