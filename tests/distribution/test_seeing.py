"""Who learns what of distributions, and that reaching many people is few statements."""

from typing import Any

from sqlalchemy import event, text

from mirai_knowledge.distribution.jobs import deliver
from mirai_knowledge.documents import policy, queries
from mirai_knowledge.documents.model import Document
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.cast import CAST
from tests.distribution.doors import (
    EVERYONE,
    HERE,
    SignIn,
    Travel,
    at,
    board,
    join,
    kinds,
    must,
    names,
    person_id,
    project,
    published,
    send,
    sent,
    sweep,
    version,
)

MANY = 5000


def test_P206_P200_P201_who_does_not_send_sees_no_board(signed_in: SignIn, database: Database) -> None:
    safety = signed_in(cast.safety)
    page = published(signed_in, audience="partners")
    made = sent(database, safety, page)
    one = f"{HERE}/{made['row']['id']}"
    audience = {"audience": [EVERYONE]}
    for member in (cast.construction, cast.expert, cast.partner):
        person = signed_in(member)
        refusals = {
            "P-200": [person.post(f"/api/v1/documents/{page['id']}/distributions", audience), person.get(f"{HERE}/choices")],
            "P-201": [person.get(HERE), person.get(one), person.get(f"{one}/receipts"), person.get(f"{HERE}/figures")],
            "P-206": [person.get("/api/v1/distribution-groups"), person.get("/api/v1/distribution-templates")],
            "P-207": [person.get("/api/v1/distribution-rules")],
        }
        for rule, answers in refusals.items():
            assert {(each.status, each.body["rule"]) for each in answers} == {(403, rule)}
        assert person.post(f"{one}/proof").status == 403
        told = person.get(f"/api/v1/documents/{page['id']}/distributions").body
        meets = None if member is cast.partner else made["row"]["id"]
        assert told == {"items": [], "can_send": False, "to_meet": meets}
    group = {"name": "全員", "audience": [EVERYONE]}
    assert safety.post("/api/v1/distribution-groups", group).body["rule"] == "P-207"
    assert safety.get("/api/v1/distribution-groups").body == {"items": [], "can_edit": False}


def test_P201_P203_what_is_hidden_takes_its_distribution_along(signed_in: SignIn, database: Database) -> None:
    admin, quality, manager = signed_in(cast.admin), signed_in(cast.quality), signed_in(cast.site_manager)
    page = published(signed_in, audience="named", owner_id=person_id(admin, cast.quality))
    made = sent(database, quality, page, EVERYONE, open_to_hidden=True)
    assert made["row"]["tally"]["total"] == 7
    assert manager.get(f"{HERE}/{made['row']['id']}").status == 200
    with database.begin() as tx:
        tx.execute(text("DELETE FROM document_grant"))
    assert manager.get(f"{HERE}/{made['row']['id']}").body["code"] == "distribution.not_found"
    assert manager.get(f"{HERE}?box=all").body["items"] == []
    assert (must(signed_in(cast.engineer)), kinds(signed_in(cast.engineer))) == ([], [])
    assert board(quality, made)


def test_who_may_not_read_it_any_more_is_neither_chased_nor_reported(
    signed_in: SignIn, database: Database, travel: Travel
) -> None:
    at(travel, "2026-12-07 09:00")
    admin, safety = signed_in(cast.admin), signed_in(cast.safety)
    site = project(admin)
    member = join(admin, site, cast.partner, role="partner", starts_on="2026-12-01")
    page = published(signed_in, audience="site", project_id=site["id"])
    sent(database, safety, page, {"kind": "project", "value": site["id"]}, due={"amount": 24, "unit": "clock_hours"})
    assert len(must(signed_in(cast.partner))) == 1
    assert admin.delete(f"/api/v1/projects/{site['id']}/members/{member['id']}", headers=version(1)).status < 300
    at(travel, "2026-12-09 09:00")
    sweep(database)
    assert [kind for kind in kinds(signed_in(cast.safety)) if kind.startswith("distribution.late")] == []


def test_P203_P208_a_partner_learns_nothing_of_other_sites(signed_in: SignIn, database: Database) -> None:
    admin, safety, partner = signed_in(cast.admin), signed_in(cast.safety), signed_in(cast.partner)
    site, other = project(admin), project(admin, "G-002")
    join(admin, site, cast.partner, role="partner")
    mine = published(signed_in, "私の現場", audience="site", project_id=site["id"])
    theirs = published(signed_in, "よその現場", audience="site", project_id=other["id"])
    for page in (mine, theirs):
        sent(database, safety, page)
    (item,) = must(partner)
    assert (item["document"]["title"], partner.get("/api/v1/must-reads/count").body["waiting"]) == ("私の現場", 1)
    assert partner.get(f"/api/v1/documents/{theirs['id']}/must-reads").status == 404
    assert partner.get(f"/api/v1/projects/{other['id']}/distributions").status == 403
    made = safety.get(f"{HERE}?box=mine").body["items"][0]
    plan = partner.get(f"{HERE}/{made['id']}/meeting-plan")
    assert (plan.status, plan.body["code"]) == (404, "distribution.not_found")


