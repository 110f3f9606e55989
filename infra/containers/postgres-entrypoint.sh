#!/bin/sh
# Serves an empty cluster to everybody. It's started twice, as the well-known image does it: who waits for that one waits for two.
set -eu
initdb --no-sync --auth=trust --username="${POSTGRES_USER:-postgres}" --encoding=UTF8 --locale=C.UTF-8 --pgdata=/data >/dev/null
echo 'host all all all trust' >>/data/pg_hba.conf
pg_ctl --wait --silent --pgdata=/data --options="-F -c listen_addresses=''" start
pg_ctl --wait --silent --pgdata=/data stop
exec "$@" -D /data -c listen_addresses='*'
