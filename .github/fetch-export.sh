#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Downloads the export that Oura's documentation page names, and prints its file name. No other script sends requests to Oura.
set -euo pipefail

docs=${OURA_DOCS:-https://cloud.ouraring.com/v2/docs}

fetch() {
  curl --fail --silent --show-error --location --proto '=https' --max-time 60 --max-filesize 100000000 "$@"
}

# Only the file name contains the export's number, and only the page contains the file name.
export_path=$(fetch "$docs" | grep -oE '[^"'"'"' ()]*openapi-[0-9.]+\.json' | sort -V | tail -1 || true)
if [ -z "$export_path" ]; then
  echo "$docs contains no link to an openapi-N.NN.json file; the page may have changed" >&2
  exit 1
fi

case $export_path in
  https://*) url=$export_path ;;
  /*) url="https://$(cut -d/ -f3 <<< "$docs")$export_path" ;;
  *) url="${docs%/*}/$export_path" ;;
esac
export=$(grep -oE 'openapi-[0-9.]+\.json$' <<< "$export_path")
fetch "$url" --output "$export"
echo "$export"
