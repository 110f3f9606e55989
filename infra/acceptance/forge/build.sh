#!/usr/bin/env bash
# Builds Gitea, a forge with issues, from the Go module proxy: usage: build.sh FOLDER. The binary is FOLDER/gitea, and what it reads
# at run time FOLDER/static. About four minutes of two cores; what is there already isn't built again.
set -euo pipefail
version=v1.26.0 # 1.27 is another module, which the proxy lacks
folder=$1
[ -x "$folder/gitea" ] && [ -d "$folder/static/templates" ] && exit 0
mkdir -p "$folder/source" "$folder/static"
cd "$folder/source"
export GOFLAGS=-mod=mod
sources=$(go mod download -json "code.gitea.io/gitea@$version" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')

# `go install` refuses a module with replacements, so that it's made the tool of one of ours that has the same.
{
  printf 'module forge\ngo 1.26.2\ntool code.gitea.io/gitea\nrequire code.gitea.io/gitea %s\n' "$version"
  grep '^replace ' "$sources/go.mod"
} >go.mod
go mod tidy
CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o "$folder/gitea" code.gitea.io/gitea
for part in templates options public; do
  cp -r "$sources/$part" "$folder/static/"
done
chmod -R u+w "$folder/static"
