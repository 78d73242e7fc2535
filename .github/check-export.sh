#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes what an export changes to a report, and prints result=same, result=differs or result=refused.
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
    { echo "The export was refused:"; echo; sed 's/^/    /' "$2.err"; } > "$2"
    echo "result=refused"
    ;;
  *)
    cat "$2.err" >&2
    exit "$code"
    ;;
esac
