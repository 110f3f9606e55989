#!/usr/bin/env bash
# Drives slack-sim with clients that others wrote for Slack: slack_sdk and bolt of Python, and @slack/web-api where npm is there.
#   infra/acceptance/slack-clients/run.sh
# SLACK_SIM_CLASSPATH, where set, is used as it is; else the module is built. SLACK_CLIENTS_VENV keeps the clients between two runs.
# Exit 0 only if every client was content.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "${SLACK_SIM_CLASSPATH:-}" ]; then
  (cd "$root" && mvn -q -B -pl infra/simulators -am package -DskipTests -Dlaunch.phase=package)
  SLACK_SIM_CLASSPATH="$root/infra/simulators/target/classes:$root/infra/simulators/target/lib/*"
fi
export SLACK_SIM_CLASSPATH

venv=${SLACK_CLIENTS_VENV:-$work/venv}
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" -q install slack_sdk==3.48.0 slack_bolt==1.30.0
"$venv/bin/python" -B "$here/clients.py"

if command -v npm >/dev/null; then
  (cd "$work" && npm init -y >/dev/null && npm i --silent --ignore-scripts --no-fund --no-audit @slack/web-api@8.2.0)
  cp "$here/web_api.mjs" "$work/"
  "$venv/bin/python" -B "$here/with_sim.py" node "$work/web_api.mjs"
else
  echo "SKIPPED: there is no npm, so that @slack/web-api was not tried" >&2
fi
