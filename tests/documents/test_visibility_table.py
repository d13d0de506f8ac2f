"""Every audience, state, role and membership against every door a document can be seen through.

The tables say who sees what, as the rules read; they ask none of the conditions under test.
"""

from datetime import date, timedelta
from typing import Any, TypeAlias

from mirai_knowledge.kernel import clock
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import (
    DAY,
    HERE,
    SignIn,
    Travel,
    content,
    join,
    person_id,
    project,
    publish,
    save,
    show,
    start,
    version,
)

Papers: TypeAlias = dict[tuple[str, str], Any]

AUDIENCES = ("internal", "partners", "site", "named")
STATES = ("draft", "scheduled", "valid", "revising", "archived", "binned")
IN_FORCE = {"valid", "revising", "archived"}
WITH_DRAFT = {"draft", "revising"}

OWN_PEOPLE = {"admin", "site_manager", "construction", "engineer", "quality", "safety", "expert"}
"""All of them write knowledge."""
WITHIN = {"internal": OWN_PEOPLE, "partners": OWN_PEOPLE, "site": OWN_PEOPLE, "named": {"admin", "quality", "expert"}}
"""The author is quality; the expert is named on every paper."""
PUBLISHERS = {"admin", "quality", "safety"}
READERS = tuple(getattr(cast, name) for name in sorted(OWN_PEOPLE))


def papers(signed_in: SignIn, site: Any) -> Papers:
    """One document of each audience and state, written by quality, with the expert named."""
    writer = signed_in(cast.quality)
    expert = {"person_id": person_id(signed_in(cast.admin), cast.expert)}
    made: Papers = {}
    for audience in AUDIENCES:
        for state in STATES:
            place = {"project_id": site["id"]} if audience == "site" else {}
            page = start(writer, f"{audience} {state}", audience=audience, **place)
            path = f"{HERE}/{page['id']}"
            assert writer.put(f"{path}/grants", {"grants": [expert]}, headers=version(page["version"])).status == 200
            bring(writer, page, state)
            made[audience, state] = page
    return made


def bring(writer: SignedIn, page: Any, state: str) -> None:
    """Leads a new draft into the state."""
    path, text = f"{HERE}/{page['id']}", content(f"{page['title']}", body="改めた文")
    if state == "scheduled":
        ahead = (clock.now() + timedelta(days=30)).isoformat()
        assert publish(writer, page, in_force_from=ahead).status == 200
    elif state != "draft":
        assert publish(writer, page).status == 200
    if state == "revising":
        assert save(writer, page, text).status == 200
    number = version(show(writer, page).body["version"])
    if state == "archived":
        assert writer.post(f"{path}/archive", {"reason": "古い"}, headers=number).status == 200
    if state == "binned":
        assert writer.post(f"{path}/bin", {}, headers=number).status == 204


def reads(who: str, audience: str, state: str) -> bool:
    """Whether the edition in force is theirs."""
    return state in IN_FORCE and who in WITHIN[audience]


def sees_draft(who: str, audience: str, state: str) -> bool:
    """Whether what is not in force yet is theirs."""
    if state == "binned" or who not in WITHIN[audience]:
        return False
    return state in IN_FORCE or who in PUBLISHERS


def finds_in_bin(who: str, audience: str, state: str) -> bool:
    """Whether they may take it out of the bin; the site manager is a member of the site and of no other."""
    allowed = PUBLISHERS | ({"site_manager"} if audience == "site" else set())
    return state == "binned" and who in allowed and who in WITHIN[audience]


def everything(person: SignedIn, path: str) -> list[Any]:
    answer = person.get(f"{path}{'&' if '?' in path else '?'}limit=200")
    assert answer.status == 200, answer.text
    assert answer.body["next_cursor"] is None
    items: list[Any] = answer.body["items"]
    return items


def check_lists(person: SignedIn, made: Papers, expected: set[tuple[str, str]]) -> None:
    """List, total and facets tell of exactly these."""
    titles = {f"{audience} {state}" for audience, state in expected}
    assert {item["title"] for item in everything(person, f"{HERE}?state=all")} == titles
    answer = person.get(f"{HERE}?state=all&facets=true").body
    assert answer["total"] == len(expected)
    counts = {name: {value["value"]: value["count"] for value in values} for name, values in answer["facets"].items()}
    wanted: dict[str, int] = {}
    for audience, _ in expected:
        wanted[audience] = wanted.get(audience, 0) + 1
    assert counts["audience"] == wanted
    assert sum(counts["state"].values()) == len(expected)


