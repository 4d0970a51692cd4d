#!/bin/sh
# Pin what pyproject.toml asks for. The locks hold hashes and no address, so that any registry can serve them.
set -eu
cd "$(dirname "$0")/.."
lock() {
    output=$1
    shift
    "$bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-annotate pyproject.toml "$@" --output-file "requirements/$output.txt"
}
bin=$1
lock site
lock test --extra test --constraint requirements/site.txt
lock bench --extra bench --constraint requirements/site.txt
lock fuzz --extra fuzz --constraint requirements/site.txt
