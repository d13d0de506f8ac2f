"""What stands in attached files is found with its page, by who may read the document."""

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.documents import parcels
from tests.documents.doors import HERE, SignIn, content, draft_of, published, save, version
from tests.documents.parcels import attach, files_of, send
from tests.search.doors import Machine, find


def test_search_finds_the_page_of_a_file_for_who_may_read_its_document(
    signed_in: SignIn, machine: Machine, database: Database
) -> None:
    page = published(signed_in)
    writer = signed_in(cast.quality)
    attach(writer, page, send(writer, "crane.pdf", parcels.pdf("first", "second", "counterweight")).body)
    parcels.read_waiting(database)
    machine.catch_up()
    (hit,) = find(writer, "counterweight")["hits"]
    assert (hit["place"], hit["code"]) == ("添付「crane.pdf」3ページ目", page["code"])
    assert any(piece["mark"] and piece["t"] == "counterweight" for piece in hit["snippet"])
    file = files_of(writer, page)["items"][0]
    assert hit["section_anchor"] == f"attachment-{file['id']}-3"
    assert find(signed_in(cast.partner), "counterweight")["total"] == 0
    writer.delete(f"{HERE}/{page['id']}/attachments/{file['id']}")
    machine.catch_up()
    assert find(writer, "counterweight")["total"] == 0


def test_a_file_of_a_draft_alone_is_found_by_nobody(signed_in: SignIn, machine: Machine, database: Database) -> None:
    page = published(signed_in)
    writer = signed_in(cast.quality)
    file = send(writer, "secret.txt", b"counterweight").body
    assert save(writer, page, content(body=f"[計画](attachment:{file['id']})")).status == 200
    parcels.read_waiting(database)
    machine.catch_up()
    assert find(writer, "counterweight")["total"] == 0
    number = draft_of(writer, page)["version"]
    assert writer.post(f"{HERE}/{page['id']}/publish", {"reason": "追加"}, headers=version(number)).status == 200
    machine.catch_up()
    assert find(writer, "counterweight")["hits"][0]["place"].startswith("添付「secret.txt」")


def test_a_word_far_behind_in_a_long_file_is_shown_with_its_place(
    signed_in: SignIn, machine: Machine, database: Database
) -> None:
    page = published(signed_in)
    writer = signed_in(cast.quality)
    lines = [f"{number:04d} -------------- 点検" for number in range(1, 3001)]
    lines[2900] = "ここに counterweight がある"
    attach(writer, page, send(writer, "長い.txt", "\n".join(lines).encode("cp932")).body)
    parcels.read_waiting(database)
    machine.catch_up()
    (hit,) = find(writer, "counterweight")["hits"]
    assert hit["place"] == "添付「長い.txt」2801〜3000行目"
    assert any(piece["mark"] for piece in hit["snippet"])
