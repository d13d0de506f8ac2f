"""Everything that was found in a folder, in one report."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import msgspec

from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.vocabulary import Vocabularies
from mirai_knowledge.legacy.schemas.mapping import VOCABULARIES
from mirai_knowledge.legacy.schemas.planned import Planned
from mirai_knowledge.legacy.schemas.report import Report
from mirai_knowledge.legacy.schemas.source import Refused
from mirai_knowledge.legacy.service.folder import Folder


@dataclass(slots=True)
class Tally:
    """Counts what becomes of the records of each file."""

    _counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def note(self, item: Planned | Refused) -> None:
        """Counts a planned record, or one that is kept as raw text alone."""
        self._counts[item.origin.file]["refused" if isinstance(item, Refused) else "added"] += 1

    def counts(self, file: str) -> Counter[str]:
        """How many records of a file are added and refused."""
        return self._counts[file]


def report(folder: Folder, findings: Findings, tally: Tally, vocabularies: Vocabularies) -> Report:
    """What was found, file by file and sort by sort, with a proposal for what nobody has said the meaning of."""
    files = tuple(
        msgspec.structs.replace(line, added=tally.counts(name)["added"], refused=tally.counts(name)["refused"])
        for name, line in folder.lines.items()
    )
    return Report(
        folder=str(folder.path),
        loadable=not folder.broken,
        files=files,
        values=findings.values(),
        links=findings.links(),
        findings=findings.findings(),
        mapping=_proposal(findings, vocabularies),
    )


def _proposal(findings: Findings, vocabularies: Vocabularies) -> dict[str, dict[str, str | None]]:
    """For each word that nobody has said the meaning of, the likeliest one, or null to be filled in."""
    proposed: dict[str, dict[str, str | None]] = {name: {} for name in VOCABULARIES}
    for line in findings.values():
        if line.target is None:
            proposed[line.vocabulary][line.value] = vocabularies.likely(line.vocabulary, line.value)
    for link in findings.links():
        if link.kind == "project" and link.target is None:
            proposed["project"][link.text] = link.candidates[0] if len(link.candidates) == 1 else None
    return {name: words for name, words in proposed.items() if words}
