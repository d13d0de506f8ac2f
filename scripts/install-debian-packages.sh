#!/bin/sh
# Installs the Debian packages that the tests use and that are missing: a browser with Japanese glyphs, and the nginx
# and Prometheus whose configurations are tested. Running the product needs none of them.
set -eu

missing=
need() { # command to look for, package that brings it
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

PATH=$PATH:/usr/sbin:/sbin
need chromium chromium
need nginx nginx
need promtool prometheus
[ -d /usr/share/fonts/opentype/noto ] && ls /usr/share/fonts/opentype/noto | grep -q CJK || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests need these Debian packages, and there is no apt-get to install them with:$missing" >&2
    exit 1
fi

echo "Installing Debian packages:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086  # both are lists of words
if ! {
    $as_root apt-get update \
        && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
} >"$log" 2>&1 </dev/null; then
    tail -40 "$log" >&2
    echo "Could not install:$missing" >&2
    exit 1
fi
