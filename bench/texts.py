"""Texts to fill a database with, and questions with their answers: public ones where they lie beside the repository,
made-up ones elsewhere.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RETRIEVAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "retrieval"
WORDS = (
    *(
        "型枠",
        "鉄筋",
        "足場",
        "掘削",
        "打設",
        "養生",
        "玉掛け",
        "支保工",
        "止水",
        "舗装",
        "転圧",
        "測量",
        "検査",
        "合図",
        "誘導",
        "点検",
    ),
    *(
        "クレーン",
        "コンクリート",
        "アスファルト",
        "トンネル",
        "スラブ",
        "ひび割れ",
        "かぶり",
        "酸欠",
        "騒音",
        "振動",
        "温度",
        "湧水",
    ),
    *(
        "バックホウ",
        "墜落",
        "安全帯",
        "区画",
        "記録",
        "写真",
        "協議",
        "再発防止",
        "手順",
        "確認",
        "基準値",
        "夜間",
        "近隣",
        "通行止め",
    ),
)


@dataclass(frozen=True)
class Text:
    """A title and a body."""

    id: str
    title: str
    body: str


@dataclass(frozen=True)
class Question:
    """What somebody asks, and the texts that answer it."""

    words: str
    answers: tuple[str, ...]


def texts(count: int) -> list[Text]:
    """So many texts, the same every time."""
    chance = random.Random(1)
    found = list(_read_texts())
    chance.shuffle(found)
    while len(found) < count:
        found.append(_made_up(len(found), chance))
    return found[:count]


def questions(known: set[str], count: int) -> list[Question]:
    """At most so many questions that these texts answer; none when there are no public ones."""
    path = RETRIEVAL / "jsquad_queries.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    asked = []
    for entry in map(json.loads, lines):
        answers = entry["pos"] if isinstance(entry["pos"], list) else [entry["pos"]]
        if known.issuperset(answers):
            asked.append(Question(next(entry[name] for name in ("question", "query", "text") if name in entry), tuple(answers)))
    random.Random(2).shuffle(asked)
    return asked[:count]


def _read_texts() -> Iterator[Text]:
    path = RETRIEVAL / "wiki_corpus.jsonl"
    if path.is_file():
        for entry in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield Text(entry["id"], entry["title"], entry["text"])


def _made_up(number: int, chance: random.Random) -> Text:
    title = "の".join(chance.sample(WORDS, 3)) + f" {number}"
    body = "。\n".join("、".join(chance.sample(WORDS, 6)) + "を確かめる" for _ in range(chance.randint(5, 25)))
    return Text(f"made-{number}", title, body)
