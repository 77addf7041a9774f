#!/bin/sh
# Packs a built chainzone with what belongs beside it. The same program, tree and
# SOURCE_DATE_EPOCH give the same bytes, on every machine.
#
#   deploy/archive.sh PROGRAM NAME FOLDER     writes FOLDER/NAME.tar.gz
set -eu
export LC_ALL=C
umask 022
program=$1 name=$2 folder=$3
tree=$(cd "$(dirname "$0")/.." && pwd)
epoch=${SOURCE_DATE_EPOCH:-$(git -C "$tree" log -1 --format=%ct)}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
top=$work/$name
mkdir -p "$top/docs" "$top/licenses"
install -m 755 "$program" "$top/chainzone"
cd "$tree"
install -m 644 LICENSE README.md CHANGELOG.md deploy/chainzone.yaml deploy/chainzone.schema.json deploy/alerts.yaml deploy/chainzone.service deploy/chainzone.socket "$top"
install -m 644 docs/*.md "$top/docs"

# The licenses of every module that this program links, as they ask for.
go version -m "$program" >"$work/linked"
# shellcheck disable=SC2046 # one argument a module
go mod download -json $(sed -n 's/^\tdep\t\([^\t]*\)\t\([^\t]*\).*/\1@\2/p' "$work/linked") >"$work/modules"
sed -n 's/^\t"\(Path\|Dir\)": "\(.*\)",\{0,1\}$/\2/p' "$work/modules" | while IFS= read -r module && IFS= read -r dir; do
  found=
  for file in "$dir"/[Ll][Ii][Cc][Ee][Nn][SsCc]* "$dir"/[Cc][Oo][Pp][Yy][Ii][Nn][Gg]* "$dir"/[Nn][Oo][Tt][Ii][Cc][Ee]*; do
    [ -f "$file" ] || continue
    mkdir -p "$top/licenses/$module"
    install -m 644 "$file" "$top/licenses/$module"
    found=yes
  done
  [ -n "$found" ] || { echo "$module has no license: do not ship it" >&2; exit 1; }
done

tar --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mtime="@$epoch" -C "$work" -cf - "$name" | gzip -9n >"$work/archive"
mkdir -p "$folder"
mv "$work/archive" "$folder/$name.tar.gz"
