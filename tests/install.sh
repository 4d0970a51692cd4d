#!/bin/sh
# Install from Debian's packages what the tests run and pip does not have, unless it is here already: Chromium with the
# fonts of the pictures, curl and jq.
set -eu
missing=""
for tool in curl jq; do
    command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null 2>&1; then
    missing="$missing chromium fonts-liberation2 fonts-urw-base35"
fi
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "install$missing; an installed Chromium can be named: make test CHROMIUM=/path/to/chromium" >&2
    exit 1
fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
echo "installing$missing"
$sudo apt-get update -qq
# shellcheck disable=SC2086 # each word is a package
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
