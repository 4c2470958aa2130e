#!/bin/sh
# Install the validators that guidelint is measured beside, from PyPI and npm, into a folder outside the checkout:
#   sh benchmarks/install_peers.sh DIR && python benchmarks/run.py --peers DIR
# vacuum is not among them: its npm package (@quobix/vacuum) holds no program and fetches one from elsewhere.
set -eu
[ $# -eq 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
mkdir -p "$1"
cd "$1"
python3 -m venv venv
venv/bin/pip install --quiet check-jsonschema yamllint jsonschema jsonschema-rs fastjsonschema pydantic lxml polars \
    duckdb orjson pyyaml
if command -v npm >/dev/null; then
    npm install --silent --no-save --prefix . @stoplight/spectral-cli
else
    echo "no npm: without Spectral" >&2
fi
