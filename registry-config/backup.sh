#!/usr/bin/env bash
# Copies a registry's data directory into one archive that restore.sh can prove complete.
#
#   backup.sh [--stopped] DATA_DIR ARCHIVE.tar.gz
#
# The registry may be running: the database is copied by SQLite itself, and *before* the crates. A
# release never changes, so a file that is newer than the database is merely unknown to it. Without
# the `sqlite3` program, stop the registry first and say so with --stopped.
set -euo pipefail
umask 077 # Accounts are in it.

fail() { echo "error: $*" >&2; exit 1; }

stopped=no
if [ "${1:-}" = --stopped ]; then stopped=yes; shift; fi
[ $# -eq 2 ] || { echo "usage: backup.sh [--stopped] DATA_DIR ARCHIVE.tar.gz" >&2; exit 2; }
data=$1 archive=$2

[ -f "$data/db.sqlite" ] || fail "$data is no registry's data directory: it has no db.sqlite"
[ ! -e "$archive" ] || fail "$archive exists, and a backup is never overwritten"

work=$(mktemp -d "$archive.XXXXXX")
trap 'rm -rf "$work"' EXIT
copy=$work/registry
mkdir "$copy"

if [ "$stopped" = yes ]; then
    # A journal is what is left when the program was cut off, or has not ended.
    for journal in "$data"/db.sqlite-*; do
        [ ! -e "$journal" ] || fail "$journal exists: the registry is running, or was killed; start and stop it first"
    done
    cp "$data/db.sqlite" "$copy/db.sqlite"
elif command -v sqlite3 >/dev/null; then
    sqlite3 "$data/db.sqlite" ".timeout 10000" ".backup '${copy//\'/\'\'}/db.sqlite'"
else
    fail "sqlite3 is not installed: install it, or stop the registry and add --stopped"
fi

# What a registry cannot fetch again. `cratesio` is a cache, and `doc_queue` is work in progress.
for folder in crates docs toolchains; do
    [ ! -d "$data/$folder" ] || cp -R "$data/$folder" "$copy/$folder"
done

checksum=$(command -v sha256sum || echo "shasum -a 256")
(cd "$copy" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 $checksum >SHA256SUMS)
tar -C "$work" -czf "$work/archive" registry
tar -tzf "$work/archive" >/dev/null
mv "$work/archive" "$archive"
echo "$archive: $(grep -c '\.crate$' "$copy/SHA256SUMS" || true) crates"
