"""Documents as PDF: every kind, every edition, the draft for those who see it; nothing people write breaks the printing."""

import ctypes
import struct
import urllib.parse
from datetime import date
from typing import Any

import pypdfium2
import pytest

from mirai_knowledge.documents.policy.printing import MAX_CHARS, blocks_of_text
from tests import cast
from tests.conftest import Answer, SignedIn
from tests.documents.doors import HERE, SignIn, content, missing, published, revise, show, start, tags
from tests.documents.test_rules import upload
from tests.sops.test_writing import in_force, procedure, step


def pdf(person: SignedIn, document: Any, query: str = "") -> Answer:
    return person.get(f"{HERE}/{document['id']}/pdf{query}")


def pages(answer: Answer) -> list[str]:
    """What stands on each page, as a reader copies it; the typesetter puts thin space between scripts."""
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.content) as read:
        texts = []
        for number in range(len(read)):
            page = read[number]
            text = page.get_textpage()
            texts.append(text.get_text_bounded().replace(" ", "").replace("\r\n", "\n").replace("\u200b", ""))
            text.close()
            page.close()
    return texts


def test_the_edition_in_force_is_printed_under_its_header(signed_in: SignIn) -> None:
    document = published(signed_in, "高所作業の要点", number="安-12")
    (text,) = pages(pdf(signed_in(cast.engineer), document))
    today = date.fromisoformat(show(signed_in(cast.admin), document).body["edition"]["in_force_from"][:10])
    for told in (
        document["code"],
        "安-12",
        "高所作業の要点",
        "第1版",
        "施行日",
        f"{today.year}年",
        "承認者",
        "次回見直し",
        "有効",
    ):
        assert told in text, told
    for told in ("承認者", "次回見直し", "有効", "打設前の確認", "型枠の「かぶり」を確認する", "打設の前に見ること", "1/1"):
        assert told in text, told
    assert "下書き" not in text


def test_the_file_has_a_japanese_name_and_the_log_says_who_took_it(signed_in: SignIn) -> None:
    admin, document = signed_in(cast.admin), published(signed_in, "高所作業の要点")
    answer = pdf(signed_in(cast.engineer), document)
    name = urllib.parse.unquote(answer.headers["content-disposition"].partition("filename*=UTF-8''")[2])
    assert name == f"{document['code']}_高所作業の要点_第1版.pdf"
    assert tags(admin, document["id"])[-1] == "document.printed"


def test_an_older_edition_says_that_it_is_one(signed_in: SignIn) -> None:
    document = published(signed_in, "高所作業の要点")
    revise(signed_in(cast.quality), document, content("高所作業の新しい要点"), reason="見直し")
    person = signed_in(cast.engineer)
    assert "高所作業の新しい要点" in pages(pdf(person, document))[0]
    older = pages(pdf(person, document, "?edition=1"))[0]
    assert "過去の版です" in older
    assert "高所作業の新しい要点" not in older
    assert pdf(person, document, "?edition=7").body["code"] == "document.edition_not_found"


def test_P141_a_draft_is_printed_for_those_who_see_it_alone_and_marked_on_every_page(signed_in: SignIn) -> None:
    document = start(signed_in(cast.quality), "まだ下書き", text=content("まだ下書き", body="確認する。\n\n" * 300))
    texts = pages(pdf(signed_in(cast.quality), document, "?draft=true"))
    assert len(texts) > 2
    assert all("下書き" in text for text in texts)
    assert f"{len(texts)}/{len(texts)}" in texts[-1]
    assert "現場では使用しないでください" in texts[0]
    assert pdf(signed_in(cast.partner), document, "?draft=true").status == 404
    finished = published(signed_in, "公開した文書", audience="partners")
    revising = signed_in(cast.quality)
    revise_draft(revising, finished)
    assert pdf(signed_in(cast.partner), finished).status == 200
    refused = pdf(signed_in(cast.partner), finished, "?draft=true")
    assert (refused.status, refused.body["code"]) == (409, "document.no_draft")


