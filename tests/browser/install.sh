#!/bin/sh
# Install Chromium and the fonts of the pictures from Debian's packages, unless a Chromium is here already.
set -eu
if [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "install Chromium, or name an installed one: make test CHROMIUM=/path/to/chromium" >&2
    exit 1
fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
echo "installing Chromium"
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-liberation2 fonts-urw-base35 >/dev/null
