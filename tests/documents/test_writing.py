"""From the first word to the edition in force: starting, saving, publishing, revising."""

from tests import cast
from tests.documents.doors import (
    HERE,
    SignIn,
    content,
    draft_of,
    missing,
    publish,
    published,
    revise,
    save,
    show,
    start,
    tags,
    version,
)


def test_a_new_document_is_a_draft_with_a_code(signed_in: SignIn) -> None:
    writer = signed_in(cast.construction)
    first, second = start(writer), start(writer, "鉄筋の継手")
    assert (first["code"], second["code"]) == ("KN-000001", "KN-000002")
    assert (first["state"], first["edition"], first["title"]) == ("draft", None, "コンクリート打設の要点")
    assert first["draft"]["version"] == 1
    assert first["owner"]["name"] == cast.construction.name
    assert first["can"]["edit"] is True
    assert first["can"]["publish"] is False


def test_a_published_document_shows_its_header_and_its_text(signed_in: SignIn) -> None:
    page = published(signed_in)
    assert (page["state"], page["edition"]["no"], page["draft"]) == ("valid", 1, None)
    assert page["edition"]["approved_by"][0]["name"] == cast.quality.name
    assert page["edition"]["approved_by"][0]["role"] == "品質保証"
    assert '<h2 id="s1">打設前の確認</h2>' in page["body_html"]
    assert "<strong>「かぶり」</strong>" in page["body_html"]
    assert page["outline"] == [{"anchor": "s1", "text": "打設前の確認"}]


def test_a_revision_leaves_readers_with_the_former_edition_until_it_is_published(signed_in: SignIn) -> None:
    page, writer, reader = published(signed_in), signed_in(cast.construction), signed_in(cast.expert)
    changed = content("コンクリート打設の要点（改）")
    assert save(writer, page, changed).status == 200
    assert show(reader, page).body["title"] == "コンクリート打設の要点"
    assert show(reader, page).body["state"] == "revising"
    answer = publish(signed_in(cast.safety), page, reason="用語をそろえた", is_material=False)
    assert answer.status == 200, answer.text
    after = show(reader, page).body
    assert (after["title"], after["edition"]["no"], after["edition"]["is_material"]) == ("コンクリート打設の要点（改）", 2, False)
    assert after["edition"]["reason"] == "用語をそろえた"
    assert {entry["name"] for entry in after["edition"]["writers"]} == {cast.construction.name}


def test_saving_an_untouched_text_begins_no_draft_and_changes_no_byte(signed_in: SignIn) -> None:
    odd = "\ufeff 先頭に空白\r\n\r\n全角　空白  \n\tタブ\u200b\nｶﾀｶﾅ ㌔ が゛ ﾊﾞ\n\n\n行末スペース   \n"
    writer = signed_in(cast.quality)
    page = start(writer, text=content(" 題名 ", body=odd, summary="  概要\n"))
    assert publish(writer, page).status == 200
    draft = draft_of(writer, page)
    assert (draft["exists"], draft["content"]["body"], draft["content"]["title"]) == (False, odd, " 題名 ")
    answer = save(writer, page, draft["content"], at=draft["version"])
    assert (answer.status, answer.body["exists"], answer.body["version"]) == (200, False, draft["version"])
    assert answer.body["content_hash"] == draft["content_hash"]
    assert show(writer, page).body["draft"] is None


def test_a_stale_save_is_answered_with_both_texts(signed_in: SignIn) -> None:
    first, second = signed_in(cast.construction), signed_in(cast.quality)
    page = published(signed_in)
    start_from = draft_of(first, page)["version"]
    mine, theirs = content(body="わたしの文"), content(body="あなたの文")
    assert save(second, page, theirs, at=start_from).status == 200
    answer = save(first, page, mine, at=start_from)
    assert (answer.status, answer.body["code"]) == (412, "document.draft_stale")
    assert answer.body["current"]["content"]["body"] == "あなたの文"
    assert answer.body["current"]["updated_by"]["name"] == cast.quality.name
    assert answer.body["yours"]["content"]["body"] == "わたしの文"
    again = save(first, page, mine, at=answer.body["current"]["version"])
    assert again.status == 200
    assert {entry["name"] for entry in again.body["writers"]} == {cast.construction.name, cast.quality.name}


def test_a_save_after_publication_meets_the_published_text_and_never_a_later_draft(signed_in: SignIn) -> None:
    slow, quick = signed_in(cast.construction), signed_in(cast.quality)
    page = start(slow)
    read = draft_of(slow, page)["version"]
    assert publish(quick, page, at=read).status == 200
    late = save(slow, page, content(body="遅れた文"), at=read)
    assert (late.status, late.body["current"]["exists"]) == (412, False)
    assert save(quick, page, content(body="次の下書き")).status == 200
    assert save(slow, page, content(body="遅れた文"), at=read).status == 412


