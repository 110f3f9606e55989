#!/usr/bin/env bash
# Drives the simulated Jira and ServiceNow by clients that others wrote for the real ones. Exit 0 only if all are content.
#   infra/acceptance/ticket-clients/run.sh [DIR]   DIR keeps what is installed (pip and npm) for the next time
# JIRA_OPENAPI, where set, names Jira's published description: then jira.js also goes through Prism, which judges both directions.
# SIMULATORS_CLASSPATH, where set, is used in place of what Maven built.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
module=$(cd "$here/../../simulators" && pwd)
work=${1:-$(mktemp -d)}
mkdir -p "$work"
classpath=${SIMULATORS_CLASSPATH:-$module/target/classes:$module/target/lib/*}
java=${COUNTERSIGN_JAVA_HOME:-${JAVA_HOME:-}}
java=${java:+$java/bin/}java
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done' EXIT

if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  timeout 600 "$work/venv/bin/pip" -q install jira==3.10.5 atlassian-python-api==5.0.5 pysnow==0.7.17 aiosnow==0.6.0 'marshmallow<3.27'
fi
packages=(jira.js@5.4.0)
[ -z "${JIRA_OPENAPI:-}" ] || packages+=(@stoplight/prism-cli@5.14.2)
if [ ! -d "$work/node/node_modules/jira.js" ] || { [ -n "${JIRA_OPENAPI:-}" ] && [ ! -x "$work/node/node_modules/.bin/prism" ]; }; then
  mkdir -p "$work/node"
  (cd "$work/node" && npm init -y >/dev/null && timeout 600 npm i --silent --ignore-scripts "${packages[@]}")
fi
cp "$here"/*.mjs "$work/node/"

# Starts a simulator on a free port and sets `address`.
start() {
  local log
  log=$(mktemp -p "$work")
  "$java" -cp "$classpath" "$@" --port 0 >"$log" 2>&1 &
  pids+=($!)
  timeout 30 sh -c "until grep -q 'listening at' '$log'; do kill -0 $! || exit 1; done" || { cat "$log" >&2; exit 1; }
  address=$(sed -n 's/^listening at //p' "$log")
}

# Errors of a simulator end in clients that never end: each has its time.
python() { timeout 120 "$work/venv/bin/python" -B "$@"; }

start io.countersign.simulators.jira.JiraSimulatorCommand
python "$here/jira_cloud.py" "$address"
(cd "$work/node" && timeout 60 node jira_cloud.mjs "$address")

start io.countersign.simulators.jira.JiraSimulatorCommand --datacenter
python "$here/jira_datacenter.py" "$address"

start io.countersign.simulators.servicenow.ServiceNowSimulatorCommand
python "$here/servicenow.py" "$address"

if [ -n "${JIRA_OPENAPI:-}" ]; then
  start io.countersign.simulators.jira.JiraSimulatorCommand
  "$work/node/node_modules/.bin/prism" proxy -p 4010 -h 127.0.0.1 --errors "$JIRA_OPENAPI" "$address" >"$work/prism.log" 2>&1 &
  pids+=($!)
  timeout 60 sh -c "until grep -q 'is listening' '$work/prism.log'; do kill -0 $! || exit 1; done" || { cat "$work/prism.log" >&2; exit 1; }
  (cd "$work/node" && timeout 60 node jira_cloud.mjs http://127.0.0.1:4010) || { tail -20 "$work/prism.log" >&2; exit 1; }
fi
echo 'All clients are content with the simulators.'
