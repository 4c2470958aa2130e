#!/bin/sh
# Installs the outside validators of our output into a directory of their own: .ci/install_validators.sh DIR
set -eu
dir=${1:?usage: install_validators.sh DIR}
mkdir -p "$dir"
npm install --ignore-scripts --no-save --no-audit --no-fund --prefix "$dir" \
  @microsoft/sarif-multitool-linux@5.7.0 \
  @umbrelladocs/rdformat-validator@1.0.1 \
  @actions/core@1.11.1 \
  vnu-jar@26.9.27 \
  axe-core@4.14.1 \
  playwright-core@1.65.1
# packages run no steps of their own; this one's makes it executable
chmod u+x "$dir/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
