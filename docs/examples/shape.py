import json
from urllib.request import urlopen

from jsonschema import Draft202012Validator


def read(path):
    with urlopen(f"https://site.example/api/v1/{path}") as file:
        return json.load(file)


components = read("openapi.json")["components"]
schema = {"$ref": "#/components/schemas/TechnologiesRecord", "components": components}
validator = Draft202012Validator(schema)
record = read("technologies/white-rabbit.json")["data"]
print("valid:", validator.is_valid(record))
del record["rights"]
for error in validator.iter_errors(record):
    print(error.message)
