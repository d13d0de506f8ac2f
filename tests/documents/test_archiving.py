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