def check_doors(person: SignedIn, page: Any, *, page_opens: bool, draft_opens: bool) -> None:
    """The page and everything below it open together; the draft for itself."""
    path = f"{HERE}/{page['id']}"
    wanted = 200 if page_opens else 404
    for door in ("", "/editions", "/comments"):
        assert person.get(path + door).status == wanted, (page["title"], door)
    assert person.get(f"{HERE}/{page['code']}").status == wanted, page["title"]
    if page_opens and not page["title"].endswith(("draft", "scheduled", "binned")):
        edition = person.get(f"{path}/editions").body["items"][0]["id"]
        assert person.get(f"{path}/editions/{edition}").status == 200
    draft = person.get(f"{path}/draft").status
    assert (draft == 200) == draft_opens, (page["title"], draft)
    assert draft in ({200, 403} if page_opens else {404})


def test_P060_P061_own_people_by_role(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    site = project(admin)
    join(admin, site, cast.site_manager, role="manager")
    made = papers(signed_in, site)
    for member in READERS:
        check_reader(signed_in(member), made, member.key)


def check_reader(person: SignedIn, made: Papers, who: str) -> None:
    """Lists, pages, drafts and bin show the person what the tables say, and nothing else."""
    check_lists(person, made, {key for key in made if reads(who, *key)})
    for key, page in made.items():
        drafts, in_bin = sees_draft(who, *key), finds_in_bin(who, *key)
        check_doors(person, page, page_opens=reads(who, *key) or drafts or in_bin, draft_opens=drafts)
    listed = {item["title"] for item in everything(person, "/api/v1/drafts?whose=all")}
    assert listed == {f"{a} {s}" for a, s in made if s in WITH_DRAFT and sees_draft(who, a, s)}
    held = {item["title"] for item in everything(person, "/api/v1/bin")}
    assert held == {f"{a} {s}" for a, s in made if finds_in_bin(who, a, s)}


def check_partner(person: SignedIn, made: Papers, *, opened: set[str]) -> None:
    """The partner reads what is in force of these audiences, and has no trace of anything else."""
    expected = {key for key in made if key[0] in opened and key[1] in IN_FORCE}
    check_lists(person, made, expected)
    for key, page in made.items():
        check_doors(person, page, page_opens=key in expected, draft_opens=False)
    assert everything(person, "/api/v1/drafts?whose=all") == []
    assert person.get("/api/v1/bin").status == 403
    facets = person.get(f"{HERE}?state=all&facets=true").body["facets"]
    assert bool(facets["project"]) == ("site" in opened)
    assert {value["value"] for value in facets["state"]} == {"valid", "archived"}


def test_P060_a_partner_by_membership_day_by_day(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    site, other = project(admin), project(admin, "G-002")
    made = papers(signed_in, site)
    join(admin, other, cast.partner, role="partner")
    check_partner(signed_in(cast.partner), made, opened={"partners"})
    days = {"starts_on": str(date_in(1)), "ends_on": str(date_in(2))}
    joined = join(admin, site, cast.partner, role="partner", **days)
    check_partner(signed_in(cast.partner), made, opened={"partners"})
    travel(DAY)
    check_partner(signed_in(cast.partner), made, opened={"partners", "site"})
    travel(3 * DAY)
    check_partner(signed_in(cast.partner), made, opened={"partners"})
    travel(DAY)
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    check_partner(partner, made, opened={"partners", "site"})
    assert admin.delete(f"/api/v1/projects/{site['id']}/members/{joined['id']}").status in {200, 204}
    check_partner(partner, made, opened={"partners"})


def test_P060_a_partner_by_name_until_the_grant_ends(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    made = papers(signed_in, project(admin))
    until = (clock.now() + timedelta(hours=1)).isoformat()
    given = {"grants": [{"person_id": person_id(admin, cast.partner), "until": until}]}
    for (audience, state), page in made.items():
        if audience == "named" and state != "binned":
            number = version(show(admin, page).body["version"])
            assert admin.put(f"{HERE}/{page['id']}/grants", given, headers=number).status == 200
    check_partner(signed_in(cast.partner), made, opened={"partners", "named"})
    travel(2 * 3600)
    check_partner(signed_in(cast.partner), made, opened={"partners"})


def date_in(days: int) -> date:
    return (clock.now() + timedelta(days=days, hours=9)).date()
