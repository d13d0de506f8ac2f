"""Who may do what with documents, through the API, one case per numbered rule."""

from io import BytesIO
from typing import Any

from PIL import Image

from tests import cast
from tests.conftest import Answer, SignedIn
from tests.documents.doors import (
    HERE,
    SignIn,
    content,
    draft_of,
    missing,
    person_id,
    publish,
    published,
    save,
    show,
    start,
    titles,
    version,
)


def post(person: SignedIn, document: Any, path: str, body: object = None) -> Answer:
    return person.post(f"{HERE}/{document['id']}/{path}", body if body is not None else {}, headers=version(document["version"]))


def picture() -> bytes:
    held = BytesIO()
    Image.new("RGB", (8, 6), "white").save(held, "PNG")
    return held.getvalue()


def upload(person: SignedIn) -> Any:
    return person.client.post(
        "/api/v1/attachments?name=a.png", content=picture(), headers=person.headers({"Content-Type": "image/png"})
    )


def test_P060_a_partner_reads_what_is_open_to_partners_and_nothing_else(signed_in: SignIn) -> None:
    inside, outside = published(signed_in, "社内の要点"), published(signed_in, "協力会社へ", audience="partners")
    partner = signed_in(cast.partner)
    assert titles(partner) == ["協力会社へ"]
    assert show(partner, outside).status == 200
    assert show(partner, inside).status == show(partner, {"id": missing()}).status == 404
    assert set(titles(signed_in(cast.expert))) == {"社内の要点", "協力会社へ"}


def test_P061_a_first_draft_is_hidden_from_those_who_only_read(signed_in: SignIn) -> None:
    page = start(signed_in(cast.construction))
    for reader in (cast.partner, cast.expert):
        assert show(signed_in(reader), page).status == 404
        assert signed_in(reader).get(f"{HERE}/{page['id']}/draft").status == 404
    assert draft_of(signed_in(cast.quality), page)["exists"] is True


def test_P062_only_who_writes_the_kind_saves_a_draft(signed_in: SignIn) -> None:
    page = published(signed_in, audience="partners")
    sent = {"content": content(body="別の文")}
    answer = signed_in(cast.partner).put(f"{HERE}/{page['id']}/draft", sent, headers=version(1))
    assert answer.status == 403, answer.text
    assert save(signed_in(cast.construction), page, content(body="別の文")).status == 200


def test_P063_who_writes_but_may_not_publish_is_refused(signed_in: SignIn) -> None:
    writer = signed_in(cast.construction)
    page = start(writer)
    assert publish(writer, page).status == 403
    assert publish(signed_in(cast.quality), page).status == 200


def test_P064_the_reach_of_a_published_document_is_for_its_owner_and_publishers(signed_in: SignIn) -> None:
    page, writer = published(signed_in), signed_in(cast.construction)
    path = f"{HERE}/{page['id']}"
    assert writer.patch(path, {"audience": "partners"}, headers=version(page["version"])).status == 403
    named = {"grants": [{"person_id": person_id(signed_in(cast.admin), cast.partner)}]}
    assert writer.put(f"{path}/grants", named, headers=version(page["version"])).status == 403
    assert signed_in(cast.quality).put(f"{path}/grants", named, headers=version(page["version"])).status == 200
    assert show(signed_in(cast.partner), page).status == 200


def test_P065_a_document_is_archived_and_taken_back_by_who_publishes(signed_in: SignIn) -> None:
    page = published(signed_in)
    assert post(signed_in(cast.construction), page, "archive", {"reason": "古い"}).status == 403
    archived = post(signed_in(cast.quality), page, "archive", {"reason": "新しい基準に置き換え"})
    assert (archived.status, archived.body["state"]) == (200, "archived")
    assert post(signed_in(cast.construction), archived.body, "unarchive").status == 403
    assert post(signed_in(cast.quality), archived.body, "unarchive").body["state"] == "valid"


def test_P066_the_bin_takes_and_gives_back_for_those_who_may(signed_in: SignIn) -> None:
    page, admin = published(signed_in), signed_in(cast.admin)
    assert post(signed_in(cast.expert), page, "bin").status == 403
    assert post(admin, page, "bin").status == 204
    assert show(signed_in(cast.expert), page).status == 404
    assert signed_in(cast.expert).get("/api/v1/bin").body["items"] == []
    held = admin.get("/api/v1/bin").body["items"]
    assert [item["id"] for item in held] == [page["id"]]
    assert post(admin, show(admin, page).body, "restore").body["state"] == "valid"


def test_P067_who_reads_comments_and_who_does_not_read_finds_nothing(signed_in: SignIn) -> None:
    page = published(signed_in)
    path = f"{HERE}/{page['id']}/comments"
    assert signed_in(cast.partner).post(path, {"body": "見えません"}).status == 404
    assert signed_in(cast.construction).post(path, {"body": "かぶりの写真も欲しいです"}).status == 201
    assert [item["body"] for item in signed_in(cast.expert).get(path).body["items"]] == ["かぶりの写真も欲しいです"]


def test_P068_a_comment_is_changed_by_its_author_and_deleted_also_by_the_administrator(signed_in: SignIn) -> None:
    page, author = published(signed_in), signed_in(cast.construction)
    path = f"{HERE}/{page['id']}/comments"
    one = f"{path}/{author.post(path, {'body': '一'}).body['id']}"
    for other in (cast.quality, cast.admin):
        assert signed_in(other).patch(one, {"body": "二"}).status == 403
    assert signed_in(cast.quality).delete(one).status == 403
    assert author.patch(one, {"body": "二"}).body["body"] == "二"
    assert signed_in(cast.admin).delete(one).status == 204
    assert author.get(path).body["items"][0]["body"] == ""


