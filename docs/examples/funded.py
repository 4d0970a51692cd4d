from rdflib import Graph

graph = Graph().parse("https://site.example/api/v1/catalogue.ttl", format="turtle")
