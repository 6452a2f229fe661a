#!/usr/bin/env bash
# Everything that has to pass in this folder, as it does when it is a separate repository: the
# archive is whole, and a backup comes back.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() { echo "error: $*" >&2; exit 1; }

checksum=$(command -v sha256sum || echo "shasum -a 256")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Of each line of the index: the file, and the checksum that lock files carry.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" <<<"$2"; }
listed=0
while read -r line; do
    # The dependencies have names too.
    own=$(sed 's/"deps":\[[^]]*\(\[[^]]*\][^]]*\)*\],*//' <<<"$line")
    file=releases/$(field name "$own")-$(field vers "$own").crate
    [ -f "$file" ] || fail "the index lists $file, and it is not there"
    [ "$($checksum "$file" | cut -d' ' -f1)" = "$(field cksum "$own")" ] || fail "$file is not what the index lists"
    listed=$((listed + 1))
done < <(find releases/index -type f ! -name '*.tmp' -exec cat {} +)
found=$(find releases -name '*.crate' | wc -l)
[ "$listed" -eq "$found" ] || fail "the archive holds $found files and lists $listed"
echo "archive: $listed releases, each with its checksum"

# What goes into a backup comes back, and what is damaged does not.
mkdir -p "$work/data/crates"
: >"$work/data/db.sqlite" # An empty file is an empty database to SQLite.
cp releases/*.crate "$work/data/crates/"
./backup.sh --stopped "$work/data" "$work/backup.tar.gz" >/dev/null
./restore.sh "$work/backup.tar.gz" "$work/restored" >/dev/null
diff -r "$work/data" "$work/restored" || fail "what came back is not what went in"
mkdir "$work/unpacked"
tar -C "$work/unpacked" -xzf "$work/backup.tar.gz"
for crate in "$work"/unpacked/registry/crates/*.crate; do echo damaged >>"$crate"; done
tar -C "$work/unpacked" -czf "$work/damaged.tar.gz" registry
if ./restore.sh "$work/damaged.tar.gz" "$work/never" >"$work/said" 2>&1; then fail "a damaged backup was restored"; fi
[ ! -e "$work/never" ] || fail "a damaged backup left something behind"
echo "backup: comes back as it was, and is refused when it is damaged"
