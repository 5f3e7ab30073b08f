#!/bin/sh
# Gives Jupyter a TypeScript kernel: installs tslab and says to Jupyter where it is. Needs Node 20 or later, npm and Jupyter, which on
# Debian and Ubuntu come with: apt-get install jupyter-core jupyter-client jupyter-nbconvert
#
#   sh setup.sh [FOLDER]    FOLDER is Jupyter's data folder, by default the one that `jupyter --data-dir` names
#
# tslab is installed apart from your projects, since it brings its own `tsc`. Its one native part, zeromq, comes built: no install scripts run.
set -eu
folder=${1:-$(jupyter --data-dir)}
kernel=$folder/kernels/tslab
mkdir -p "$kernel"
npm install --prefix "$kernel" --ignore-scripts --no-audit --no-fund --loglevel=error --prefer-offline tslab@1.0.22
node -e '
  const { writeFileSync } = require("node:fs");
  const argv = [process.execPath, `${process.argv[1]}/node_modules/tslab/bin/tslab`, "kernel", "--config-path", "{connection_file}"];
  writeFileSync(`${process.argv[1]}/kernel.json`, JSON.stringify({ argv, display_name: "TypeScript", language: "typescript" }, null, 2));
' "$(cd "$kernel" && pwd)"
echo "The kernel \"tslab\" is in $kernel"
