"""The pure rules: states, lock-out, passwords, names of devices, texts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mirai_knowledge.accounts import service
from mirai_knowledge.accounts.errors import AlreadyInState, SessionEnded
from mirai_knowledge.accounts.model import Company, EndReason, Person, SessionRow, Throttle
from mirai_knowledge.accounts.policy import ACCOUNT, ADDRESS, PasswordPolicy, account_key, address_key, new_initial_password
from mirai_knowledge.accounts.policy.sessions import name_device
from mirai_knowledge.accounts.schemas import AddPerson, ChangePerson
from mirai_knowledge.accounts.service import Hasher, StoredHash, Tokens
from mirai_knowledge.kernel.text import clean_line, clean_paragraphs, reading_key

NOW = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "move", "after"),
    [
        ("active", "disable", "disabled"),
        ("disabled", "disable", None),
        ("active", "enable", None),
        ("disabled", "enable", "active"),
    ],
)
def test_every_move_of_a_person_from_every_state(state: str, move: str, after: str | None) -> None:
    person = Person(state=state)

    def make_move() -> None:
        person.disable("理由", NOW) if move == "disable" else person.enable()

    if after is None:
        with pytest.raises(AlreadyInState):
            make_move()
        assert person.state == state
    else:
        make_move()
        assert person.state == after
        assert person.disabled_reason == ("理由" if after == "disabled" else None)


@pytest.mark.parametrize(
    ("state", "move", "after"),
    [
        ("active", "archive", "archived"),
        ("archived", "archive", None),
        ("active", "restore", None),
        ("archived", "restore", "active"),
    ],
)
def test_every_move_of_a_company_from_every_state(state: str, move: str, after: str | None) -> None:
    company = Company(state=state)
    moves = {"archive": company.archive, "restore": company.restore}
    if after is None:
        with pytest.raises(AlreadyInState):
            moves[move]()
        assert company.state == state
    else:
        moves[move]()
        assert company.state == after


def test_a_session_ends_once() -> None:
    session = SessionRow()
    session.end(EndReason.SIGNED_OUT, NOW)
    with pytest.raises(SessionEnded):
        session.end(EndReason.REVOKED, NOW)
    assert session.end_reason == EndReason.SIGNED_OUT


def test_locks_double_up_to_an_hour() -> None:
    minutes = [lock and lock / timedelta(minutes=1) for lock in (ACCOUNT.lock_for(count) for count in range(3, 13))]
    assert minutes == [None, None, 1, 2, 4, 8, 16, 32, 60, 60]
    assert ADDRESS.lock_for(49) is None
    assert ADDRESS.lock_for(10_000) == timedelta(minutes=15)


def test_a_try_counts_before_it_fails_and_is_taken_back_when_it_was_right() -> None:
    row = Throttle(kind="account", key="x", failures=4, last_tried_at=NOW, locked_until=None)
    assert ACCOUNT.count_try(row, NOW) is None
    assert (row.failures, row.locked_until) == (5, NOW + timedelta(minutes=1))
    assert ACCOUNT.count_try(row, NOW + timedelta(seconds=59)) == NOW + timedelta(minutes=1)
    assert row.failures == 5
    ACCOUNT.take_back(row, NOW)
    assert (row.failures, row.locked_until) == (4, None)
    assert ACCOUNT.count_try(row, NOW + timedelta(hours=25)) is None
    assert row.failures == 1


def test_names_and_addresses_count_in_one_form() -> None:
    assert account_key("ＡＮＺＥＮ ") == account_key("anzen")
    assert address_key("2001:db8::1") == address_key("2001:db8::ffff:2") != address_key("2001:db8:1::1")
    assert address_key("192.0.2.7") == "192.0.2.7"
    assert address_key("fe80::1%eth0") == "fe80::/64"
    assert address_key("no:address") == "no:address"


def test_initial_passwords_satisfy_the_policy_and_differ() -> None:
    policy = PasswordPolicy()
    made = {new_initial_password() for _ in range(50)}
    assert len(made) == 50
    assert not any(policy.find_faults(password) for password in made)


def test_further_breached_passwords_are_known_in_any_writing() -> None:
    policy = PasswordPolicy(["Tetsu-To-Mizu-To-Hikari\n".strip()])
    (fault,) = policy.find_faults("ｔｅｔｓｕ-to-mizu-to-hikari")
    assert fault.code == "password.breached"


@given(st.text(min_size=1, max_size=300))
def test_any_text_is_judged_without_a_crash(password: str) -> None:
    assert len(PasswordPolicy().find_faults(password, about=[password, None, ""], former=None)) <= 1


def test_a_damaged_hash_is_a_wrong_password() -> None:
    hasher = Hasher()
    for stored in (StoredHash("damaged", "argon2id"), StoredHash("damaged", "bcrypt"), StoredHash("", "argon2id")):
        assert hasher.verify("x", stored) == service.Verdict(False)


def test_a_hash_of_older_parameters_is_replaced() -> None:
    from argon2 import PasswordHasher

    older = StoredHash(PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("right"), "argon2id")
    verdict = Hasher().verify("right", older)
    assert verdict.right
    assert verdict.replacement is not None
    assert "m=19456,t=2,p=1" in verdict.replacement


def test_successors_depend_on_the_installations_key() -> None:
    here, there = Tokens("a" * 32, issuer="x"), Tokens("b" * 32, issuer="x")
    token = here.new_refresh()
    assert here.successor(token) == here.successor(token) != there.successor(token)
    assert len(here.successor(token)) == len(token) == 43


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Windows の Edge"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Android の Chrome"),
        ("Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) CriOS/140.0 Safari/604.1", "iPad の Chrome"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Mac の Firefox"),
        ("curl/8.0", "不明な端末"),
        ("", "不明な端末"),
    ],
)
def test_a_device_has_a_name_people_know(user_agent: str, name: str) -> None:
    assert name_device(user_agent) == name


def test_texts_come_to_one_form_and_refuse_what_cannot_be_seen() -> None:
    assert clean_line("　か\u3099く ") == "がく"
    assert clean_paragraphs("一\r\n二\r三\n") == "一\n二\n三"
    for text in ("a\u0000", "a\nb", "a\u202eb", "a\u200bb"):
        with pytest.raises(ValueError, match="含まれています"):
            clean_line(text)
    with pytest.raises(ValueError, match="含まれています"):
        clean_paragraphs("a\u0008b")


def test_readings_sort_alike_in_any_kana() -> None:
    assert reading_key("ｵｵﾓﾘ　ｹﾝｲﾁ") == reading_key("オオモリ ケンイチ") == reading_key("おおもりけんいち")


def test_a_change_tells_absent_from_null() -> None:
    assert ChangePerson.model_validate({}).model_fields_set == set()
    assert ChangePerson.model_validate({"email": None}).model_fields_set == {"email"}
    with pytest.raises(ValidationError):
        ChangePerson.model_validate({"name": None})


def test_commands_are_frozen() -> None:
    command = AddPerson(login_name="abe", name="阿部")
    with pytest.raises(ValidationError):
        command.name = "別人"  # type: ignore[misc]
