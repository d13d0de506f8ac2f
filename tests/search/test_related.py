"""What stands near a document, why, and for whom."""

from typing import Any
from urllib.parse import quote

from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import SignIn, content, join, project, publish, published, start
from tests.search.doors import Machine

SCAFFOLD = "枠組足場の建枠、布板、手すり先行工法、壁つなぎの間隔を点検し、足場の作業主任者が記録する。\n" * 3
WINTER = "寒中コンクリートの打込み温度、保温養生、初期凍害を防ぐ加熱の段取りを決める。\n" * 3


def related(person: SignedIn, document: Any) -> Any:
    answer = person.get(f"/api/v1/documents/{quote(document['code'])}/related")
    assert answer.status == 200, answer.text
    return answer.body


def reasons(found: Any) -> dict[str, list[str]]:
    return {item["title"]: item["reasons"] for item in found["items"]}


def write(signed_in: SignIn, title: str, body: str, **metadata: Any) -> Any:
    return published(signed_in, title, text=content(title, body=body, summary=""), **metadata)


def link(person: SignedIn, document: Any, other: Any, kind: str = "related") -> None:
    answer = person.put(f"/api/v1/documents/{document['id']}/links", {"to_id": other["id"], "type": kind})
    assert answer.status == 200, answer.text


def test_P146_each_is_shown_with_its_reasons_the_nearest_first(signed_in: SignIn, machine: Machine) -> None:
    quality, reader = signed_in(cast.quality), signed_in(cast.construction)
    here = write(signed_in, "枠組足場の点検", SCAFFOLD, tags=["足場", "点検"])
    alike = write(signed_in, "手すり先行工法の足場", SCAFFOLD, tags=["足場"])
    tagged = write(signed_in, "始業前の声かけ", "声を掛け合う。", tags=["点検"])
    linked = write(signed_in, "寒中の養生", WINTER)
    write(signed_in, "夏の養生", WINTER, tags=["養生"])
    link(quality, linked, here, "derived_from")
    link(quality, here, alike)
    before = related(reader, here)
    assert (before["mode"], reasons(before)) == (
        "simple",
        {alike["title"]: ["link", "tag"], linked["title"]: ["link"], tagged["title"]: ["tag"]},
    )
    machine.catch_up()
    found = related(reader, here)
    assert found["mode"] == "full"
    assert reasons(found) == {alike["title"]: ["link", "tag", "text"], linked["title"]: ["link"], tagged["title"]: ["tag"]}
    assert found["items"][0]["title"] == alike["title"]
    assert found["items"][0]["tags"] == ["足場"]
    quality.post(f"/api/v1/documents/{tagged['id']}/archive", {"reason": "声かけは朝礼の手引きにまとめた"})
    quality.post(f"/api/v1/documents/{linked['id']}/bin")
    assert list(reasons(related(reader, here))) == [alike["title"]]


def test_P146_nobody_learns_of_what_is_closed_to_them(signed_in: SignIn, machine: Machine) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    site = project(admin, "G-146")
    membership = join(admin, site, cast.partner)
    here = write(signed_in, "枠組足場の点検", SCAFFOLD, tags=["足場"], audience="partners")
    open_to = write(signed_in, "現場の足場", SCAFFOLD, tags=["足場"], audience="site", project_id=site["id"])
    inside = write(signed_in, "社内の足場", SCAFFOLD, tags=["足場"])
    link(admin, here, inside)
    link(admin, here, open_to)
    machine.catch_up()
    assert list(reasons(related(partner, here))) == [open_to["title"]]
    assert set(reasons(related(admin, here))) == {open_to["title"], inside["title"]}
    refused = partner.get(f"/api/v1/documents/{inside['code']}/related")
    missing = partner.get("/api/v1/documents/KN-000999/related")
    assert (refused.status, refused.body["code"]) == (404, "document.not_found") == (missing.status, missing.body["code"])

    assert admin.delete(f"/api/v1/projects/{site['id']}/members/{membership['id']}").status == 204
    assert related(partner, here)["items"] == [], "removed from the site, at once"


def test_P146_drafts_are_near_nothing_and_their_words_tell_nobody(signed_in: SignIn, machine: Machine) -> None:
    quality, reader = signed_in(cast.quality), signed_in(cast.construction)
    here = write(signed_in, "枠組足場の点検", SCAFFOLD, tags=["足場"])
    draft = start(quality, text=content("書きかけの足場", body=SCAFFOLD), tags=["足場"])
    machine.catch_up()
    assert related(reader, here)["items"] == related(quality, here)["items"] == []
    assert reader.get(f"/api/v1/documents/{draft['id']}/related").status == 404
    assert list(reasons(related(quality, draft))) == [here["title"]]
    assert publish(quality, draft).status == 200
    assert list(reasons(related(reader, here))) == ["書きかけの足場"]
