#!/usr/bin/env bash
# Runs faults of a rig through the product, from outside, and prints one JSON line for each.
#   RIG_DIR=DIR infra/acceptance/rig.sh [--kill | --kill-at STAGE] [FAULT...]   without a name: every fault of the rig
# --kill: the server is killed with -9 at a random stage of each fault's loop (or at this one), and started again.
# RIG_EXECUTOR=ansible rolls releases back by the rig's playbook instead of over HTTP.
# TEMPORAL_ADDRESS, where set, is passed on to the product. Exit 0 only if every fault was answered right.
set -euo pipefail
: "${RIG_DIR:?names the rig: a directory with rig.py and topology.json}"
rig=$(cd "$RIG_DIR" 2>/dev/null && pwd) || { echo "rig.sh: no such directory: $RIG_DIR" >&2; exit 2; }
[ -f "$rig/topology.json" ] || { echo "rig.sh: no topology.json in $rig" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
product=$(cd "$here/../.." && pwd)/countersign
"$product" --version >/dev/null   # builds what is stale
exec python3 -B "$here/acceptance.py" --rig "$rig" --product "$product" "$@"
