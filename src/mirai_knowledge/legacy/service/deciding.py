"""What is to be done with each record, given what the last run left of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from mirai_knowledge.legacy.model import RecordState
from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.vocabulary import Vocabularies
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.mapping import VOCABULARIES
from mirai_knowledge.legacy.schemas.planned import Planned
from mirai_knowledge.legacy.schemas.report import Report
from mirai_knowledge.legacy.schemas.runs import Known, Outcome
from mirai_knowledge.legacy.schemas.source import Origin, Refused
from mirai_knowledge.legacy.service.folder import Folder


def decide(item: Planned | Refused, known: Known | None) -> Outcome:
    """Refused ones stay raw; new ones are added; those that read the same and mean the same are left alone."""
    if isinstance(item, Refused):
        return "refused"
    if known is None or known.subject_id is None:
        return "added"
    same = known.raw_hash == item.digest and known.outcome_hash == item.outcome
    return "unchanged" if same and known.state in (RecordState.ADDED, RecordState.CHANGED) else "changed"


@dataclass(slots=True)
class Tally:
    """Counts what was done with the records of each file, and which were seen."""

    known: Mapping[Origin, Known]
    _counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _seen: set[Origin] = field(default_factory=set)

    def note(self, origin: Origin, outcome: Outcome) -> None:
        """Counts what was done with the record."""
        self._counts[origin.file][outcome] += 1
        self._seen.add(origin)

    def counts(self, file: str) -> Counter[str]:
        """How many records of a file were added, changed and so on."""
        return self._counts[file]

    def vanished(self, folder: Folder) -> tuple[Origin, ...]:
        """Records that an earlier run made something of, whose file is there and has them no more."""
        return tuple(
            origin
            for origin, entry in self.known.items()
            if entry.subject_id is not None and origin.file in folder.files and origin not in self._seen
        )


def report(folder: Folder, findings: Findings, tally: Tally, vocabularies: Vocabularies | None = None) -> Report:
    """Everything that was found and done, in one report."""
    vanished = Counter[str]()
    for origin in tally.vanished(folder):
        vanished[origin.file] += 1
        findings.add(kinds.RECORD_VANISHED, origin, "そのまま残す")
    files = tuple(
        msgspec.structs.replace(
            line,
            vanished=vanished[name],
            **{outcome: tally.counts(name)[outcome] for outcome in ("added", "changed", "unchanged", "kept", "refused")},
        )
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


def _proposal(findings: Findings, vocabularies: Vocabularies | None) -> dict[str, dict[str, str | None]]:
    """For each word that nobody has said the meaning of, the likeliest one, or null to be filled in."""
    proposed: dict[str, dict[str, str | None]] = {name: {} for name in VOCABULARIES}
    for line in findings.values():
        if line.target is None:
            proposed[line.vocabulary][line.value] = vocabularies.likely(line.vocabulary, line.value) if vocabularies else None
    for link in findings.links():
        if link.kind == "project" and link.target is None:
            proposed["project"][link.text] = link.candidates[0] if len(link.candidates) == 1 else None
    return {name: words for name, words in proposed.items() if words}