def revise_draft(person: SignedIn, document: Any) -> None:
    current = person.get(f"{HERE}/{document['id']}/draft").body
    sent = {"content": content("書きかけ")}
    answer = person.put(f"{HERE}/{document['id']}/draft", sent, headers={"If-Match": f'"v{current["version"]}"'})
    assert answer.status == 200, answer.text


def test_P141_hidden_and_missing_documents_are_not_printed(signed_in: SignIn) -> None:
    document = published(signed_in, "社内の文書")
    hidden = pdf(signed_in(cast.partner), document)
    gone = signed_in(cast.partner).get(f"{HERE}/{missing()}/pdf")
    assert {**hidden.body, "request_id": ""} == {**gone.body, "request_id": ""}
    assert hidden.status == 404


def test_a_procedure_is_printed_with_its_steps_hazards_and_boxes_to_tick(signed_in: SignIn) -> None:
    document = in_force(
        signed_in,
        **procedure(
            title="足場の組立て",
            steps=[
                step(
                    "s1",
                    title="墜落制止用器具の点検",
                    hazard="墜落",
                    check="フックの変形",
                    responsible="職長",
                    minutes=15,
                )
            ],
            checklist=[{"id": "c1", "text": "保護具を着けたか", "required": True}],
        ),
    )
    text = "\n".join(pages(pdf(signed_in(cast.engineer), document)))
    for told in (
        "標準施工手順",
        "1.墜落制止用器具の点検",
        "危険墜落",
        "フックの変形",
        "担当:職長",
        "目安:15分",
        "必須保護具を着けたか",
    ):
        assert told in text, told
    assert "[ ]" not in text


def test_an_address_with_a_ticket_opens_for_its_reader_for_some_minutes(signed_in: SignIn, travel: Any) -> None:
    document, person = published(signed_in, "高所作業の要点"), signed_in(cast.engineer)
    ready = person.post(f"{HERE}/{document['code']}/pdf", {})
    assert ready.status == 200, ready.text
    bare = {"Authorization": ""}
    assert pages(person.get(ready.body["url"], headers=bare))
    other = ready.body["url"].replace("/pdf?", "/pdf?draft=true&")
    assert person.get(other, headers=bare).status == 401
    assert person.get(ready.body["url"].replace("/pdf", ""), headers=bare).status in {401, 422}
    assert person.get(f"{HERE}/{document['id']}/pdf", headers=bare).status == 401
    travel(301)
    late = person.get(ready.body["url"], headers=bare)
    assert (late.status, late.body["code"]) == (401, "auth.token_expired")


def test_a_ticket_ends_with_the_session_of_its_reader(signed_in: SignIn) -> None:
    document, person = published(signed_in, "高所作業の要点"), signed_in(cast.engineer)
    url = person.post(f"{HERE}/{document['id']}/pdf", {}).body["url"]
    (session,) = [one for one in person.get("/api/v1/auth/sessions").body["items"] if one["is_current"]]
    assert person.delete(f"/api/v1/auth/sessions/{session['id']}").status == 204
    assert person.get(url, headers={"Authorization": ""}).status == 401


