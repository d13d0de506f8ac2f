"""What stands near a document, why, and for whom."""

import shutil
from typing import Any
from urllib.parse import quote

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import SignIn, content, join, project, publish, published, start
from tests.search.doors import Machine, fill

SCAFFOLD = "枠組足場の建枠、布板、手すり先行工法、壁つなぎの間隔を点検し、足場の作業主任者が記録する。\n" * 3
WINTER = "寒中コンクリートの打込み温度、保温養生、初期凍害を防ぐ加熱の段取りを決める。\n" * 3


def related(person: SignedIn, document: Any) -> Any:
    answer = person.get(f"/api/v1/documents/{quote(document['code'])}/related")
    assert answer.status == 200, answer.text
    return answer.body


def reasons(found: Any) -> list[tuple[str, list[str]]]:
    return [(item["title"], item["reasons"]) for item in found["items"]]


def titles(found: Any) -> list[str]:
    return [item["title"] for item in found["items"]]


def write(signed_in: SignIn, title: str, body: str, **metadata: Any) -> Any:
    return published(signed_in, title, text=content(title, body=body, summary=""), **metadata)


def link(person: SignedIn, document: Any, other: Any, kind: str = "related") -> None:
    answer = person.put(f"/api/v1/documents/{document['id']}/links", {"to_id": other["id"], "type": kind})
    assert answer.status == 200, answer.text


def test_P146_a_link_stands_before_a_tag_and_a_tag_before_a_like_text(signed_in: SignIn, machine: Machine) -> None:
    quality, reader = signed_in(cast.quality), signed_in(cast.construction)
    here = write(signed_in, "枠組足場の点検", SCAFFOLD, tags=["足場", "点検"])
    alike = write(signed_in, "手すり先行工法の足場", SCAFFOLD)
    tagged = write(signed_in, "始業前の声かけ", "声を掛け合う。", tags=["点検"])
    both = write(signed_in, "足場の組立て", SCAFFOLD, tags=["足場"])
    linked = write(signed_in, "寒中の養生", WINTER)
    write(signed_in, "夏の養生", WINTER, tags=["養生"])
    link(quality, linked, here, "complies_with")
    link(quality, here, linked, "caused_by")

    without = related(reader, here)
    assert without["mode"] == "simple"
    by_rows = [(linked["title"], ["link"]), (both["title"], ["tag"]), (tagged["title"], ["tag"])]
    assert reasons(without) in (by_rows, [by_rows[0], by_rows[2], by_rows[1]])

    machine.catch_up()
    found = related(reader, here)
    assert found["mode"] == "full"
    assert reasons(found) == [
        (linked["title"], ["link"]),
        (both["title"], ["tag", "text"]),
        (tagged["title"], ["tag"]),
        (alike["title"], ["text"]),
    ]
    ways = [(way["type"], way["direction"]) for way in found["items"][0]["links"]]
    assert ways == [("caused_by", "out"), ("complies_with", "in")]
    assert [item["tags"] for item in found["items"]] == [[], ["足場"], ["点検"], []]

    shutil.rmtree(machine.folder.root)
    assert titles(related(reader, here)) == titles(without), "links and tags need no index"


def test_P146_at_most_eight_are_shown_and_none_that_is_archived_or_in_the_bin(
    database: Database, signed_in: SignIn, machine: Machine
) -> None:
    quality = signed_in(cast.quality)
    here = write(signed_in, "枠組足場の点検", SCAFFOLD, tags=["足場"])
    others = [write(signed_in, f"{word}の足場", SCAFFOLD, tags=["足場"]) for word in ("廃止した", "捨てた")]
    for other in others:
        link(quality, here, other)
    machine.catch_up()
    assert sorted(titles(related(quality, here))) == sorted(["捨てたの足場", "廃止したの足場"])
    quality.post(f"/api/v1/documents/{others[0]['id']}/archive", {"reason": "点検の手引きにまとめた"})
    quality.post(f"/api/v1/documents/{others[1]['id']}/bin")
    assert related(quality, here)["items"] == [], "at once"
    machine.catch_up()
    assert related(quality, here) == {"items": [], "mode": "full"}
    like: list[dict[str, Any]] = [content(f"足場 その{number}", body=SCAFFOLD) for number in range(10)]
    fill(database, like)
    machine.catch_up()
    found = titles(related(quality, here))
    assert (len(found), len(set(found))) == (8, 8)


def test_P146_nobody_learns_of_what_is_closed_to_them(signed_in: SignIn, machine: Machine) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    site = project(admin, "G-146")
    membership = join(admin, site, cast.partner)
    here = write(signed_in, "枠組足場の点検", SCAFFOLD, tags=["足場"], audience="partners")
    open_to = write(signed_in, "現場の足場", SCAFFOLD, tags=["足場"], audience="site", project_id=site["id"])
    inside = write(signed_in, "社内の足場", SCAFFOLD, tags=["足場"])
    named = write(signed_in, "指名した人の足場", SCAFFOLD, tags=["足場"], audience="named")
    for other in (open_to, inside, named):
        link(admin, here, other)
    machine.catch_up()
    assert titles(related(partner, here)) == [open_to["title"]]
    assert set(titles(related(signed_in(cast.construction), here))) == {open_to["title"], inside["title"]}
    assert set(titles(related(admin, here))) == {open_to["title"], inside["title"], named["title"]}
    refused = partner.get(f"/api/v1/documents/{inside['code']}/related")
    missing = partner.get("/api/v1/documents/KN-000999/related")
    assert (refused.status, refused.body["code"]) == (404, "document.not_found")
    assert {**refused.body, "request_id": "", "instance": ""} == {**missing.body, "request_id": "", "instance": ""}

    assert admin.delete(f"/api/v1/projects/{site['id']}/members/{membership['id']}").status == 204
    assert related(partner, here)["items"] == [], "removed from the site, at once"
    machine.catch_up()
    assert related(partner, here)["items"] == []


def test_P146_drafts_are_near_nothing_and_their_words_tell_nobody(signed_in: SignIn, machine: Machine) -> None:
    quality, reader = signed_in(cast.quality), signed_in(cast.construction)
    here = write(signed_in, "枠組足場の点検", SCAFFOLD, tags=["足場"])
    draft = start(quality, text=content("書きかけの足場", body=SCAFFOLD), tags=["足場"])
    link(quality, here, draft)
    machine.catch_up()
    assert related(reader, here)["items"] == related(quality, here)["items"] == []
    assert reader.get(f"/api/v1/documents/{draft['id']}/related").status == 404
    assert reasons(related(quality, draft)) == [(here["title"], ["link", "tag"])]
    assert publish(quality, draft).status == 200
    machine.catch_up()
    assert reasons(related(reader, here)) == [("書きかけの足場", ["link", "tag", "text"])]
