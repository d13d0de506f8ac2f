"""What a public repository must not hold: package-registry addresses, paths of one machine, secrets."""

import re
from collections.abc import Iterator

from tests.arch.lints.source import Finding

# Put together here, so that this file does not find itself.
REGISTRIES = re.compile(
    "|".join(
        re.escape(host)
        for host in ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "npmjs" + ".com", "deb.debian" + ".org")
    )
)
MACHINE = re.compile(r"(?<![\w.-])/(?:work|root)/[\w.]")
SECRETS = (
    re.compile("-----BEGIN (?:[A-Z]+ )?" + "PRIVATE KEY-----"),
    re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36,}\b"),
    re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{20,}"),
    re.compile(r"\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}"),
)
LOCK_FILES = ("package-lock.json", "npm-shrinkwrap.json")
INDEX_OPTIONS = re.compile(r"^\s*(?:--(?:extra-)?index-url|--find-links|-i|-f)\b")


def foreign_matter(path: str, text: str) -> Iterator[Finding]:
    """One finding for each line that belongs to a machine or a registry, or that unlocks something."""
    for number, line in enumerate(text.splitlines(), 1):
        if REGISTRIES.search(line):
            yield Finding(path, number, "a package-registry address: every machine has its own")
        if MACHINE.search(line):
            yield Finding(path, number, "a path of one machine")
        if any(pattern.search(line) for pattern in SECRETS):
            yield Finding(path, number, "this looks like a secret")
        if path.endswith(LOCK_FILES) and '"resolved":' in line:
            yield Finding(path, number, "resolved: install with omit-lockfile-registry-resolved=true (web/.npmrc)")
        if path.startswith("requirements/") and INDEX_OPTIONS.match(line):
            yield Finding(path, number, "requirements name no index")
