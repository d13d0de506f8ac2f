#!/bin/sh
# Brings .venv and the built web page up to date with the files they are made from.
#   scripts/install.sh          what running needs
#   scripts/install.sh dev      what testing needs as well
#   scripts/install.sh tools    what compiling the requirements needs, and nothing else
# Each part leaves the hash of its inputs in .venv/.stamps, so a second call does nothing and takes well under a
# second. A part interrupted half-way has no stamp and is done again.
set -eu

cd "$(dirname "$0")/.."
export LC_ALL=C PIP_DISABLE_PIP_VERSION_CHECK=1
# The link that mks leaves in other virtual environments must not decide which packages are installed here.
unset PYTHONPATH PYTHONHOME

root=$(pwd)
stamps=.venv/.stamps
web_out=src/mirai_knowledge/entry/web
want_node=$root/scripts/node.sh

hash_of() { # hash of names and contents of the files named on stdin, one a line
    sort | tr '\n' '\0' | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

is_done() { [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]; }

mark_done() {
    mkdir -p "$stamps"
    echo "$2" >"$stamps/$1"
}

ensure_venv() {
    # A virtual environment knows its own path: a moved or copied checkout needs a new one.
    if [ -x .venv/bin/python ] && [ "$(.venv/bin/python -c 'import sys; print(sys.prefix)' 2>/dev/null)" = "$root/.venv" ] \
        && grep -qF "$root/.venv/bin/python" .venv/bin/pip 2>/dev/null; then
        return
    fi
    python=$(scripts/find-python.sh)
    echo "Making .venv with $python ..."
    rm -rf .venv
    "$python" -m venv .venv
}

install_requirements() { # part, requirement file
    stamp=$(echo "requirements/$2.txt" | hash_of)
    is_done "$1" "$stamp" && return
    echo "Installing requirements/$2.txt ..."
    .venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r "requirements/$2.txt"
    mark_done "$1" "$stamp"
}

install_project() {
    # Editable: only what the package's metadata is made from asks for a new installation.
    stamp=$(echo pyproject.toml | hash_of)
    is_done project "$stamp" && [ -x .venv/bin/mks ] && return
    echo "Installing mks into .venv ..."
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
    mark_done project "$stamp"
}

compile_source() {
    # Also where PYTHONDONTWRITEBYTECODE is set, or the source is read-only afterwards: every start would compile it anew.
    .venv/bin/python -m compileall -q src
}

web_sources() { find web -name node_modules -prune -o -name coverage -prune -o -type f -print; }

install_web_packages() {
    stamp=$( (echo web/package-lock.json; echo web/package.json) | hash_of)
    is_done web-packages "$stamp" && [ -d web/node_modules ] && return
    echo "Installing the packages of the web page ..."
    (cd web && "$want_node" npm ci --no-audit --no-fund --loglevel=error)
    mark_done web-packages "$stamp"
}

build_web() {
    web_stamp=$(web_sources | hash_of)
    is_done web "$web_stamp" && [ -f "$web_out/index.html" ] && return
    install_web_packages
    echo "Building the web page ..."
    (cd web && "$want_node" npm run --silent build -- --logLevel warn)
    mark_done web "$web_stamp"
}

ensure_venv
if [ "${1:-}" = "tools" ]; then
    install_requirements tools tools
    exit 0
fi
install_requirements run run
install_requirements build build
if ! scripts/node.sh --have; then
    install_requirements node node
fi
if [ "${1:-}" = "dev" ]; then
    install_requirements dev dev
fi
install_project
compile_source
build_web
if [ "${1:-}" = "dev" ]; then
    install_web_packages
fi
