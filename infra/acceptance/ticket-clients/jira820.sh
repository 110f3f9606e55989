#!/usr/bin/env bash
# The product's tickets on a Data Center that others wrote: PyPI's jira820, which has no webhooks, properties or second user.
#   infra/acceptance/ticket-clients/jira820.sh [MAVEN-OPTION...]
# Exit 0 only if the contract of tickets holds there, as far as it goes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
. "$root/infra/acceptance/others.sh"
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
port=$(free_port)

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check jira820==0.12.0
cd "$work"
JIRA820_PORT=$port "$work/venv/bin/jira820" >jira820.log 2>&1 &
server=$!
until_it_answers "$server" jira820.log "http://127.0.0.1:$port/rest/api/2/serverInfo"

cd "$root"
COUNTERSIGN_JIRA820="http://127.0.0.1:$port" connectors_test Jira820Test "$@"
