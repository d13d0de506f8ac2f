"""Small invented laws in the two forms that can be read, and the doors of regulations as people use them."""

import json
from typing import Any

from tests.conftest import Answer, SignedIn
from tests.documents.doors import HERE, SignIn, publish

LAWS = "/api/v1/laws"
LAW = "347M50002000999"
TITLE = "足場等安全規則"
STANDARD = """## 第1章　総則

### 第1条（目的）
この基準は、当社の高所作業における墜落災害を防ぐことを目的とする。

### 第2条（用語）
1. 高所作業とは、高さ2メートル以上の箇所での作業をいう。
2. この基準の用語は、足場等安全規則第3条の例による。

## 第2章　作業

### 第3条（作業床）
所長は、次の事項を**確認**する。

- 一　作業床の幅
- 二　手すりの高さ

### 第3条の2（点検）
点検は、第3条の作業の前に行う。
"""


def article(number: str, *paragraphs: str, caption: str = "", **fields: object) -> dict[str, object]:
    """An article as article JSON has it."""
    rows: list[dict[str, object]] = [{"num": place, "text": text} for place, text in enumerate(paragraphs, start=1)]
    whole = "".join(f"{'０１２３４'[place]}　{text}" if place > 1 else text for place, text in enumerate(paragraphs, start=1))
    return {
        "articleNum": number, "caption": caption, "isDeleted": False, "paragraphs": rows, "text": whole, "sortKey": [1], **fields,
    }  # fmt: skip


def law_json(*articles: dict[str, object], revision: str = "20200401_502M60000100001", **fields: object) -> bytes:
    """A law as article JSON."""
    told = articles or (
        article("第1条", "事業者は、足場を点検しなければならない。", "前項の点検は、毎日行う。", caption="（点検）"),
        article("第3条", "足場の作業床の幅は、四十センチメートル以上とする。", caption="（作業床）"),
        article("第36条の2", "つり足場については、別に定める。"),
        article("第40条", "削除", isDeleted=True),
    )
    law = {
        "lawId": LAW, "lawTitle": TITLE, "revisionId": revision, "fetchedAt": "2026-08-02T00:00:00Z", "source": "検査用",
        "sha256": "0" * 64, "articleCount": len(told), "rubyStripped": 0, "skipped": ["様式第一号"], "appdxTables": ["別表第一"],
        "articles": list(told), **fields,
    }  # fmt: skip
    return json.dumps(law, ensure_ascii=False).encode()


def law_markdown(body: str, *, day: str = "2024-04-01", law: str = LAW) -> bytes:
    """A law as a text in Markdown."""
    number = "昭和四十七年労働省令第九百九十九号"
    head = (
        f'---\ntitle: "{TITLE}"\nidentifier: "{law}"\ncountry: "jp"\npublication_date: "1972-09-30"\nlast_updated: "{day}"\n'
        f'status: "in_force"\nsource: "https://laws.e-gov.go.jp/law/{law}"\nextra:\n  law_num: "{number}"\n'
        f'  enforced_at: "{day}"\n---\n\n'
    )
    return (head + body).encode()


CHAPTERS = """### 第一章　総則

**第一条（点検）**　事業者は、足場を点検しなければならない。

**２**　前項の点検は、毎日行い、記録する。

### 第二章　作業床

**第三条（作業床）**　足場の作業床は、次による。

- 一　幅は、四十センチメートル以上とする。

  - イ　つり足場を除く。

**第三条の二**　手すりを設ける。

**第三十六条の二**　つり足場については、別に定める。

## 附則

この省令は、昭和四十七年十月一日から施行する。

## 附則

**第一条（施行期日）**　この省令は、令和六年四月一日から施行する。
"""


def send(person: SignedIn, data: bytes, name: str = "law.json") -> Answer:
    """A file sent by the page."""
    return person.post(f"{LAWS}/import?name={name}", content=data)


def imported(person: SignedIn, data: bytes, name: str = "law.json") -> Any:
    """What became of a file that was taken."""
    answer = send(person, data, name)
    assert answer.status == 200, answer.text
    return answer.body["items"][0]


def rows(person: SignedIn, ref: str, query: str = "") -> Any:
    answer = person.get(f"{HERE}/{ref}/articles?{query}")
    assert answer.status == 200, answer.text
    return answer.body


def words(person: SignedIn, ref: str, query: str = "") -> dict[str, str]:
    """The words of each row by its anchor."""
    answer = person.get(f"{HERE}/{ref}/articles/text?limit=200&{query}")
    assert answer.status == 200, answer.text
    return {row["anchor"]: row["html"] for row in answer.body["items"]}


def standard(title: str = "高所作業基準", **fields: object) -> dict[str, object]:
    """The content of a company standard."""
    return {"title": title, "issuer": "本社安全部", "body": STANDARD, "applicable_scope": ["高所作業", "足場"], **fields}


def in_force(signed_in: SignIn, text: object, *, kind: str = "regulation", by: Any, **metadata: object) -> Any:
    """A document of that kind in force."""
    person = signed_in(by)
    answer = person.post(HERE, {"kind": kind, "content": text, "metadata": metadata})
    assert answer.status == 201, answer.text
    done = publish(person, answer.body)
    assert done.status == 200, done.text
    return done.body
