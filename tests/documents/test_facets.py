"""What a list of documents can be narrowed by, and how many there are of each."""

from tests import cast
from tests.documents.doors import HERE, SignIn, content, published, save


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
