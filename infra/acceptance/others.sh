# What the scripts that run servers of others share; it's sourced by them.

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# PID LOG URL [CURL-OPTION...]: waits until it answers; shows the log where it ends before that.
until_it_answers() {
  local pid=$1 log=$2
  for _ in $(seq 300); do
    curl -fs -o /dev/null "${@:3}" && break
    kill -0 "$pid" 2>/dev/null || { tail -50 "$log" >&2; exit 1; }
    sleep 0.1
  done
}

# TEST [MAVEN-OPTION...]: runs one of the connectors' tests, in the project's root.
connectors_test() {
  mvn -q -B -pl services/connectors -am test -Dtest="$1" -Dsurefire.failIfNoSpecifiedTests=false "${@:2}"
}
