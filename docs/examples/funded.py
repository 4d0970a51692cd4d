from rdflib import Graph

graph = Graph().parse("https://site.example/api/v1/catalogue.ttl", format="turtle")
found = graph.query("""
    PREFIX schema: <http://schema.org/>
    SELECT ?project ?technology
    WHERE {
        ?from technologies:eu_projects ?to ; schema:name ?technology .
        ?to eu-projects:programme/skos:notation "FP7" ; schema:name ?project .
        FILTER (lang(?technology) = "en")
    }
    ORDER BY ?project ?technology
""")
for row in found:
    print(*row, sep=" | ")
