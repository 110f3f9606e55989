#!/usr/bin/env bash
# Reads a log's files by verifiers that others wrote, in Go. Exit 0 only if all are content.
#   infra/acceptance/log-clients/run.sh -log VKEY [-witness VKEY] [-checkpoint FILE] [-proof FILE]... [-tiles FOLDER]
# LOG_CLIENTS_DIR, where set, keeps the program for the next time. Go (1.26 or newer) fetches its modules from its proxy.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
go=$(command -v go || echo /usr/local/go/bin/go)
if ! [ -x "$go" ]; then
  echo "SKIPPED: there is no Go, so that no verifier of others was tried" >&2
  exit 0
fi
work=${LOG_CLIENTS_DIR:-$(mktemp -d)}
[ -n "${LOG_CLIENTS_DIR:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
if ! [ "$work/log-clients" -nt "$here/main.go" ]; then
  (cd "$here" && timeout 600 "$go" build -trimpath -o "$work/log-clients" .)
fi
"$work/log-clients" "$@"
