"""The hold, the groups in Teams, tests to oneself, and the command line."""

import json
from typing import Any

from sqlalchemy import text

from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import new_id
from tests import cast
from tests.command import run_mks
from tests.conftest import SignedIn
from tests.distribution.doors import sent
from tests.documents.doors import published
from tests.fakes import hooks, smtp
from tests.notifications.outside import mail_to, pump, states, tell, wired, with_address
from tests.notifications.test_notices import SignIn

HERE = "/api/v1/outbound"
OWN = {"outbound_own_hosts": ("127.0.0.1",)}


def test_P233_everything_is_held_counted_and_released_or_dropped(
    database: Database, settings: Settings, signed_in: SignIn
) -> None:
    person = with_address(database, cast.safety)
    admin, safety = signed_in(cast.admin), signed_in(cast.safety)
    for path, body in (("hold", {"why": "試し"}), ("release", None), ("drop", None)):
        assert safety.post(f"{HERE}/{path}", body).body["rule"] == "P-233"
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        assert admin.post(f"{HERE}/hold", {"why": "復元したため"}).body["held"]
        tell(database, person)
        pump(database)
        hold = admin.get(HERE).body["hold"]
        assert (hold["count"], hold["why"], hold["by"], box.mails) == (1, "復元したため", "相沢 みどり", [])
        assert states(database) == [("mail", "held", 0)]
        assert admin.post(f"{HERE}/drop").body == {"count": 1}
        tell(database, person)
        pump(database)
        assert admin.post(f"{HERE}/release").body == {"count": 1}
        pump(database)
        assert len(box.mails) == 1
    with wired(settings, outbound="held"):
        tell(database, person)
        pump(database)
        assert admin.get(HERE).body["hold"] | {"since": None} == {
            "held": True,
            "by_setting": True,
            "since": None,
            "by": "",
            "why": "",
            "count": 1,
        }
        assert admin.post(f"{HERE}/release").body["code"] == "outbound.held_by_setting"
    assert [state for _, state, _ in states(database)] == ["withdrawn", "sent", "held"]


def group(admin: SignedIn, url: str, **fields: object) -> dict[str, Any]:
    answer = admin.post(f"{HERE}/groups", {"name": "全社", "address": url, **fields})
    assert answer.status == 201, answer.text
    found: dict[str, Any] = answer.body
    return found


def test_P234_a_card_in_teams_leads_to_what_it_is_about(database: Database, settings: Settings, signed_in: SignIn) -> None:
    admin, safety = signed_in(cast.admin), signed_in(cast.safety)
    person = with_address(database, cast.safety)
    assert safety.post(f"{HERE}/groups", {"name": "x", "address": "https://example.com/"}).body["rule"] == "P-234"
    with hooks.serving() as teams, wired(settings, **OWN):
        everyone = group(admin, f"{teams.url}/everyone?sig=" + "s" * 60)
        assert "sss" not in everyone["address"]
        site = group(admin, f"{teams.url}/site", project_id=str(new_id()), name="現場", least="low")
        tell(database, person, for_all=True, importance="high", link="/d/KN-000001")
        tell(database, person, for_all=True, importance="medium")
        tell(database, person, importance="critical")
        tell(database, person, project_id=site["project_id"])
        pump(database, "teams")
        assert [call.path.split("?")[0] for call in teams.posted] == ["/everyone", "/site"]
        card = json.loads(teams.posted[0].body)["attachments"][0]["content"]
        assert card["body"][0]["text"] == "【重要】第二橋の塗装が終わりました".replace("[", "\\[")
        assert card["actions"] == [{"type": "Action.OpenUrl", "title": "開く", "url": "http://mks.local:5100/d/KN-000001"}]
        assert "足場" not in teams.posted[0].body.decode()
        teams.answers = {"/site": 410}
        tell(database, person, project_id=site["project_id"])
        pump(database, "teams")
        (failed,) = admin.get("/api/v1/deliveries?channel=teams&state=failed").body["items"]
        assert (failed["recipient"], "410" in failed["error"]) == ("現場", True)
        changed = {"name": "現場2", "project_id": site["project_id"], "least": "critical"}
        path = f"{HERE}/groups/{site['id']}"
        assert admin.put(path, changed, headers={"If-Match": '"v1"'}).body["version"] == 2
        assert admin.put(path, changed, headers={"If-Match": '"v1"'}).status == 412
        assert admin.delete(path).status == 204
        tell(database, person, project_id=site["project_id"], importance="critical")
        pump(database, "teams")
        assert len(teams.posted) == 3


