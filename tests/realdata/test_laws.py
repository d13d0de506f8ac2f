"""Real laws: imported whole and in time, compared by article, found by number. The texts themselves are judged by a script of
its own here, which knows nothing of the readers.
"""

import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from mirai_knowledge.documents.policy.compare import blocks_of
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.regulations import intake
from mirai_knowledge.regulations.policy.files import read_law
from mirai_knowledge.regulations.policy.kind import REGULATION
from mirai_knowledge.regulations.policy.numbers import key_of
from mirai_knowledge.regulations.policy.tree import plain_text, rows_of
from mirai_knowledge.regulations.schemas.laws import LawFile, LawText
from tests import cast
from tests.documents.doors import HERE, SignIn, content, published, show
from tests.documents.test_printing import pages, pdf
from tests.regulations.laws import words
from tests.search.conftest import machine
from tests.search.doors import Machine, find

__all__ = ["machine"]

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LAWS, TEXTS = DATA / "laws", DATA / "law-revisions"
SAFETY = LAWS / "347M50002000032.json"
IMPORTER = Actor(name="tests.import", everything=True)
SECONDS = 10

pytestmark = pytest.mark.realdata


def read(path: Path) -> LawText:
    return read_law(LawFile(path.name, path.read_bytes()))


def brought_in(database: Database, *paths: Path) -> None:
    with database.begin() as tx:
        intake.import_laws(tx, IMPORTER, [read(path) for path in paths])


def own_articles(path: Path) -> Mapping[str, str]:
    """The judge: the articles of the 本則 by their numbers, all marks and blanks taken out."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    main = re.split(r"^## 附則|^\*\*(?:別表|様式)", body, maxsplit=1, flags=re.MULTILINE)[0]
    main = re.sub(r"^#+ .*$", "", main, flags=re.MULTILINE)
    parts = re.split(r"^\*\*(第[^*（]*条[^*（]*)", main, flags=re.MULTILINE)
    return {number: re.sub(r"[\s*|\-　]", "", text) for number, text in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("path", sorted(LAWS.glob("*.json")), ids=lambda path: path.stem)
def test_no_word_of_a_law_is_lost(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    law = read(path)
    assert len(law.content.articles) == told["articleCount"]
    for given, kept in zip(told["articles"], law.content.articles, strict=True):
        assert (kept.num, kept.caption, kept.deleted) == (given["articleNum"], given["caption"], given["isDeleted"])
        assert plain_text(kept) == given["text"]
    gone = set(told) - {"lawId", "lawTitle", "revisionId", "source", "articles"}
    assert law.content.kept == {key: told[key] for key in gone}


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*_*.md")), ids=lambda path: path.stem)
def test_every_character_of_a_text_is_kept_and_shown(path: Path) -> None:
    law = read(path)
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1].lstrip("\n")
    assert law.content.body == body
    shown = "".join(f"{row.label}{row.caption}{row.text}" for row in rows_of(law.content))
    bare = [re.sub(r"[\s*#\-|　]", "", unicodedata.normalize("NFKC", text)) for text in (body, shown)]
    assert sorted(bare[0]) == sorted(bare[1])


@pytest.mark.parametrize("law", ["347M50002000034", "347M50002000042", "417M60000100021"])
def test_the_comparison_lists_exactly_the_articles_that_changed(law: str) -> None:
    files = sorted(TEXTS.glob(f"{law}_*.md"))
    for older, newer in pairwise(files):
        before, after = own_articles(older), own_articles(newer)
        expected = {key_of(number) for number in before.keys() | after.keys() if before.get(number) != after.get(number)}
        items = [REGULATION.items(read(path).content.model_dump(mode="json")) for path in (older, newer)]
        blocks = blocks_of(items[0], items[1], only_changed=True)
        listed = {block.field.removeprefix("article:") for block in blocks if block.field.startswith("article:")}
        assert listed == expected, f"{older.name} → {newer.name}"


@pytest.mark.parametrize("law", ["347M50002000034", "347M50002000042", "417M60000100021"])
def test_a_supplement_that_says_the_same_is_not_listed(law: str) -> None:
    """The judge is a count of its own: what is listed as gone and come is what the one text has more often than the other."""
    for older, newer in pairwise(sorted(TEXTS.glob(f"{law}_*.md"))):
        items = [REGULATION.items(read(path).content.model_dump(mode="json")) for path in (older, newer)]
        sides = [Counter(item.text for item in side if item.key.startswith("supplement:")) for side in items]
        blocks = [block for block in blocks_of(items[0], items[1], only_changed=True) if block.field.startswith("supplement:")]
        gone, come = (
            Counter("".join(op.text for op in block.ops if op.op != other) for block in blocks if block.became != became)
            for other, became in (("insert", "added"), ("delete", "removed"))
        )
        assert (gone, come) == (sides[0] - sides[1], sides[1] - sides[0]), f"{older.name} → {newer.name}"


def test_the_safety_regulations_come_in_within_ten_seconds_and_are_one_search_away(
    database: Database, signed_in: SignIn, machine: Machine
) -> None:
    page = published(signed_in, text=content(body="安衛則518条による"), audience="partners")
    cpu = time.process_time()
    brought_in(database, SAFETY)
    assert time.process_time() - cpu < SECONDS
    reader = signed_in(cast.partner)
    texts = {key: text for start in range(0, 1150, 20) for key, text in words(reader, "REG-000001", f"from={start}").items()}
    assert "要求性能墜落制止用器具" in texts["a518"]
    assert 'href="/d/REG-000001#a518"' in show(reader, page).body["body_html"]
    machine.catch_up()
    for said in ("安衛則518条", "第五百十八条", "労働安全衛生規則 第518条"):
        hit = find(reader, said)["hits"][0]
        assert (hit["code"], hit["section_anchor"]) == ("REG-000001", "a518"), said
    hit = find(reader, "安衛則 作業床")["hits"][0]
    assert (hit["code"], hit["section_anchor"]) == ("REG-000001", "a563"), "（作業床）"
    assert "".join(pages(pdf(reader, {"id": "REG-000001"}))).count("第518条") >= 1


def test_a_text_is_read_as_of_a_date_among_real_ones(database: Database, signed_in: SignIn) -> None:
    brought_in(database, *sorted(TEXTS.glob("347M50002000034_*.md")), LAWS / "347M50002000034.json")
    reader = signed_in(cast.partner)
    seen = [reader.get(f"{HERE}/REG-000001?on={on}").body["edition"]["no"] for on in ("2020-04-19", "2020-05-01", "2025-04-01")]
    assert seen == [3, 4, 7], "of two texts of one day the later one holds"
    assert reader.get(f"{HERE}/REG-000001").body["edition"]["no"] == 9
