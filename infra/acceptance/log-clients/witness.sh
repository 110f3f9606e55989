#!/usr/bin/env bash
# The witness, driven by a client that others wrote and beside a witness that others wrote (witness/main.go tells which). Needs Go
# and the Go module proxy.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(cd "$root/infra/acceptance/log-clients/witness" && go build -o "$scratch/witness" .) || exit 1
"$root/countersign" --version >/dev/null || exit 1 # builds, where that has to be done
COUNTERSIGN_BUILD=off "$scratch/witness" "$root/countersign" 2>"$scratch/log" && exit 0
cat "$scratch/log" >&2
exit 1
