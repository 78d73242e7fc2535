#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fetches the export that Oura's documentation page names, and prints its file name. Nothing else here uses the network.
set -euo pipefail

docs=${OURA_DOCS:-https://cloud.ouraring.com/v2/docs}

fetch() {
  curl --fail --silent --show-error --location --proto '=https' --max-time 60 --max-filesize 100000000 "$@"
}

# The export's number stands only in its file name, and the name only in the page.
export_path=$(fetch "$docs" | grep -oE '[^"'"'"' ()]*openapi-[0-9.]+\.json' | sort -V | tail -1 || true)
if [ -z "$export_path" ]; then
  echo "$docs names no openapi-N.NN.json: has the page changed?" >&2
  exit 1
fi

case $export_path in
  https://*) address=$export_path ;;
  /*) address="https://$(cut -d/ -f3 <<< "$docs")$export_path" ;;
  *) address="${docs%/*}/$export_path" ;;
esac
export=$(grep -oE 'openapi-[0-9.]+\.json$' <<< "$export_path")
fetch "$address" --output "$export"
echo "$export"
