#!/bin/sh
# Compiles pyproject.toml into requirements/*.txt: every version pinned with its hashes, for all platforms and
# Python >= 3.11, without the address of a package index. Pins that still fit are kept; with --upgrade all move to
# the newest that fits. The later files are held to the versions of run.txt, so that all of them install together.
set -eu

cd "$(dirname "$0")/.."
scripts/install.sh tools

compile() { # name, what to compile...
    out=requirements/$1.txt
    shift
    .venv/bin/uv pip compile "$@" --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --output-file "$out"
    echo "$out: $(grep -c '^[a-z0-9].*==' "$out") packages"
}

compile run pyproject.toml "$@"
for group in build node tools; do
    compile "$group" --group "$group" --constraint requirements/run.txt "$@"
done
compile dev pyproject.toml --group dev --constraint requirements/run.txt "$@"
