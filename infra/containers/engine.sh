#!/usr/bin/env bash
# A Docker engine of one's own, for as long as it's needed: engine.sh start FOLDER, then DOCKER_HOST=unix://FOLDER/docker.sock;
# engine.sh stop FOLDER removes its containers and images with it. As root. It leaves the machine's firewall and routes alone;
# published ports are on loopback.
set -euo pipefail

start() {
  local folder=$1
  mkdir -p "$folder"
  dockerd --host "unix://$folder/docker.sock" --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/pid" \
    --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false --ip 127.0.0.1 \
    --exec-opt native.cgroupdriver=cgroupfs >"$folder/log" 2>&1 &
  for _ in $(seq 120); do
    DOCKER_HOST=unix://$folder/docker.sock docker version >/dev/null 2>&1 && return 0
    kill -0 $! 2>/dev/null || break
    sleep 0.25
  done
  echo "the Docker engine doesn't start:" >&2
  tail -n 5 "$folder/log" >&2
  return 1
}

stop() {
  local folder=$1 pid containers
  [ -f "$folder/pid" ] || return 0
  pid=$(cat "$folder/pid")
  export DOCKER_HOST=unix://$folder/docker.sock
  containers=$(docker ps --all --quiet 2>/dev/null) || containers=
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$containers" ] || docker rm --force --volumes $containers >/dev/null
  kill "$pid" 2>/dev/null || true
  for _ in $(seq 120); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.25
  done
  rm -rf "$folder"
}

case ${1:-} in
  start | stop) [ $# -eq 2 ] && "$1" "$2" ;;
  *) sed -n 's/^# //p' "$0" >&2 && exit 2 ;;
esac
