"""When a notice goes out: the hour of the digest, quiet hours over midnight, repeats, what people said. All in Tokyo time."""

from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.notifications.policy.planning import after_quiet, next_digest, plan
from mirai_knowledge.notifications.schemas import Importance
from mirai_knowledge.notifications.schemas.wishes import SetWishes
from tests import cast
from tests.conftest import SignedIn
from tests.fakes import smtp
from tests.notifications.outside import mail_to, pump, states, tell, wired, with_address
from tests.notifications.test_mail import Travel, body_of
from tests.notifications.test_notices import SignIn

JST = ZoneInfo("Asia/Tokyo")
HERE = "/api/v1/notice-wishes"
USUAL = SetWishes()


def tokyo(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=JST).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-28 12:00", "2026-11-28 12:00"),
        ("2026-11-28 20:59:59", "2026-11-28 20:59:59"),
        ("2026-11-28 21:00", "2026-11-29 06:00"),
        ("2026-11-28 23:59", "2026-11-29 06:00"),
        ("2026-11-29 00:00", "2026-11-29 06:00"),
        ("2026-11-29 05:59", "2026-11-29 06:00"),
        ("2026-11-29 06:00", "2026-11-29 06:00"),
        ("2026-12-31 22:00", "2027-01-01 06:00"),
        ("2028-02-28 23:00", "2028-02-29 06:00"),
    ],
)
def test_quiet_hours_reach_over_midnight_and_the_end_of_the_year(now: str, then: str) -> None:
    assert after_quiet(USUAL, tokyo(now)) == tokyo(then)


def test_quiet_hours_of_one_day_and_none_at_all() -> None:
    noon = SetWishes(quiet_from=12, quiet_until=13)
    assert after_quiet(noon, tokyo("2026-11-28 12:30")) == tokyo("2026-11-28 13:00")
    assert after_quiet(noon, tokyo("2026-11-28 13:00")) == tokyo("2026-11-28 13:00")
    never = SetWishes(quiet_from=None, quiet_until=None)
    assert after_quiet(never, tokyo("2026-11-28 02:00")) == tokyo("2026-11-28 02:00")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-28 06:59", "2026-11-28 07:00"),
        ("2026-11-28 07:00", "2026-11-29 07:00"),
        ("2026-12-31 23:30", "2027-01-01 07:00"),
        ("2027-01-01 06:00", "2027-01-01 07:00"),
    ],
)
def test_the_digest_comes_at_the_readers_hour_on_every_day_also_on_holidays(now: str, then: str) -> None:
    assert next_digest(USUAL, tokyo(now)) == tokyo(then)


def test_what_is_critical_goes_at_once_whatever_the_wishes() -> None:
    night = tokyo("2026-11-28 23:00")
    nothing = SetWishes.model_validate({"push": {"mandatory": "off", "duty": "off", "subscription": "off"}})
    for importance in get_args(Importance):
        planned = plan(nothing, "push", night, stream="subscription", importance=importance)
        assert (planned is not None) == (importance == "critical")
    planned = plan(USUAL, "mail", night, stream="subscription", importance="critical")
    assert planned is not None
    assert (planned.due_at, planned.digest) == (night, False)


def test_high_goes_at_once_and_medium_waits_for_the_digest() -> None:
    noon = tokyo("2026-11-28 12:00")
    found = {
        importance: plan(USUAL, "mail", noon, stream="subscription", importance=importance) for importance in get_args(Importance)
    }
    assert {name: one is not None and one.digest for name, one in found.items()} == {
        "low": True,
        "medium": True,
        "high": False,
        "critical": False,
    }
    duty = plan(USUAL, "mail", noon, stream="duty", importance="low")
    assert duty is not None
    assert (duty.due_at, duty.digest) == (noon, False)


def at_tokyo(travel: Travel, hour: int, minute: int = 0) -> None:
    """Moves the clock to this time of tomorrow in Tokyo."""
    travel(0)
    now = clock.now()
    local = now.astimezone(JST)
    wanted = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    travel((wanted - local).total_seconds() + 86_400)


