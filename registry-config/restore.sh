#!/usr/bin/env bash
# Puts a backup back, after proving that it is complete and unchanged.
#
#   restore.sh ARCHIVE.tar.gz DATA_DIR
#
# DATA_DIR must not exist, or be empty: what is there is never mixed with what comes back.
set -euo pipefail
umask 077

fail() { echo "error: $*" >&2; exit 1; }

[ $# -eq 2 ] || { echo "usage: restore.sh ARCHIVE.tar.gz DATA_DIR" >&2; exit 2; }
archive=$1 data=${2%/}

[ -f "$archive" ] || fail "there is no $archive"
if [ -e "$data" ] && [ -n "$(ls -A "$data")" ]; then
    fail "$data is not empty: move it away first"
fi

# Beside the directory, so that the last step is one rename.
mkdir -p "$(dirname "$data")"
work=$(mktemp -d "$data.XXXXXX")
trap 'rm -rf "$work"' EXIT
tar -C "$work" -xzf "$archive" || fail "$archive cannot be unpacked"
copy=$work/registry
[ -f "$copy/SHA256SUMS" ] || fail "$archive is no backup of a registry: it has no checksums"

checksum=$(command -v sha256sum || echo "shasum -a 256")
(cd "$copy" && $checksum --check --quiet SHA256SUMS) >&2 || fail "$archive is damaged"
# A checksum proves what was listed; this proves that nothing else came along.
listed=$(wc -l <"$copy/SHA256SUMS")
found=$(find "$copy" -type f ! -name SHA256SUMS | wc -l)
[ "$listed" -eq "$found" ] || fail "$archive holds $found files and lists $listed"
if command -v sqlite3 >/dev/null; then
    [ "$(sqlite3 "$copy/db.sqlite" 'PRAGMA integrity_check')" = ok ] || fail "the database in $archive is broken"
fi

rm "$copy/SHA256SUMS"
if [ -d "$data" ]; then rmdir "$data"; fi
mv "$copy" "$data"
echo "$data: $(find "$data" -name '*.crate' | wc -l) crates"
