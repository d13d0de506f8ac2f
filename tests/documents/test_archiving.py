"""Documents that point at others: the one that replaces them, and those they are linked to."""

from tests import cast
from tests.documents.doors import HERE, SignIn, published, show, start


def test_an_archived_document_names_its_successor(signed_in: SignIn) -> None:
    old, new = published(signed_in, "古い要点"), published(signed_in, "新しい要点")
    sent = {"reason": "統合した", "superseded_by": new["id"]}
    answer = signed_in(cast.quality).post(f"{HERE}/{old['id']}/archive", sent)
    assert (answer.status, answer.body["superseded_by"]["title"]) == (200, "新しい要点")
    for reader in (cast.admin, cast.construction):
        assert show(signed_in(reader), old).body["superseded_by"]["code"] == new["code"]
    assert show(signed_in(cast.partner), old).status == 404


def test_a_successor_leads_back_to_what_it_replaced_without_a_link_to_take_away(signed_in: SignIn) -> None:
    old, new = published(signed_in, "古い要点"), published(signed_in, "新しい要点", audience="partners")
    sent = {"reason": "統合した", "superseded_by": new["id"]}
    assert signed_in(cast.quality).post(f"{HERE}/{old['id']}/archive", sent).status == 200
    (link,) = show(signed_in(cast.construction), new).body["links"]
    said = (link["type"], link["direction"], link["by_archiving"], link["document"]["code"])
    assert said == ("supersedes", "out", True, old["code"])
    assert show(signed_in(cast.partner), new).body["links"] == []
    assert show(signed_in(cast.construction), old).body["links"][0]["direction"] == "in"
    linked = {"to_id": old["id"], "type": "supersedes"}
    page = signed_in(cast.quality).put(f"{HERE}/{new['id']}/links", linked).body
    assert [link["by_archiving"] for link in page["links"]] == [False], "said once, by the link"
    signed_in(cast.quality).delete(f"{HERE}/{new['id']}/links/supersedes/{old['id']}")
    assert signed_in(cast.quality).post(f"{HERE}/{old['id']}/unarchive").status == 200
    assert show(signed_in(cast.construction), new).body["links"] == []


def test_a_link_shows_only_what_the_reader_may_know_of(signed_in: SignIn) -> None:
    shared = published(signed_in, "協力会社にも見せる要点", audience="partners")
    writer = signed_in(cast.quality)
    for other in (published(signed_in, "社内の要点"), start(writer, "書きかけ")):
        assert writer.put(f"{HERE}/{shared['id']}/links", {"to_id": other["id"]}).status == 200

    def linked(reader: cast.Member) -> set[str]:
        return {link["document"]["title"] for link in show(signed_in(reader), shared).body["links"]}

    assert linked(cast.quality) == {"社内の要点", "書きかけ"}
    assert linked(cast.construction) == {"社内の要点"}
    assert linked(cast.partner) == set()