def test_a_digest_holds_what_is_still_unread_and_leaves_once(
    database: Database, settings: Settings, travel: Travel, signed_in: SignIn
) -> None:
    person = with_address(database, cast.safety)
    at_tokyo(travel, 6, 30)
    safety = signed_in(cast.safety)
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        (read,) = tell(database, person, stream="subscription", title="読まれたもの")
        tell(database, person, stream="subscription", title="一つ目", kind="a.b", why="購読しているため")
        tell(database, person, stream="subscription", title="二つ目", kind="a.c")
        assert safety.post(f"/api/v1/notices/{read}/read").status == 204
        pump(database)
        assert box.mails == []
        at_tokyo(travel, 7, 1)
        pump(database)
        pump(database)
        (mail,) = box.mails
    assert mail["Subject"].startswith("【まとめ】お知らせ 2 件（")
    plain = body_of(mail, "plain")
    assert plain.index("一つ目") < plain.index("二つ目")
    assert "購読しているため" in plain
    assert "読まれたもの" not in plain
    assert sorted(state for _, state, _ in states(database)) == ["sent", "sent", "withdrawn"]


def test_repeats_become_one_message_with_their_number(database: Database, settings: Settings, travel: Travel) -> None:
    person = with_address(database, cast.safety)
    at_tokyo(travel, 12)
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        for minute in range(4):
            at_tokyo(travel, 12, minute)
            tell(database, person, link="/d/KN-000001")
            pump(database)
        assert len(box.mails) == 1
        at_tokyo(travel, 12, 11)
        pump(database)
        assert [mail["Subject"] for mail in box.mails] == [
            "【担当】第二橋の塗装が終わりました",
            "【担当】第二橋の塗装が終わりました（ほか同じ件で2件）",
        ]
        for _ in range(2):
            tell(database, person, link="/d/KN-000001", importance="critical")
        tell(database, person, link="/d/KN-000001", title="第三橋の塗装も終わりました")
        pump(database)
        assert len(box.mails) == 5
    assert {state for _, state, _ in states(database)} == {"sent"}


def test_P230_one_says_how_to_be_told_and_sees_no_other(
    database: Database, settings: Settings, signed_in: SignIn, travel: Travel
) -> None:
    person = with_address(database, cast.safety)
    safety: SignedIn = signed_in(cast.safety)
    usual = safety.get(HERE).body
    assert (usual["version"], usual["email"], usual["mail"]["subscription"]) == (0, "anzen@example.jp", "important")
    wanted = {"language": "en", "digest_hour": 18, "mail": {"mandatory": "now", "duty": "digest", "subscription": "off"}}
    saved = safety.put(HERE, wanted, headers={"If-Match": '"v0"'})
    assert (saved.status, saved.body["version"], saved.body["quiet_from"]) == (200, 1, 21)
    assert safety.put(HERE, wanted, headers={"If-Match": '"v0"'}).status == 412
    refused = safety.put(HERE, {**wanted, "mail": {"mandatory": "off"}, "quiet_from": None}, headers={"If-Match": '"v1"'})
    assert refused.status == 422
    assert signed_in(cast.quality).get(HERE).body["version"] == 0
    at_tokyo(travel, 12)
    with smtp.serving() as box, wired(settings, **mail_to(box.port)):
        tell(database, person, stream="subscription")
        tell(database, person, stream="mandatory", importance="high")
        tell(database, person)
        pump(database)
        assert [mail["Subject"] for mail in box.mails] == ["[Important] 第二橋の塗装が終わりました"]
        at_tokyo(travel, 18, 1)
        pump(database)
        assert "Why you get this" in body_of(box.mails[1], "plain")
    assert len(states(database)) == 2


def test_five_thousand_people_are_told_in_a_handful_of_statements(database: Database) -> None:
    with database.begin() as tx:
        tx.execute(
            text(
                "INSERT INTO person (id, login_name, name, name_kana, email, state, sort_key, rights_version, version, "
                "created_at, updated_at) SELECT gen_random_uuid(), 'crew' || n, 'crew ' || n, '', 'crew' || n || '@example.jp', "
                "'active', '', 1, 1, :now, :now FROM generate_series(1, 5000) n"
            ),
            {"now": clock.now()},
        )
        people = list(tx.execute(text("SELECT id FROM person WHERE login_name LIKE 'crew%'")).scalars())
    statements: list[str] = []
    from sqlalchemy import event

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        assert len(tell(database, *people, stream="mandatory", importance="high")) == 5000
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    assert len(statements) < 30
    assert len(states(database)) == 5000
