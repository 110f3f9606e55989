#!/usr/bin/env bash
# Has a log's sample files, which the verifier's tests know to make, read by verifiers that others wrote; and a wrong proof refused.
#   infra/acceptance/log-clients/sample.sh [LEAVES]      after the module services/verifier and its tests were compiled
# VERIFIER_CLASSPATH, where set, is used in place of what Maven built.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
module=$(cd "$here/../../../services/verifier" && pwd)
java=${COUNTERSIGN_JAVA_HOME:-${JAVA_HOME:-}}
java=${java:+$java/bin/}java
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
"$java" -cp "${VERIFIER_CLASSPATH:-$module/target/classes:$module/target/test-classes}" \
  io.countersign.verifier.testing.SampleFiles "$files" "${1:-777}"
keys=(-log "$(cat "$files/log.vkey")" -witness "$(cat "$files/witness.vkey")")
proofs=()
for file in "$files"/*.tlog-proof; do proofs+=(-proof "$file"); done
"$here/run.sh" "${keys[@]}" -checkpoint "$files/checkpoint" "${proofs[@]}" -tiles "$files/log"

sed 's/^index 0$/index 1/' "$files/1.tlog-proof" >"$files/wrong.tlog-proof"
if "$here/run.sh" "${keys[@]}" -proof "$files/wrong.tlog-proof" 2>/dev/null; then
  command -v go >/dev/null || [ -x /usr/local/go/bin/go ] || exit 0 # nobody read it
  echo 'a wrong proof was taken for right' >&2
  exit 1
fi
echo "Others' verifiers are content with the log."
