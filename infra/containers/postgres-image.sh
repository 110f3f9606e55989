#!/usr/bin/env bash
# An image of the newest PostgreSQL that this machine has installed, without any registry: its files and the libraries that they
# load, as countersign/postgres:MAJOR. Needs DOCKER_HOST; prints the image's name.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 | sort -V | tail -n 1)
[ -x "$home/bin/postgres" ] || { echo "no PostgreSQL in /usr/lib/postgresql (Debian's package postgresql)" >&2 && exit 1; }
major=$(basename "$home")
name=countersign/postgres:$major
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# What it names with a path stays at that path; where /bin, /lib are links to /usr here, they are there.
mkdir -p "$root"/{data,etc,run/postgresql,tmp,var,usr/bin,usr/share/postgresql,usr/lib/locale}
for folder in bin lib lib64; do
  [ -L "/$folder" ] && mkdir -p "$root/usr/$folder" && ln -s "usr/$folder" "$root/$folder"
done
ln -s /run "$root/var/run"
mkdir -p "$root$home"
cp -a "$home/bin" "$home/lib" "$root$home"
rm -rf "$root$home/lib/bitcode" "$root$home"/lib/llvmjit*
cp -a "/usr/share/postgresql/$major" "$root/usr/share/postgresql"
cp -a /usr/share/zoneinfo "$root/usr/share"
cp -a /usr/lib/locale/C.utf8 "$root/usr/lib/locale"
cp -L /bin/sh "$root/usr/bin/sh"
# What isn't a program is none of ldd's business, which says so and fails.
{ find "$root/usr/bin" "$root$home" -type f \( -perm -u+x -o -name '*.so' \) -exec ldd {} + 2>/dev/null || true; } |
  awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// && $2 ~ /^\(/ { print $1 }' | sort -u | while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done
echo 'postgres:x:999:999::/data:/bin/sh' >"$root/etc/passwd"
echo 'postgres:x:999:' >"$root/etc/group"
install -m 755 "$here/postgres-entrypoint.sh" "$root/usr/bin/postgres-entrypoint"
chown -R 999:999 "$root/data" "$root/run/postgresql"
chmod 1777 "$root/tmp"

tar -C "$root" --numeric-owner -cf - . | docker import --change "ENV PATH=$home/bin:/usr/bin:/bin" --change 'USER postgres' \
  --change 'EXPOSE 5432' --change 'ENTRYPOINT ["postgres-entrypoint"]' --change 'CMD ["postgres"]' - "$name" >/dev/null
echo "$name"