def test_P069_favourites_and_thanks_are_for_those_who_read(signed_in: SignIn) -> None:
    page, reader, partner = published(signed_in), signed_in(cast.expert), signed_in(cast.partner)
    for path in ("favourite", "helpful"):
        assert partner.put(f"{HERE}/{page['id']}/{path}", {}).status == 404
        assert reader.put(f"{HERE}/{page['id']}/{path}", {}).status == 200
    after = show(reader, page).body
    assert (after["favourite"], after["helpful"]["count"], after["helpful"]["mine"]) == (True, 1, True)


def test_P071_pictures_are_kept_for_those_who_write_or_comment(signed_in: SignIn) -> None:
    for member in (cast.partner, cast.construction):
        assert upload(signed_in(member)).status_code == 201
    admin = signed_in(cast.admin)
    row = admin.get(f"/api/v1/people/{person_id(admin, cast.partner)}").body
    assert admin.put(f"/api/v1/people/{row['id']}/roles", {"roles": []}, headers=version(row["version"])).status == 200
    assert upload(signed_in(cast.partner)).status_code == 403


def test_P072_a_picture_opens_under_its_signed_address_alone(signed_in: SignIn) -> None:
    writer = signed_in(cast.construction)
    address = upload(writer).json()["url"]
    shown = writer.client.get(address)
    assert shown.status_code == 200
    assert shown.content.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF"))
    assert writer.client.get(address.split("?")[0]).status_code in (403, 404, 422)
    first = address[address.index("sig=") + 4]
    assert writer.client.get(address.replace(f"sig={first}", f"sig={'1' if first == '0' else '0'}")).status_code == 404


def test_P073_only_insiders_ask_who_sees_a_document(signed_in: SignIn) -> None:
    page = published(signed_in, audience="partners")
    path = f"{HERE}/{page['id']}/visibility?person={person_id(signed_in(cast.admin), cast.partner)}"
    assert signed_in(cast.partner).get(path).status == 403
    answer = signed_in(cast.quality).get(path)
    assert (answer.status, answer.body["sees"]) == (200, True)
    assert cast.partner.name in answer.body["sentence"]


def test_P073_only_insiders_look_for_people_to_name(signed_in: SignIn) -> None:
    page = published(signed_in, audience="partners")
    path = f"{HERE}/{page['id']}/people-to-name?q={cast.safety.name}"
    assert signed_in(cast.partner).get(path).status == 403
    answer = signed_in(cast.quality).get(path)
    assert [person["name"] for person in answer.body["items"]] == [cast.safety.name]
    assert signed_in(cast.quality).get(f"{HERE}/{missing()}/people-to-name").status == 404


def test_P074_categories_are_kept_by_who_manages_the_masters(signed_in: SignIn) -> None:
    new = {"kind": "knowledge", "code": "tunnel", "name": "トンネル"}
    assert signed_in(cast.quality).post("/api/v1/categories", new).status == 403
    assert signed_in(cast.admin).post("/api/v1/categories", new).status == 201


def test_a_category_code_is_given_once_over_all_kinds(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    again = admin.post("/api/v1/categories", {"kind": "sop", "code": "quality", "name": "品質"})
    assert (again.status, again.body["code"]) == (409, "category.code_taken")


def test_P075_everybody_signed_in_sees_the_categories(signed_in: SignIn) -> None:
    answer = signed_in(cast.partner).get("/api/v1/categories")
    assert (answer.status, answer.body["can_edit"]) == (200, False)


def test_P080_only_who_writes_knowledge_begins_some(signed_in: SignIn) -> None:
    sent = {"kind": "knowledge", "content": content()}
    assert signed_in(cast.partner).post(HERE, sent).status == 403
    assert signed_in(cast.construction).post(HERE, sent).status == 201


def test_the_list_of_drafts_shows_ones_own_and_those_that_are_open(signed_in: SignIn) -> None:
    writer, other = signed_in(cast.construction), signed_in(cast.quality)
    mine = start(writer, "わたしの下書き")
    start(other, "ほかの人の下書き")

    def held(person: SignedIn, query: str = "") -> list[str]:
        return [item["title"] for item in person.get(f"/api/v1/drafts{query}").body["items"]]

    assert held(writer) == ["わたしの下書き"]
    assert set(held(other, "?whose=all")) == {"わたしの下書き", "ほかの人の下書き"}
    assert save(other, mine, content("加筆した下書き")).status == 200
    assert held(other) == ["加筆した下書き", "ほかの人の下書き"]
    assert held(signed_in(cast.partner), "?whose=all") == []


def test_a_list_of_drafts_says_what_may_be_done_to_each(signed_in: SignIn) -> None:
    writer, other = signed_in(cast.construction), signed_in(cast.engineer)
    start(writer, "まだ公開していない")
    revised = published(signed_in, "公開した文書")
    assert save(other, revised, content("公開した文書の改訂")).status == 200

    def deeds(person: SignedIn) -> dict[str, object]:
        return {item["title"]: item["can"] for item in person.get("/api/v1/drafts?whose=all").body["items"]}

    assert deeds(writer)["まだ公開していない"] == {"edit": True, "discard": False, "bin": True}
    assert deeds(other)["公開した文書の改訂"] == {"edit": True, "discard": True, "bin": False}
