"""What accounts does by itself, and what it takes from the settings."""

from pathlib import Path

import pytest
from sqlalchemy import text

from mirai_knowledge.accounts import jobs, service
from mirai_knowledge.kernel.config import Settings, SettingsError
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.accounts.doors import DAY, HOUR, Browser, Client, Travel

COUNTS = "SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM refresh_token), (SELECT count(*) FROM sign_in_throttle)"


def counts(database: Database) -> tuple[int, int, int]:
    with database.begin() as tx:
        jobs.forget_old(tx)
    with database.begin() as tx:
        sessions, tokens, tries = tx.execute(text(COUNTS)).one()
    return sessions, tokens, tries


def test_what_is_over_is_forgotten_after_its_time(client: Client, database: Database, travel: Travel) -> None:
    gone, kept = Browser(client), Browser(client)
    gone.enter(cast.safety)
    gone.sign_out()
    kept.enter(cast.quality)
    Browser(client).sign_in("nobody", "not-the-password")
    assert counts(database) == (2, 2, 2)
    travel(25 * HOUR)
    assert counts(database) == (2, 2, 0)
    assert kept.refresh().status == 200
    travel(8.5 * DAY)
    assert counts(database) == (2, 0, 0)
    travel(91 * DAY)
    assert counts(database) == (1, 0, 0)
    travel(121 * DAY)
    assert counts(database) == (0, 0, 0)


def test_a_file_of_breached_passwords_is_heeded(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "breached.txt"
    file.write_text("tetsu-to-mizu-to-hikari\nshort\n", encoding="utf-8")
    gate = service.open_gate(settings.model_copy(update={"breached_passwords_file": file}))
    (fault,) = gate.passwords.find_faults("Tetsu-To-Mizu-To-Hikari")
    assert fault.code == "password.breached"


def test_a_missing_file_of_breached_passwords_is_one_clear_line(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^MKS_BREACHED_PASSWORDS_FILE: .*missing\.txt"):
        service.open_gate(settings.model_copy(update={"breached_passwords_file": tmp_path / "missing.txt"}))
