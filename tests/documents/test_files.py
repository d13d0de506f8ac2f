"""The files of a document: listed, opened and saved by who may, found by their text, and who did so is known."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.errors import AttachmentNotFound
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import Answer, SignedIn
from tests.documents import parcels
from tests.documents.doors import HERE, SignIn, Travel, content, person_id, published, show, start, tags, version
from tests.documents.parcels import attach, files_of, send


def names(person: SignedIn, document: Any) -> list[str]:
    return [item["name"] for item in files_of(person, document)["items"]]


def test_P121_files_are_added_renamed_ordered_and_removed_by_who_writes(signed_in: SignIn) -> None:
    page = published(signed_in, audience="partners")
    writer = signed_in(cast.quality)
    kept = [send(writer, f"{name}.txt", name.encode()).body for name in ("一", "二", "三")]
    for file in kept:
        assert attach(writer, page, file).status == 201
    assert attach(writer, page, kept[0]).status == 201
    one = f"{HERE}/{page['id']}/attachments/{kept[1]['id']}"
    assert writer.patch(one, {"name": "打設計画 v2.docx"}).body["items"][1]["name"] == "打設計画 v2.txt"
    ordered = writer.put(f"{HERE}/{page['id']}/attachments", {"attachments": [kept[2]["id"], kept[0]["id"]]})
    assert [item["name"] for item in ordered.body["items"]] == ["三.txt", "一.txt", "打設計画 v2.txt"]
    assert names(writer, {"id": writer.delete(one).status and page["id"]}) == ["三.txt", "一.txt"]
    assert writer.delete(one).status == 404
    reader = signed_in(cast.partner)
    assert files_of(reader, page)["can_change"] is False
    assert attach(reader, page, kept[0]).body["rule"] == "P-121"
    assert reader.delete(f"{HERE}/{page['id']}/attachments/{kept[0]['id']}").status == 403
    told = tags(signed_in(cast.admin), page["id"])
    assert [tag for tag in told if "file" in tag] == [
        *["document.file_added"] * 3,
        "document.file_renamed",
        "document.files_ordered",
        "document.file_removed",
    ]


def test_P122_the_files_of_a_document_are_seen_by_who_sees_it(signed_in: SignIn) -> None:
    page = published(signed_in)
    writer, partner = signed_in(cast.quality), signed_in(cast.partner)
    attach(writer, page, send(writer, "社内.pdf", parcels.pdf("inside")).body)
    assert names(signed_in(cast.expert), page) == ["社内.pdf"]
    assert partner.get(f"{HERE}/{page['id']}/attachments").status == 404


def test_P121_nobody_attaches_a_file_that_they_may_not_see(signed_in: SignIn) -> None:
    page = published(signed_in)
    stranger = send(signed_in(cast.partner), "他人.txt", b"a").body
    answer = attach(signed_in(cast.quality), page, stranger)
    assert (answer.status, answer.body["code"]) == (404, "attachment.not_found")


def opened(person: SignedIn, address: str, **headers: str) -> Answer:
    return Answer.of(person.client.get(address, headers=headers))


def test_P072_a_file_is_audited_before_its_first_byte_and_closed_to_who_lost_it(signed_in: SignIn) -> None:
    page = published(signed_in, audience="partners")
    writer = signed_in(cast.quality)
    attach(writer, page, send(writer, "図面.pdf", parcels.pdf("inside")).body)
    (file,) = files_of(signed_in(cast.partner), page)["items"]
    saved = opened(writer, file["download_url"])
    assert (saved.status, saved.text.startswith("%PDF")) == (200, True)
    assert "attachment;" in saved.headers["content-disposition"]
    shown = opened(writer, file["url"])
    assert ("inline;" in shown.headers["content-disposition"], shown.headers["x-content-type-options"]) == (True, "nosniff")
    assert opened(writer, file["url"], Range="bytes=100-").status == 206
    admin = signed_in(cast.admin)
    rows = admin.get(f"/api/v1/audit?subject_id={file['id']}&limit=50").body["items"]
    assert [(row["tag"], row["actor"]["name"]) for row in rows if "add" not in row["tag"]] == [
        ("attachment.opened", cast.partner.name),
        ("attachment.downloaded", cast.partner.name),
    ]
    # An address for one deed is none for another, nor for somebody else.
    for wrong in (
        file["url"].replace("/open?", "/save?"),
        file["url"].replace("/open?", "?"),
        file["download_url"].replace("by=", "by=0").replace("by=00", "by=1"),
        file["download_url"][:-4] + "0000",
    ):
        assert opened(writer, wrong).status in (404, 422), wrong
    narrower = writer.patch(f"{HERE}/{page['id']}", {"audience": "internal"}, headers=version(show(writer, page).body["version"]))
    assert narrower.status == 200
    assert opened(writer, file["download_url"]).status == opened(writer, file["url"]).status == 404


def test_addresses_are_equal_within_an_hour_and_end(signed_in: SignIn, travel: Travel) -> None:
    page = published(signed_in)
    writer = signed_in(cast.quality)
    attach(writer, page, send(writer, "図面.pdf", parcels.pdf("inside")).body)
    first, second = (files_of(writer, page)["items"][0]["download_url"] for _ in range(2))
    assert first == second
    travel(3 * 3600)
    assert opened(writer, first).status == 404


def test_parts_of_a_file_are_sent_as_asked(signed_in: SignIn) -> None:
    person, sent = signed_in(cast.construction), parcels.video(5000)
    address = send(person, "動画.mp4", sent).body["url"]
    for asked, status, span in (
        ("bytes=0-9", 206, sent[:10]),
        ("bytes=4990-", 206, sent[4990:]),
        ("bytes=4990-99999", 206, sent[4990:]),
        ("bytes=5000-", 416, b""),
        ("something", 200, sent),
    ):
        answer = person.client.get(address, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (status, span), asked


def test_a_file_in_a_text_is_a_link_to_it(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    file = send(writer, "図面.pdf", parcels.pdf("inside")).body
    page = start(writer, text=content(body=f"[図面を見る](attachment:{file['id']})"))
    shown = show(writer, page).body["body_html"]
    assert f'href="/api/v1/attachments/{file["id"]}/open?sig=' in shown
    assert files_of(writer, page)["items"] == []


def test_the_text_of_a_file_is_previewed_page_by_page(signed_in: SignIn, database: Database) -> None:
    person = signed_in(cast.construction)
    file = send(person, "図面.pdf", parcels.pdf(*[f"page {at}" for at in range(1, 24)])).body
    waiting = person.client.get(file["preview_url"]).json()
    assert (waiting["state"], waiting["parts"]) == ("waiting", [])
    parcels.read_waiting(database)
    first = person.client.get(file["preview_url"]).json()
    assert (first["state"], first["total"], len(first["parts"]), first["next_from"]) == ("done", 23, 20, 21)
    assert (first["parts"][1]["place"], first["parts"][1]["text"]) == ("2ページ目", "page 2")
    picture = person.client.get(first["parts"][1]["picture_url"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    rest = person.client.get(f"{file['preview_url']}&from=21").json()
    assert [part["place"] for part in rest["parts"]] == ["21ページ目", "22ページ目", "23ページ目"]
    other = first["parts"][1]["picture_url"].replace("/pages/2?", "/pages/3?")
    assert person.client.get(other).status_code == 404


def test_what_gives_no_text_says_why_and_is_kept(signed_in: SignIn, database: Database) -> None:
    person = signed_in(cast.construction)
    for name, sent in (("壊れた.pdf", b"%PDF-1.7\n" + bytes(500)), ("壊れた.docx", parcels.lying_bomb())):
        file = send(person, name, sent).body
        parcels.read_waiting(database)
        told = person.client.get(file["preview_url"]).json()
        assert told["state"] == "failed" or told["parts"], told
        assert told["state"] == "done" or "読み取れませんでした" in told["note"]


def test_equal_files_are_read_once(signed_in: SignIn, database: Database) -> None:
    person = signed_in(cast.construction)
    for _ in range(2):
        send(person, "記録.txt", "点検".encode())
    with database.begin(read_only=True) as tx:
        count = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'documents.read_file'"
        assert tx.execute(text(count)).scalar_one() == 1


def test_a_record_of_another_slice_shows_attachments_in_its_order(signed_in: SignIn, database: Database) -> None:
    writer, record = signed_in(cast.quality), uuid4()
    photos = [UUID(send(writer, f"{at}.jpg", parcels.photo(at)).body["id"]) for at in range(2)]
    stranger = UUID(send(signed_in(cast.partner), "他人.jpg", parcels.photo(7)).body["id"])
    subject = Subject("answer", record)
    with database.begin() as tx:
        person = queries.get_actor_of(tx, Actor.system("tests"), UUID(person_id(signed_in(cast.admin), cast.quality)))
        service.use_in_record(tx, person, subject, attachments=photos[::-1])
        with pytest.raises(AttachmentNotFound):
            service.use_in_record(tx, person, subject, attachments=[*photos, stranger])
    with database.begin(read_only=True) as tx:
        shown = queries.list_record_files(tx, person, "answer", [record])[record]
    assert [view.name for view in shown] == ["1.jpg", "0.jpg"]
    assert opened(writer, shown[0].download_url).status == 200
    parcels.keep_house(database)
    with database.begin(read_only=True) as tx:
        unused = "SELECT name FROM attachment WHERE unused_since IS NOT NULL"
        assert tx.execute(text(unused)).scalars().all() == ["他人.jpg"]