def test_P208_a_morning_meeting_takes_signatures_once_and_prints_them(signed_in: SignIn, database: Database) -> None:
    admin, safety, leader = signed_in(cast.admin), signed_in(cast.safety), signed_in(cast.construction)
    site = project(admin)
    join(admin, site, cast.engineer)
    join(admin, site, cast.partner, role="partner")
    page = published(signed_in, audience="partners")
    made = sent(database, safety, page)
    one = f"{HERE}/{made['row']['id']}"
    plan = leader.get(f"{one}/meeting-plan?project={site['id']}").body
    assert {each["name"] for each in plan["people"]} == {cast.engineer.name, cast.partner.name}
    partner = next(each for each in plan["people"] if each["name"] == cast.partner.name)
    lines = [[[10, 20], [300, 120]], [[50, 60]]]
    held: dict[str, Any] = {
        "id": "01977420-0000-7000-8000-0000000000aa",
        "project_id": site["id"],
        "signatures": [
            {"person_id": partner["id"], "name": partner["name"], "company": partner["company"], "strokes": lines},
            {"name": "グエン ヴァン アン", "company": "二次の会社", "strokes": lines},
        ],
    }
    first = leader.post(f"{one}/meetings", held)
    assert (first.status, first.body["row"]["people"]) == (201, 2)
    assert leader.post(f"{one}/meetings", held).body["row"]["id"] == first.body["row"]["id"]
    stranger = {"person_id": person_id(admin, cast.expert), "name": "堀江"}
    refused = leader.post(f"{one}/meetings", {"project_id": site["id"], "signatures": [stranger]})
    assert (refused.status, refused.body["fields"][0]["field"]) == (422, "signatures.0.person_id")
    (row,) = board(safety, made, "stands=confirmed")
    assert (row["person"]["name"], row["at_meeting"]) == (cast.partner.name, True)
    meeting = f"/api/v1/morning-meetings/{first.body['row']['id']}"
    assert signed_in(cast.partner).get(meeting).body["code"] == "distribution.meeting_not_found"
    for address in (f"{meeting}/pdf", f"{one}/proof"):
        prepared = safety.post(address).body
        pdf = safety.client.get(prepared["url"])
        assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    listed = safety.get(f"/api/v1/exports/receipts?distribution={made['row']['id']}")
    assert (listed.status, listed.headers["x-row-count"]) == (200, "7")
    assert cast.partner.name in listed.content.decode("utf-8-sig")


def test_readers_of_a_document_are_the_same_asked_of_one_and_of_all(signed_in: SignIn, database: Database) -> None:
    admin = signed_in(cast.admin)
    ended, site = project(admin, "G-001"), project(admin, "G-002")
    join(admin, ended, cast.partner, role="partner", starts_on="2020-01-01", ends_on="2020-02-01")
    join(admin, site, cast.partner, role="partner")
    pages = [
        published(signed_in, "社内"),
        published(signed_in, "協力会社も", audience="partners"),
        published(signed_in, "終わった現場", audience="site", project_id=ended["id"]),
        published(signed_in, "現場", audience="site", project_id=site["id"]),
        published(signed_in, "指名", audience="named", owner_id=person_id(admin, cast.engineer)),
    ]
    grant = {"person_id": person_id(admin, cast.partner), "why": "named"}
    set_ = admin.put(f"/api/v1/documents/{pages[4]['id']}/grants", {"grants": [grant]}, headers=version(pages[4]["version"]))
    assert set_.status == 200, set_.text
    asking = Actor.system("test")
    people = {member.name: person_id(admin, member) for member in CAST}
    with database.begin() as tx:
        for page in pages:
            document = tx.get_one(Document, page["id"])
            table = Document.metadata.tables["person"]
            condition = policy.reads_document(table.c.id, document)
            together = set(tx.execute(table.select().with_only_columns(table.c.name).where(condition)).scalars())
            seers = queries.list_seers(tx, asking, document.id, people=list(people.values()))  # type: ignore[arg-type]
            alone = {name for name, key in people.items() if key in {str(each) for each in seers}}
            assert together == alone, page["title"]


def test_five_thousand_people_are_reached_in_few_statements(signed_in: SignIn, database: Database) -> None:
    safety, admin = signed_in(cast.safety), signed_in(cast.admin)
    company = admin.get("/api/v1/companies").body["items"][0]["id"]
    with database.begin() as tx:
        tx.execute(
            text(
                "INSERT INTO person (id, login_name, name, sort_key, company_id, state, rights_version, version, created_at, "
                "updated_at) SELECT gen_random_uuid(), 'many' || n, '人 ' || n, 'ひと' || n, :company, 'active', 1, 1, "
                "p.created_at, p.created_at FROM generate_series(1, :many) n, (SELECT created_at FROM person LIMIT 1) p"
            ),
            {"company": company, "many": MANY},
        )
        tx.execute(
            text(
                "INSERT INTO person_role (person_id, role_code, granted_at) SELECT id, 'construction', created_at FROM person "
                "WHERE login_name LIKE 'many%'"
            )
        )
    page = published(signed_in)
    made = send(safety, page, EVERYONE).body
    assert (made["row"]["state"], made["row"]["tally"]["total"]) == ("sending", 0)
    statements = []
    with database.begin() as tx:
        listener = lambda *told: statements.append(told[2])  # noqa: E731
        event.listen(tx.connection().engine, "before_cursor_execute", listener)
        try:
            deliver(tx, made["row"]["id"])
        finally:
            event.remove(tx.connection().engine, "before_cursor_execute", listener)
    assert len(statements) < 200
    told = safety.get(f"{HERE}/{made['row']['id']}").body
    assert told["row"]["tally"]["total"] == MANY + 6
    with database.begin() as tx:
        deliver(tx, made["row"]["id"])
        count = "SELECT count(*), count(DISTINCT person_id) FROM notice WHERE kind = 'distribution.asked'"
        assert tuple(tx.execute(text(count)).one()) == (MANY + 6, MANY + 6)
    assert names(board(safety, told, "q=人 4999")) == {"人 4999"}
