#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes a report of what an export changes, and prints result=same, result=differs or result=rejected.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 EXPORT.json REPORT.md" >&2
  exit 64
fi
jar="$(dirname "$0")/../openapi/target/oura-openapi.jar"

code=0
java -jar "$jar" update "$1" --check > "$2" 2> "$2.err" || code=$?
case $code in
  0) echo "result=same" ;;
  2) echo "result=differs" ;;
  1)
    { echo "The export was rejected:"; echo; sed 's/^/    /' "$2.err"; } > "$2"
    echo "result=rejected"
    ;;
  *)
    cat "$2.err" >&2
    exit "$code"
    ;;
esac
