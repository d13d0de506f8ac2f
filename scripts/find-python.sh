#!/bin/sh
# Prints the path of a Python >= 3.11 that can make virtual environments; MKS_PYTHON, when set, is the only candidate.
set -eu

check='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
for candidate in ${MKS_PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    found=$(command -v "$candidate" 2>/dev/null) || continue
    if "$found" -c "$check" 2>/dev/null; then
        echo "$found"
        exit 0
    fi
done
echo "Python 3.11 or newer with the venv module is needed and was not found (on Debian: apt-get install python3-venv)." >&2
echo "Set MKS_PYTHON to use one that is not on the PATH." >&2
exit 1
