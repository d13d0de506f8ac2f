"""Mails: sent once each by a real SMTP connection, tried again, held, resent, kept where there is no server."""

import uuid
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import text

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.notifications import jobs, service
from tests import cast
from tests.conftest import SignedIn
from tests.fakes import smtp
from tests.notifications.outside import TESTS, mail_to, pump, states, tell, wired, with_address
from tests.notifications.test_notices import SignIn

Travel = Callable[[float], None]
MINUTE = 60


def body_of(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_mail_is_right_in_japanese_as_text_and_html_with_the_way_to_it(database: Database, settings: Settings) -> None:
    person = with_address(database, cast.safety)
    title = "【確認】橋脚P3の型枠支保工の点検記録が、所長の確認待ちです — 髙橋・﨑山・①②③"
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        tell(
            database,
            person,
            title=title,
            body="1行目 <b>&\n2行目",
            link="/d/KN-000001",
            why="担当者に選ばれたため",
            importance="high",
        )
        pump(database)
        (mail,) = box.mails
    assert mail["Subject"] == f"【重要】{title}"
    assert (mail["To"], mail["From"].addresses[0].addr_spec) == ("anzen@example.jp", "no-reply@mks.local")
    assert mail["From"].addresses[0].display_name == "ミライ ナレッジ"
    assert (mail["Importance"], mail["Auto-Submitted"]) == ("High", "auto-generated")
    plain, html = body_of(mail, "plain"), body_of(mail, "html")
    assert "http://mks.local:5100/d/KN-000001" in plain
    assert "なぜ届いたか: 担当者に選ばれたため" in plain
    assert 'href="http://mks.local:5100/d/KN-000001"' in html
    assert "&lt;b&gt;&amp;" in html
    assert states(database) == [("mail", "sent", 1)]


def test_many_mails_leave_over_one_connection_and_are_not_sent_again(database: Database, settings: Settings) -> None:
    people = [with_address(database, member) for member in cast.CAST]
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        tell(database, *people)
        pump(database)
        pump(database)
        assert (len(box.mails), box.connections) == (len(people), 1)
        assert len(set(box.ids())) == len(people)


def test_a_refused_recipient_fails_alone_and_is_resent_by_hand(database: Database, settings: Settings, signed_in: SignIn) -> None:
    people = [with_address(database, member) for member in (cast.safety, cast.quality)]
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        box.refused = {"anzen@example.jp": "550 5.1.1 no such user"}
        tell(database, *people)
        pump(database)
        assert sorted(states(database)) == [("mail", "failed", 1), ("mail", "sent", 1)]
        admin = signed_in(cast.admin)
        (failed,) = admin.get("/api/v1/deliveries?state=failed&q=長谷").body["items"]
        assert (failed["recipient"], failed["can"]) == ("長谷 千尋", {"resend": True, "withdraw": True})
        assert "550" in failed["error"]
        box.refused = {}
        again = admin.post(f"/api/v1/deliveries/{failed['id']}/resend").body
        assert (again["state"], again["tries"], again["error"]) == ("waiting", 0, None)
        assert admin.post(f"/api/v1/deliveries/{failed['id']}/resend").body["code"] == "delivery.fixed"
        pump(database)
        assert sorted(mail["To"] for mail in box.mails) == ["anzen@example.jp", "hinshitsu@example.jp"]
        assert admin.post(f"/api/v1/deliveries/{failed['id']}/withdraw").body["code"] == "delivery.fixed"


def test_what_is_not_taken_is_tried_five_times_with_growing_pauses(
    database: Database, settings: Settings, travel: Travel, signed_in: SignIn
) -> None:
    person = with_address(database, cast.safety)
    admin = signed_in(cast.admin)
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        box.after_data = "451 try again later"
        tell(database, person)
        gone = 0
        for tries, pause in enumerate((1, 5, 30, 120), 1):
            pump(database)
            pump(database)
            assert states(database) == [("mail", "waiting", tries)]
            gone += pause * MINUTE + 5
            travel(gone)
        with database.begin() as tx:
            tx.execute(text("UPDATE channel_health SET open_until = NULL"))
        pump(database)
        assert states(database) == [("mail", "failed", 5)]
        box.after_data = "250 OK"
        travel(0)
        assert admin.post("/api/v1/deliveries/resend-failed").body == {"count": 1}
        with database.begin() as tx:
            tx.execute(text("UPDATE channel_health SET open_until = NULL"))
        pump(database)
        assert states(database) == [("mail", "sent", 1)]
        assert len(box.mails) == 1


def test_a_server_that_is_away_costs_no_tries_and_is_told(
    database: Database, settings: Settings, travel: Travel, signed_in: SignIn
) -> None:
    person = with_address(database, cast.safety)
    admin = signed_in(cast.admin)
    port = smtp.free_port()
    with wired(settings, **mail_to(port)):
        tell(database, person)
        pump(database)
        assert states(database) == [("mail", "waiting", 0)]
        mail = admin.get("/api/v1/outbound").body["channels"][0]
        assert (mail["works"], mail["waiting"]) == (False, 1)
        assert "つながりません" in mail["error"]
        readiness = admin.get("/api/v1/health/ready").body["checks"]
        assert next(check["state"] for check in readiness if check["name"] == "outbound") == "degraded"
        with smtp.serving(port=port) as box:
            pump(database)
            assert box.mails == []  # left alone for half a minute
            travel(31)
            pump(database)
            assert len(box.mails) == 1
        mail = admin.get("/api/v1/outbound").body["channels"][0]
        assert (mail["works"], mail["error"]) == (True, None)


def test_a_wrong_password_is_told_and_a_right_one_from_a_file_works(
    database: Database, settings: Settings, travel: Travel, tmp_path: Path
) -> None:
    person = with_address(database, cast.safety)
    file = tmp_path / "password"
    file.write_text("wrong\n")
    with smtp.serving(with_login=True) as box:
        secret = {**mail_to(box.port), "mail_user": "mks", "mail_password_file": file}
        with wired(settings, **secret):
            tell(database, person)
            pump(database)
            with database.begin(read_only=True) as tx:
                assert "パスワード" in tx.execute(text("SELECT error FROM channel_health WHERE channel = 'mail'")).scalar_one()
            file.write_text("right\n")
            travel(31)
            pump(database)
        assert (box.logins[-1], len(box.mails)) == (("mks", "right"), 1)


def test_a_dead_process_leaves_its_claim_to_the_next_one_under_the_same_id(
    database: Database, settings: Settings, travel: Travel
) -> None:
    person = with_address(database, cast.safety)
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        tell(database, person)
        with database.begin() as tx:
            claim = service.claim_next(tx, TESTS, "mail")
        assert claim is not None
        pump(database)
        assert box.mails == []  # somebody may be sending it
        travel(121)
        pump(database)
        assert box.ids() == [f"<{claim.message.id}@mks.local>"]
        assert states(database) == [("mail", "sent", 2)]


def test_who_is_gone_or_may_not_see_it_any_more_gets_no_mail(database: Database, settings: Settings, signed_in: SignIn) -> None:
    people = [with_address(database, member) for member in (cast.safety, cast.quality)]
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        tell(database, people[0])
        tell(database, people[1], about={"kind": "dossier", "id": uuid.uuid4()})
        with database.begin() as tx:
            tx.execute(text("UPDATE person SET state = 'disabled' WHERE id = :id"), {"id": people[0]})
        pump(database)
        assert box.mails == []
    assert states(database) == [("mail", "withdrawn", 0)] * 2


def test_P236_without_a_server_mails_can_be_read_in_the_tray(database: Database, settings: Settings, signed_in: SignIn) -> None:
    person = with_address(database, cast.safety)
    tell(database, person, link="/d/KN-000001")
    pump(database)
    admin = signed_in(cast.admin)
    (mail,) = admin.get("/api/v1/mail-tray").body["items"]
    assert (mail["address"], mail["person"]) == ("anzen@example.jp", "長谷 千尋")
    assert "第二橋の塗装が終わりました" in mail["subject"]
    assert "http://mks.local:5100/d/KN-000001" in mail["text"]
    assert states(database) == [("mail", "sent", 1)]
    assert signed_in(cast.safety).get("/api/v1/mail-tray").body["rule"] == "P-236"


@pytest.mark.parametrize("member", [cast.site_manager, cast.partner], ids=lambda member: member.login_name)
def test_P231_others_learn_nothing_of_deliveries(database: Database, signed_in: SignIn, member: cast.Member) -> None:
    person: SignedIn = signed_in(member)
    assert person.get("/api/v1/deliveries").body["rule"] == "P-231"
    assert person.get("/api/v1/outbound").body["rule"] == "P-231"


def test_P232_others_move_no_deliveries(database: Database, signed_in: SignIn) -> None:
    person: SignedIn = signed_in(cast.site_manager)
    for path in (f"{new_id()}/resend", f"{new_id()}/withdraw", "resend-failed"):
        assert person.post(f"/api/v1/deliveries/{path}").body["rule"] == "P-232"
    assert signed_in(cast.admin).post(f"/api/v1/deliveries/{new_id()}/resend").body["code"] == "delivery.not_found"


def test_a_message_that_cannot_be_made_holds_up_no_other(database: Database, settings: Settings) -> None:
    broken, well = (with_address(database, member) for member in (cast.safety, cast.quality))
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        tell(database, broken)
        tell(database, well)
        with database.begin() as tx:
            wrong = (
                "INSERT INTO notice_wishes (person_id, language, digest_hour, mail, push, version, updated_at) "
                "VALUES (:id, 'ja', 7, '{\"mandatory\": \"never\"}', '{}', 1, :at)"
            )
            tx.execute(text(wrong), {"id": broken, "at": clock.now()})
        pump(database)
        assert [mail["To"] for mail in box.mails] == ["hinshitsu@example.jp"]
    assert sorted(states(database)) == [("mail", "failed", 0), ("mail", "sent", 1)]


def test_a_line_is_secured_and_its_certificate_looked_at(
    database: Database, settings: Settings, travel: Travel, tmp_path: Path
) -> None:
    person = with_address(database, cast.safety)
    pem, context = smtp.certificate(tmp_path)
    with smtp.serving(tls=context) as box:
        secured = {**mail_to(box.port), "mail_security": "starttls"}
        tell(database, person)
        with wired(settings, **secured):
            pump(database)
            with database.begin(read_only=True) as tx:
                assert "証明書" in tx.execute(text("SELECT error FROM channel_health WHERE channel = 'mail'")).scalar_one()
        travel(31)
        with wired(settings, **secured, ca_bundle=pem):
            pump(database)
        assert len(box.mails) == 1


def test_what_came_to_its_end_is_forgotten_after_two_years(database: Database, travel: Travel) -> None:
    person = with_address(database, cast.safety)
    tell(database, person)
    pump(database)
    tell(database, person, importance="critical")
    for days, left in ((29, (2, 1)), (31, (2, 0)), (731, (1, 0))):
        travel(days * 86_400)
        with database.begin() as tx:
            jobs.forget_old(tx)
            counted = tx.execute(text("SELECT (SELECT count(*) FROM delivery), (SELECT count(*) FROM tray_mail)")).one()
        assert tuple(counted) == left
