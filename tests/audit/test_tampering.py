"""Whatever somebody with the owner's password does to the log is found and named, by the program and by the verifier alone."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mirai_knowledge.audit.policy import chain
from tests.audit.conftest import Log, Vandal, Verdict

VerifyAlone = Callable[..., Verdict]
SEALS = 8


@dataclass(frozen=True)
class Trick:
    """SQL against the fifth of eight seals; `{n}` is its number. Findings are (kind, distance from it)."""

    sql: str
    found: set[tuple[str, int | None]]


TRICKS = {
    "a value altered": Trick(
        """UPDATE audit_entry SET after = '{{"coat": 99}}' WHERE id = (SELECT audit_id FROM audit_seal WHERE seal_no = {n})""",
        {("altered", 0)},
    ),
    "somebody else did it": Trick(
        "UPDATE audit_entry SET actor_name = 'nobody' WHERE id = (SELECT audit_id FROM audit_seal WHERE seal_no = {n})",
        {("altered", 0)},
    ),
    "it was another time": Trick(
        "UPDATE audit_entry SET at = at + interval '1 second' WHERE id = (SELECT audit_id FROM audit_seal WHERE seal_no = {n})",
        {("altered", 0)},
    ),
    "an entry removed": Trick(
        "DELETE FROM audit_entry WHERE id = (SELECT audit_id FROM audit_seal WHERE seal_no = {n})", {("removed", 0)}
    ),
    "an entry removed with its seal": Trick(
        "DELETE FROM audit_entry WHERE id = (SELECT audit_id FROM audit_seal WHERE seal_no = {n});"
        "DELETE FROM audit_seal WHERE seal_no = {n}",
        {("removed", 0)},
    ),
    "an entry removed and the rest renumbered": Trick(
        "DELETE FROM audit_entry WHERE id = (SELECT audit_id FROM audit_seal WHERE seal_no = {n});"
        "DELETE FROM audit_seal WHERE seal_no = {n};"
        "UPDATE audit_seal SET seal_no = seal_no - 1 WHERE seal_no > {n}",
        {("altered", 0)},
    ),
    "an entry slipped in": Trick(
        "INSERT INTO audit_entry (id, at, cluster, xact, origin, tag) SELECT gen_random_uuid(), e.at, e.cluster, e.xact, 'web', "
        "'bridge.painted' FROM audit_entry AS e JOIN audit_seal ON audit_id = e.id WHERE seal_no = {n}",
        {("inserted", None)},
    ),
    "a seal given twice": Trick(
        "INSERT INTO audit_entry (id, at, cluster, xact, origin, tag) SELECT 'ffffffff-ffff-7fff-bfff-ffffffffffff', "
        "e.at + interval '1 microsecond', e.cluster, e.xact, 'web', 'bridge.slipped' "
        "FROM audit_entry AS e JOIN audit_seal ON audit_id = e.id WHERE seal_no = {n};"
        "INSERT INTO audit_seal SELECT s.seal_no, e.id, e.at, e.cluster, e.xact, s.hash, s.sealed_at "
        "FROM audit_seal AS s, audit_entry AS e WHERE s.seal_no = {n} AND e.tag = 'bridge.slipped'",
        {("inserted", 0)},
    ),
    "two entries changed places": Trick(
        "CREATE TEMP TABLE swap AS SELECT seal_no, audit_id, audit_at FROM audit_seal WHERE seal_no IN ({n}, {n} + 2);"
        "UPDATE audit_seal SET audit_id = gen_random_uuid() WHERE seal_no IN ({n}, {n} + 2);"
        "UPDATE audit_seal AS s SET audit_id = swap.audit_id, audit_at = swap.audit_at FROM swap "
        "WHERE s.seal_no IN ({n}, {n} + 2) AND swap.seal_no = 2 * {n} + 2 - s.seal_no",
        {("reordered", 0), ("reordered", 2)},
    ),
    "two neighbours changed numbers": Trick(
        "UPDATE audit_seal SET seal_no = -seal_no WHERE seal_no IN ({n}, {n} + 1);"
        "UPDATE audit_seal SET seal_no = 2 * {n} + 1 + seal_no WHERE seal_no < 0",
        {("reordered", 0), ("reordered", 1)},
    ),
    "two distant ones changed numbers": Trick(
        "UPDATE audit_seal SET seal_no = -seal_no WHERE seal_no IN ({n}, {n} + 2);"
        "UPDATE audit_seal SET seal_no = 2 * {n} + 2 + seal_no WHERE seal_no < 0",
        {("reordered", 0), ("reordered", 2)},
    ),
    "one moved to the end": Trick(
        "UPDATE audit_seal SET seal_no = {n} + 4 WHERE seal_no = {n}",
        {("reordered", 4)},
    ),
}


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS.keys())
def test_it_is_found_and_named(log: Log, vandal: Vandal, verify_alone: VerifyAlone, tmp_path: Path, trick: Trick) -> None:
    log.write(SEALS)
    log.seal()
    fifth = log.check().last_seal_no - 3
    vandal.run(trick.sql, n=fifth)
    report = log.check()
    assert {(found.kind, None if found.seal_no is None else found.seal_no - fifth) for found in report.findings} == trick.found
    alone = verify_alone(log.export(tmp_path / "log.jsonl"), "--json")
    assert alone.code == 1, alone.text
    listed = json.loads(alone.text)["findings"]
    assert [(found["kind"], found["seal_no"]) for found in listed] == [(found.kind, found.seal_no) for found in report.findings]


def test_an_untouched_log_is_sound(log: Log, verify_alone: VerifyAlone, tmp_path: Path) -> None:
    log.write(SEALS)
    log.seal()
    log.write(2)
    report = log.check()
    assert report.sound, report.findings
    assert report.waiting == 2
    alone = verify_alone(log.export(tmp_path / "log.jsonl"))
    assert alone.code == 0, alone.text
    assert f"末尾: {report.last_seal_no}:{report.last_hash}" in alone.text


def test_a_forged_entry_with_a_forged_seal_is_found_where_the_true_ones_go_on(log: Log, vandal: Vandal) -> None:
    """The forger knows how links are made, and seals what he slips in; the next true link gives him away."""
    log.write(SEALS)
    log.seal()
    fifth = log.check().last_seal_no - 3
    vandal.run(
        "UPDATE audit_seal SET seal_no = -seal_no - 1 WHERE seal_no >= {n};"
        "UPDATE audit_seal SET seal_no = -seal_no WHERE seal_no < 0;"
        "INSERT INTO audit_entry (id, at, cluster, xact, origin, tag) SELECT gen_random_uuid(), e.at, e.cluster, e.xact, 'web', "
        "'bridge.forged' FROM audit_entry AS e JOIN audit_seal ON audit_id = e.id WHERE seal_no = {n} - 1",
        n=fifth,
    )
    records = log.records()
    (before,) = (bytes.fromhex(str(record["hash"])) for record in records if record.get("seal_no") == fifth - 1)
    (forged,) = (record["entry"] for record in records if record["type"] == "entry")
    assert isinstance(forged, dict)
    vandal.run(
        "INSERT INTO audit_seal (seal_no, audit_id, audit_at, cluster, xact, hash, sealed_at) "
        "SELECT {n}, id, at, cluster, xact, decode('{digest}', 'hex'), at FROM audit_entry WHERE tag = 'bridge.forged'",
        n=fifth,
        digest=chain.link(before, forged).hex(),
    )
    found = log.check().findings
    assert [(finding.kind, finding.seal_no, finding.audit_id) for finding in found] == [("inserted", fifth, forged["id"])]


def test_a_cut_end_is_found_by_who_kept_the_head(log: Log, vandal: Vandal, verify_alone: VerifyAlone, tmp_path: Path) -> None:
    log.write(SEALS)
    log.seal()
    head = log.check()
    vandal.run(
        "DELETE FROM audit_entry WHERE id IN (SELECT audit_id FROM audit_seal WHERE seal_no > {n} - 2);"
        "DELETE FROM audit_seal WHERE seal_no > {n} - 2",
        n=head.last_seal_no,
    )
    assert log.check().sound, "nothing inside the log can tell"
    kept = (head.last_seal_no, head.last_hash)
    assert [finding.kind for finding in log.check(kept).findings] == ["removed"]
    alone = verify_alone(log.export(tmp_path / "log.jsonl"), "--head", f"{kept[0]}:{kept[1]}")
    assert alone.code == 1
    assert "取り除かれています" in alone.text


def test_a_head_that_is_still_there_is_fine_and_another_hash_is_not(log: Log) -> None:
    log.write(SEALS)
    log.seal()
    head = log.check()
    log.write(SEALS)
    log.seal()
    assert log.check((head.last_seal_no, head.last_hash)).sound
    assert [finding.kind for finding in log.check((head.last_seal_no, "00" * 32)).findings] == ["altered"]


def cut(lines: list[str], rng: random.Random) -> list[str]:
    return lines[: rng.randrange(1, len(lines))]


def drop(lines: list[str], rng: random.Random) -> list[str]:
    place = rng.randrange(1, len(lines))
    return lines[:place] + lines[place + 1 :]


def swap(lines: list[str], rng: random.Random) -> list[str]:
    first, second = sorted(rng.sample(range(1, len(lines) - 1), 2))
    lines[first], lines[second] = lines[second], lines[first]
    return lines


def double(lines: list[str], rng: random.Random) -> list[str]:
    place = rng.randrange(1, len(lines) - 1)
    return [*lines[: place + 1], lines[place], *lines[place + 1 :]]


def alter(lines: list[str], rng: random.Random) -> list[str]:
    place = rng.randrange(1, len(lines) - 1)
    record = json.loads(lines[place])
    field = rng.choice(sorted(set(record["entry"]) - {"id"}))
    record["entry"][field] = "something else"
    return [*lines[:place], json.dumps(record), *lines[place + 1 :]]


def garble(lines: list[str], rng: random.Random) -> list[str]:
    place = rng.randrange(1, len(lines))
    return [*lines[:place], lines[place][: len(lines[place]) // 2], *lines[place + 1 :]]


@pytest.mark.parametrize("change", [cut, drop, swap, double, alter, garble])
def test_a_changed_file_is_found_wherever_it_was_changed(
    log: Log, verify_alone: VerifyAlone, tmp_path: Path, change: Callable[[list[str], random.Random], list[str]]
) -> None:
    log.write(SEALS)
    log.seal()
    lines = log.export(tmp_path / "log.jsonl").read_text().splitlines()
    for seed in range(5):
        changed = tmp_path / f"changed-{seed}.jsonl"
        changed.write_text("\n".join(change(list(lines), random.Random(seed))) + "\n")
        alone = verify_alone(changed)
        assert alone.code == 1, f"seed {seed}: {alone.text}"


def test_what_is_no_export_is_refused_in_words(verify_alone: VerifyAlone, tmp_path: Path) -> None:
    assert verify_alone(tmp_path / "nowhere.jsonl").code == 2
    noise = tmp_path / "noise.jsonl"
    noise.write_bytes(bytes(range(256)) * 10)
    assert verify_alone(noise).code == 2
    noise.write_text('[1]\n{"type": "seal"}\n{"type": "header", "format": "other", "version": 1}\n')
    alone = verify_alone(noise)
    assert alone.code == 1
    assert "3 行目を読み取れません" in alone.text
    assert "Traceback" not in alone.text
