"""From a draft to "everyone who must know has read it": a critical change of a procedure, sent back, approved by two at once,
in force at six in the morning, read by four hundred people, late on two sites, and proven on paper.
"""

from functools import partial
from typing import Any

from sqlalchemy import text

from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.approvals import doors as approvals
from tests.distribution.doors import HERE, SignIn, Travel, at, board, join, must, project, say, sweep, work
from tests.documents.doors import save, show
from tests.documents.test_at_once import at_once
from tests.documents.test_printing import pages
from tests.fakes import smtp
from tests.notifications.outside import mail_to, pump, wired
from tests.notifications.test_mail import body_of
from tests.sops.test_writing import in_force, pouring, step

MANY = 400
BEGINNING = "2026-12-07 09:00"
PEOPLE = """
INSERT INTO person (id, login_name, name, email, sort_key, company_id, state, rights_version, version, created_at, updated_at)
SELECT gen_random_uuid(), 'crew' || n, '作業 ' || n, 'crew' || n || '@example.jp', 'さぎょう' || n, p.company_id, 'active', 1, 1,
    p.created_at, p.created_at
FROM generate_series(1, :many) n, (SELECT company_id, created_at FROM person WHERE login_name = :boss) p
"""
ROLES = """
INSERT INTO person_role (person_id, role_code, granted_at)
SELECT id, 'construction', created_at FROM person WHERE login_name LIKE 'crew%'
"""
CREDENTIALS = """
INSERT INTO credential (person_id, hash, algorithm, changed_at, must_change)
SELECT id, 'none', 'argon2id', created_at, false FROM person WHERE login_name LIKE 'crew%'
"""
ON_SITE = """
INSERT INTO project_member (id, project_id, person_id, role, starts_on, version)
SELECT gen_random_uuid(), :site, id, 'staff', '2026-12-01', 1 FROM person
WHERE login_name IN (SELECT 'crew' || n FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) n)
"""


def crew(database: Database, sites: list[Any]) -> None:
    """Four hundred people who build, two of them on the first site and three on the second."""
    with database.begin() as tx:
        tx.execute(text(PEOPLE), {"many": MANY, "boss": cast.construction.login_name})
        tx.execute(text(ROLES))
        tx.execute(text(CREDENTIALS))
        for site, first, last in ((sites[0], 1, 2), (sites[1], 3, 5)):
            tx.execute(text(ON_SITE), {"site": site["id"], "first": first, "last": last})


def all_confirmed_but(database: Database, *late: str) -> None:
    """The others have read and confirmed; whether each may is tested elsewhere."""
    with database.begin() as tx:
        tx.execute(
            text(
                "UPDATE receipt SET opened_at = delivered_at, answered_at = delivered_at, reply = 'read' "
                "WHERE person_id IN (SELECT id FROM person WHERE NOT login_name = ANY(:late))"
            ),
            {"late": list(late)},
        )


def sent_by_rule(signed_in: SignIn) -> None:
    """Every material change of a procedure goes to all who build."""
    admin = signed_in(cast.admin)
    form = {"name": "手順の改訂", "audience": [{"kind": "role", "value": "construction"}], "message": "作業の前に読んでください"}
    template = admin.post("/api/v1/distribution-templates", form).body
    table = admin.get("/api/v1/distribution-rules").body
    rules = [{"kind": "sop", "change": "material", "template_id": template["id"]}]
    put = admin.put("/api/v1/distribution-rules", {"rules": rules}, headers={"If-Match": f'"v{table["version"]}"'})
    assert put.status == 200, put.text


