"""What a list of documents can be narrowed by, and how many there are of each."""

from tests import cast
from tests.documents.doors import HERE, SignIn, content, publish, published, save, version


def _facets(signed_in: SignIn, member: cast.Member, query: str = "") -> dict[str, dict[str, int]]:
    answer = signed_in(member).get(f"{HERE}?facets=true&{query}")
    assert answer.status == 200, answer.text
    return {name: {entry["value"]: entry["count"] for entry in values} for name, values in answer.body["facets"].items()}


def test_each_facet_counts_under_all_filters_but_its_own(signed_in: SignIn) -> None:
    published(signed_in, "社内の要点", tags=["打設"])
    published(signed_in, "協力会社にも見せる要点", audience="partners", tags=["打設", "養生"])
    facets = _facets(signed_in, cast.quality, "audience=internal")
    assert facets["audience"] == {"internal": 1, "partners": 1}
    assert facets["tag"] == {"打設": 1}
    assert _facets(signed_in, cast.quality, "tag=%E9%A4%8A%E7%94%9F")["audience"] == {"partners": 1}


def test_facets_tell_a_partner_only_of_what_the_partner_may_read(signed_in: SignIn) -> None:
    revised = published(signed_in, "社内の要点", tags=["社内だけ"])
    shared = published(signed_in, "協力会社にも見せる要点", audience="partners", tags=["打設"])
    for document in (revised, shared):
        assert save(signed_in(cast.quality), document, content("改訂の途中")).status == 200
    facets = _facets(signed_in, cast.partner)
    assert (facets["audience"], facets["tag"], facets["state"]) == ({"partners": 1}, {"打設": 1}, {"valid": 1})
    assert _facets(signed_in, cast.quality)["state"] == {"revising": 2}


def test_two_categories_of_one_name_are_told_apart_by_their_kind(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    published(signed_in, "そのほかの要点", category="other")
    steps = [{"id": "s1", "title": "見る", "text": "よく見る"}]
    begun = writer.post(HERE, {"kind": "sop", "content": {"title": "そのほかの手順", "purpose": "見るため", "steps": steps}}).body
    page = publish(writer, begun).body
    changed = writer.patch(f"{HERE}/{page['id']}", {"category": "sop_other"}, headers=version(page["version"]))
    assert changed.status == 200, changed.text

    def names(query: str = "") -> set[str]:
        return {entry["name"] for entry in writer.get(f"{HERE}?facets=true&{query}").body["facets"]["category"]}

    assert names() == {"その他（ナレッジ）", "その他（標準施工手順）"}
    assert names("kind=sop") == {"その他"}