def test_publishing_names_everything_that_is_missing(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    page = start(writer, text=content("", body="  "))
    answer = publish(writer, page)
    assert (answer.status, answer.body["code"]) == (422, "document.content_refused")
    assert [field["field"] for field in answer.body["fields"]] == ["content.title", "content.body"]


def test_a_revision_needs_a_reason_and_a_difference(signed_in: SignIn) -> None:
    writer, page = signed_in(cast.quality), published(signed_in)
    assert publish(writer, page).body["code"] == "document.no_draft"
    assert save(writer, page, content(body="変えた")).status == 200
    answer = publish(writer, page)
    assert [field["field"] for field in answer.body["fields"]] == ["reason"]
    assert save(writer, page, content()).status == 200
    assert publish(writer, page, reason="戻した").body["code"] == "document.move_refused"


def test_wrong_content_is_refused_field_by_field(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    wrong = {"title": "あ" * 301, "importance": "huge", "extra": 1, "body": "a\u0000b"}
    answer = writer.post(HERE, {"kind": "knowledge", "content": wrong})
    assert answer.status == 422, answer.text
    assert {field["field"] for field in answer.body["fields"]} == {
        "content.title", "content.importance", "content.extra", "content.body",
    }  # fmt: skip
    assert all(field["message"].endswith("。") or ":" in field["message"] for field in answer.body["fields"])
    assert writer.post(HERE, {"kind": "poem", "content": {}}).body["fields"][0]["code"] == "kind.unknown"


def test_half_a_surrogate_pair_is_refused_and_not_stored(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    raw = b'{"kind":"knowledge","content":{"title":"a\\ud800b"}}'
    answer = writer.client.post(HERE, content=raw, headers=writer.headers({"Content-Type": "application/json"}))
    assert answer.status_code in (400, 422), answer.text


def test_an_id_and_a_number_are_given_once(signed_in: SignIn) -> None:
    writer, chosen = signed_in(cast.quality), missing()
    sent = {"kind": "knowledge", "id": chosen, "content": content(), "metadata": {"number": "技-2026-01"}}
    assert writer.post(HERE, sent).status == 201
    assert writer.post(HERE, sent).body["code"] == "document.id_taken"
    answer = writer.post(HERE, {**sent, "id": missing()})
    assert (answer.status, answer.body["code"]) == (409, "document.number_taken")


def test_a_draft_can_be_given_up_and_an_old_edition_taken_up_again(signed_in: SignIn) -> None:
    writer, page = signed_in(cast.quality), published(signed_in)
    revise(writer, page, content("第二の題名"))
    assert save(writer, page, content("第三の題名")).status == 200
    number = draft_of(writer, page)["version"]
    first = writer.get(f"{HERE}/{page['id']}/editions").body["items"][-1]
    path = f"{HERE}/{page['id']}/editions/{first['id']}/copy-to-draft"
    assert writer.post(path, headers=version(number)).body["code"] == "document.draft_exists"
    assert writer.delete(f"{HERE}/{page['id']}/draft", headers=version(number)).status == 204
    assert show(writer, page).body["title"] == "第二の題名"
    number = draft_of(writer, page)["version"]
    answer = writer.post(path, headers=version(number))
    assert (answer.status, answer.body["content"]["title"]) == (200, "コンクリート打設の要点")
    assert publish(writer, page, reason="第一版に戻した").body["edition"]["no"] == 3


def test_the_draft_of_a_document_never_published_is_not_given_up_but_thrown_away(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    page = start(writer)
    answer = writer.delete(f"{HERE}/{page['id']}/draft", headers=version(1))
    assert (answer.status, answer.body["code"]) == (409, "document.move_refused")


def test_writes_without_the_version_read_are_refused(signed_in: SignIn) -> None:
    writer, page = signed_in(cast.quality), published(signed_in)
    assert writer.put(f"{HERE}/{page['id']}/draft", {"content": content()}).status == 428
    assert writer.post(f"{HERE}/{page['id']}/publish", {}).status == 428
    assert writer.patch(f"{HERE}/{page['id']}", {"tags": ["型枠"]}).status == 428


def test_every_step_of_writing_stands_in_the_audit_without_the_text(signed_in: SignIn) -> None:
    writer, admin = signed_in(cast.quality), signed_in(cast.admin)
    page = start(writer, text=content(body="秘密の本文"))
    assert save(writer, page, content(body="秘密の本文、その二")).status == 200
    assert publish(writer, page).status == 200
    assert save(writer, page, content(body="秘密の本文、その三")).status == 200
    expected = ["document.started", "document.draft_saved", "document.published", "document.draft_started"]
    assert tags(admin, page["id"]) == expected
    assert "秘密の本文" not in admin.get(f"/api/v1/audit?subject_id={page['id']}").text