def approved_in_the_second_round(signed_in: SignIn, page: Any) -> None:
    """The change is sent back by the site manager, handed in again, and approved by quality and safety at the same instant."""
    safety, quality, manager = (signed_in(member) for member in (cast.safety, cast.quality, cast.site_manager))
    two = approvals.stage("本社", approvals.role("quality"), approvals.role("safety"), needed=2)
    approvals.route(signed_in(cast.admin), approvals.stage("現場", approvals.role("site_manager")), two, kind="sop")
    author = signed_in(cast.construction)
    changed = pouring(importance="critical", steps=[step("s1", title="型枠の点検", check="締付けを二人で確かめる")])
    assert save(author, page, changed).status == 200
    first = approvals.submit(author, page, reason="支保工の事故を受けて").body
    approvals.send_back(manager, first, "だれが確かめるかを書いてください。")
    assert save(author, page, {**changed, "scope": "橋脚の打設。確かめるのは職長と施工管理"}).status == 200
    wanted = "2026-12-08T06:00:00+09:00"
    second = approvals.submit(author, page, reason="支保工の事故を受けて", in_force_from=wanted)
    assert second.status == 201, second.text
    assert approvals.approve(manager, second.body)["stage"] == 2
    read = approvals.show(quality, second.body)
    answers = at_once(partial(approvals.decide, quality, read), partial(approvals.decide, safety, read))
    assert [answer.status for answer in answers] == [200, 200], [answer.text for answer in answers]
    assert approvals.show(author, second.body)["edition"]["phase"] == "scheduled"


def test_a_critical_change_reaches_everybody_and_that_is_proven(
    signed_in: SignIn, database: Database, settings: Settings, travel: Travel
) -> None:
    at(travel, BEGINNING)
    admin = signed_in(cast.admin)
    sites = [project(admin, code, status="in_progress") for code in ("G-001", "G-002")]
    join(admin, sites[0], cast.site_manager, role="manager", starts_on="2026-12-01")
    crew(database, sites)
    page = in_force(signed_in, importance="critical")
    work(database)
    sent_by_rule(signed_in)
    approved_in_the_second_round(signed_in, page)
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        sweep(database)
        work(database)
        assert (must(signed_in(cast.engineer)), show(signed_in(cast.engineer), page).body["edition"]["no"]) == ([], 1)
        at(travel, "2026-12-08 06:00:30")
        sweep(database)
        work(database)
        assert show(signed_in(cast.engineer), page).body["edition"]["no"] == 2
        (item,) = must(signed_in(cast.engineer))
        assert (item["document"]["code"], item["message"]) == (page["code"], "作業の前に読んでください")
        pump(database)
        asked = [mail["To"] for mail in box.mails if page["code"] in body_of(mail, "plain")]
        assert len([to for to in asked if str(to).startswith("crew")]) == MANY, "each once"
        assert say(signed_in(cast.engineer), item).body["accepted"] is True
        all_confirmed_but(database, "crew1", "crew2", "crew3", "crew4", "crew5", cast.engineer.login_name)
        at(travel, "2026-12-10 06:01")
        sweep(database)
        pump(database)
    proven_late(signed_in, page)


def proven_late(signed_in: SignIn, page: Any) -> None:
    """Two sites are late, the manager of the first and the administrator know it, and the proof says who."""
    safety = signed_in(cast.safety)
    (row,) = safety.get(f"/api/v1/documents/{page['id']}/distributions").body["items"]
    told = safety.get(f"{HERE}/{row['id']}").body
    assert (told["row"]["tally"]["total"], told["row"]["tally"]["late"]) == (MANY + 2, 5)
    assert {each["project"]["code"]: each["tally"]["late"] for each in told["sites"]} == {"G-001": 2, "G-002": 3}
    assert len(board(safety, told, "stands=late")) == 5
    escalated = signed_in(cast.site_manager).get("/api/v1/notices").body["items"]
    assert [(notice["kind"], "2人" in notice["body"]) for notice in escalated if notice["kind"] == "distribution.late"] == [
        ("distribution.late", True)
    ]
    sheets = "".join(pages(safety.get(f"{HERE}/{row['id']}/proof")))
    for told_there in (page["code"], "第2版", "作業1", f"{MANY + 2}"):
        assert told_there in sheets.replace("　", ""), told_there
