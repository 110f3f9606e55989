#!/usr/bin/env bash
# The product's tickets in a real Gitea, on a PostgreSQL of its own: infra/acceptance/forge/gitea.sh [FOLDER [MAVEN-OPTION...]]
# FOLDER keeps what was built (build.sh). Exit 0 only if the contract of tickets holds there. With --serve in place of options it
# only serves, prints what the tests want in their environment, and ends with its input.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
. "$root/infra/acceptance/others.sh"
built=${1:-$HOME/.cache/countersign/gitea}
shift || true
command -v go >/dev/null || [ -x "$built/gitea" ] || { echo "SKIPPED: there is no Go to build Gitea with" >&2; exit 0; }
# Fetching a thousand modules may fail, or take for ever: that says nothing of the product.
timeout 900 "$here/build.sh" "$built" || { echo "SKIPPED: Gitea couldn't be built here within 15 minutes" >&2; exit 0; }

work=$(mktemp -d)
chmod 711 "$work" # the account that it all runs as has to get through
data=$work/data
port=$(free_port)
server=
# Neither PostgreSQL nor Gitea runs as root.
as=()
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 || { echo "as root, an account postgres is needed" >&2; exit 1; }
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups env "HOME=$data")
fi
postgres=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
end() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  "${as[@]}" "$postgres/pg_ctl" -D "$data/pg" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM

mkdir "$data"
[ ${#as[@]} -eq 0 ] || chown postgres:postgres "$data"
cd "$data"
# Where nobody but this account gets at what was built, it works with copies.
cp "$built/gitea" "$work/gitea"
cp -r "$built/static" "$work/static"
chmod -R a+rX "$work/gitea" "$work/static"
"${as[@]}" "$postgres/initdb" -D "$data/pg" -U gitea -A trust --no-sync >/dev/null
"${as[@]}" "$postgres/pg_ctl" -D "$data/pg" -w -o "-c listen_addresses='' -c unix_socket_directories='$data' -c fsync=off" -l "$data/pg.log" start >/dev/null
"${as[@]}" "$postgres/createdb" -h "$data" -U gitea gitea
cat >"$work/app.ini" <<INI
RUN_MODE = prod
WORK_PATH = $data
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = $port
ROOT_URL = http://127.0.0.1:$port/
DISABLE_SSH = true
STATIC_ROOT_PATH = $work/static
[database]
DB_TYPE = postgres
HOST = $data
NAME = gitea
USER = gitea
[security]
INSTALL_LOCK = true
SECRET_KEY = $(head -c 24 /dev/urandom | base64 | tr -d '/+=')
[webhook]
ALLOWED_HOST_LIST = loopback
[log]
LEVEL = Warn
[indexer]
ISSUE_INDEXER_TYPE = db
INI
chmod a+r "$work/app.ini"
[ ${#as[@]} -eq 0 ] || chown postgres:postgres "$work/app.ini" # it writes its own tokens in there
gitea() { "${as[@]}" "$work/gitea" --config "$work/app.ini" "$@"; }
gitea migrate >"$data/migrate.log" 2>&1 || { tail "$data/migrate.log" >&2; exit 1; }
token() { # NAME [OPTION...]
  gitea admin user create --username "$1" --email "$1@example.com" --random-password --must-change-password=false "${@:2}" >/dev/null 2>&1
  gitea admin user generate-access-token --username "$1" --token-name t --scopes all --raw 2>/dev/null
}
COUNTERSIGN_GITEA_ADMIN=$(token root-of-all --admin)
COUNTERSIGN_GITEA_BOT=$(token bot)
COUNTERSIGN_GITEA_PERSON=$(token alice)
"${as[@]}" "$work/gitea" --config "$work/app.ini" web >"$work/gitea.log" 2>&1 &
server=$!
export COUNTERSIGN_GITEA=http://127.0.0.1:$port COUNTERSIGN_GITEA_ADMIN COUNTERSIGN_GITEA_BOT COUNTERSIGN_GITEA_PERSON
until_it_answers "$server" "$work/gitea.log" "$COUNTERSIGN_GITEA/api/v1/version"

if [ "${1:-}" = --serve ]; then
  env | grep '^COUNTERSIGN_GITEA'
  cat >/dev/null
else
  cd "$root"
  connectors_test GiteaContractTest "$@"
fi