def test_an_address_that_leads_inside_is_refused(database: Database, settings: Settings, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    inside = (
        "http://example.com/hook",
        "https://127.0.0.1/hook",
        "https://10.0.0.7/hook",
        "https://[::1]/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/hook",
        "https://intranet/hook",
        "https://user:pass@example.com/hook",
        "ftp://example.com/hook",
        "nonsense",
    )
    for address in inside:
        answer = admin.post(f"{HERE}/groups", {"name": "内側", "address": address})
        assert (answer.status, answer.body["fields"][0]["field"]) == (422, "address"), address
    # What was typed when it was allowed is looked at again when it is used, and no redirect is followed.
    with hooks.serving() as teams:
        with wired(settings, **OWN):
            group(admin, f"{teams.url}/hook", least="low")
        person = with_address(database, cast.safety)
        tell(database, person, for_all=True)
        pump(database, "teams")
        assert teams.posted == []
        teams.answers = {"/hook": 302}
        with wired(settings, **OWN):
            tell(database, person, for_all=True)
            pump(database, "teams")
    assert [state for channel, state, _ in states(database) if channel == "teams"] == ["failed", "failed"]


def test_a_broken_channel_holds_up_no_other(database: Database, settings: Settings, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    person = with_address(database, cast.safety)
    with hooks.serving() as teams, wired(settings, **OWN, **mail_to(smtp.free_port())):
        group(admin, f"{teams.url}/hook", least="low")
        tell(database, person, for_all=True)
        pump(database)
        assert len(teams.posted) == 1
    assert sorted(states(database)) == [("mail", "waiting", 0), ("teams", "sent", 1)]


def test_P235_an_administrator_sends_a_test_to_oneself(database: Database, settings: Settings, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    assert signed_in(cast.safety).post(f"{HERE}/test", {"channel": "mail"}).body["rule"] == "P-235"
    for channel in ("mail", "push", "teams"):
        assert admin.post(f"{HERE}/test", {"channel": channel}).body["code"] == "outbound.no_recipient"
    with_address(database, cast.admin)
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        assert admin.post(f"{HERE}/test", {"channel": "mail"}).status == 202
        pump(database)
        assert box.mails[0]["To"] == "kanri@example.jp"


def test_the_command_line_tells_holds_and_releases(database: Database, mks_environment: dict[str, str]) -> None:
    def mks(*words: str) -> str:
        ran = run_mks(mks_environment, "outbound", *words)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    with_address(database, cast.safety)
    assert "保留していません" in mks("status")
    mks("hold", "--why", "点検")
    status = json.loads(mks("status", "--json"))
    assert (status["hold"]["held"], status["hold"]["why"]) == (True, "点検")
    sent = mks("test-mail", "anzen")
    assert "送信トレイ" in sent
    pump(database)
    assert states(database) == [("mail", "held", 0)]
    assert "1 件" in mks("drop", "--yes")
    mks("release")
    with database.begin(read_only=True) as tx:
        tags = tx.execute(text("SELECT tag FROM audit_entry WHERE tag LIKE 'outbound.%' ORDER BY at")).scalars().all()
    assert tags == ["outbound.held", "outbound.tested", "outbound.dropped", "outbound.released"]


def test_what_is_sent_to_everyone_comes_to_the_companys_group(database: Database, settings: Settings, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    with hooks.serving() as teams, wired(settings, **OWN):
        group(admin, f"{teams.url}/everyone", least="low")
        page, hidden = published(signed_in, "打設前の確認"), published(signed_in, "指名された人だけの文書", audience="named")
        for document in (page, hidden):
            sent(database, admin, document)
        sent(database, admin, page, {"kind": "role", "value": "safety"})
        pump(database, "teams")
        titles = [json.loads(call.body)["attachments"][0]["content"]["body"][0]["text"] for call in teams.posted]
    assert len(titles) == 1
    assert "打設前の確認" in titles[0]