HOSTILE = {
    "typst": '#set page(fill: red) #eval("1+1") #read("/etc/passwd") $x$ \\u{41} @label <a> ``` #import "@preview/x:1.0.0"',
    "nested lists": "\n".join("  " * depth + "- 項目" for depth in range(200)),
    "nested quotes": ">" * 500 + " 引用",
    "emphasis": "**" * 900 + "強調" + "**" * 900,
    "wide table": "|" + "列|" * 100 + "\n|" + "---|" * 100 + "\n|" + "値|" * 100,
    "ragged table": "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n",
    "one word": "a" * 20_000,
    "overloaded": "[" * 20_000,
    "controls": "前\x01\x02\u202e\ufdd0\ufffe後😀𠮷\u0301" + "\u0301" * 50,
    "links": "[x](javascript:alert(1)) [y](/d/KN-000001) [z](https://example.jp/" + "a" * 3000 + ")",
    "big numbers": "999999999. 番号\n\n# \n\n###### \n\n- \n- [ ] \n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_printed_as_text(signed_in: SignIn, name: str) -> None:
    document = published(signed_in, f"題名 #{name} *$", text=content(f"題名 #{name} *$", body=HOSTILE[name]))
    text = "\n".join(pages(pdf(signed_in(cast.engineer), document)))
    assert "題名#" in text
    if name == "typst":
        assert '#set page(fill: red) #eval("1+1") #read("/etc/passwd")'.replace(" ", "") in text
        assert "root:" not in text


def test_a_text_too_long_to_lay_out_is_refused_in_words(signed_in: SignIn) -> None:
    document = published(signed_in, "長い文書", text=content("長い文書", body="あ" * (MAX_CHARS + 1)))
    refused = pdf(signed_in(cast.engineer), document)
    assert (refused.status, refused.body["code"]) == (409, "print.too_much")
    assert "800,000 文字まで" in refused.body["detail"]
    assert signed_in(cast.engineer).post(f"{HERE}/{document['id']}/pdf", {}).status == 409


def test_a_picture_of_the_text_is_in_the_pdf(signed_in: SignIn) -> None:
    shown = upload(signed_in(cast.quality)).json()["id"]
    body = f"図です。\n\n![図](attachment:{shown})\n"
    document = published(signed_in, "図のある文書", text=content("図のある文書", body=body))
    answer = pdf(signed_in(cast.engineer), document)
    assert answer.status == 200, answer.text
    assert "［画像" not in "".join(pages(answer))
    assert b"/Subtype /Image" in answer.content.replace(b"/Subtype/Image", b"/Subtype /Image")


def fonts_of(answer: Answer, told: str) -> dict[str, str]:
    """Which font each of these characters is printed in; one that no font has is in the first font, as an empty box."""
    found: dict[str, str] = {}
    name = ctypes.create_string_buffer(200)
    with pypdfium2.PdfDocument(answer.content) as read:
        text = read[0].get_textpage()
        units = "".join(chr(pypdfium2.raw.FPDFText_GetUnicode(text, index)) for index in range(text.count_chars()))
        for sign in told:
            # PDFium counts in UTF-16.
            pair = struct.unpack(f"<{len(sign.encode('utf-16-le')) // 2}H", sign.encode("utf-16-le"))
            pypdfium2.raw.FPDFText_GetFontInfo(text, units.index("".join(map(chr, pair))), name, 200, None)
            found[sign] = name.value.decode()
        text.close()
    return found


def test_emoji_and_names_in_other_scripts_are_printed_and_not_as_boxes(signed_in: SignIn) -> None:
    body = "作業員👷は🦺を着る。**重要🚧** `印🏗` 担当はနီလာさん、Nguyễn さん。\n\n- [ ] ✅ 1️⃣ 確認\n"
    document = published(signed_in, "クレーン🪜の点検", text=content("クレーン🪜の点検", body=body))
    printed = fonts_of(pdf(signed_in(cast.engineer), document), "作👷🦺🚧🏗🪜✅နễ")
    assert [sign for sign in "👷🦺🚧🏗🪜✅" if "NotoEmoji" not in printed[sign]] == []
    assert "Myanmar" in printed["န"]
    assert "CJK" in printed["作"]


def test_items_to_tick_are_boxes_and_nothing_else_is() -> None:
    tree = blocks_of_text("- [ ] 未\n- [x] 済\n- [y] ほか\n", {})
    (listed,) = tree
    assert isinstance(listed, dict)
    items: Any = listed["i"]
    assert [item[0]["c"][0]["t"] for item in items] == ["box", "box", "s"]
