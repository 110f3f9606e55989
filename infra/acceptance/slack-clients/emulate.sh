#!/usr/bin/env bash
# The product's connection to Slack, on a Slack that others wrote: npm's emulate, which has no presses, sockets or limits.
#   infra/acceptance/slack-clients/emulate.sh [MAVEN-OPTION...]
# Exit 0 only if the same tests hold there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
. "$root/infra/acceptance/others.sh"
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
port=$(free_port)

cp "$here/emulate.yaml" "$work/seed.yaml"
cd "$work"
npm init -y >/dev/null
npm i --silent --ignore-scripts --no-fund --no-audit emulate@0.11.2
node node_modules/.bin/emulate start --service slack --port "$port" --seed seed.yaml >emulate.log 2>&1 &
server=$!
until_it_answers "$server" emulate.log "http://127.0.0.1:$port/api/auth.test" -X POST

cd "$root"
COUNTERSIGN_EMULATED_SLACK="http://127.0.0.1:$port/api/" connectors_test EmulatedSlackTest "$@"
