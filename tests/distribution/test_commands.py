"""`mks distribution`: how it stands, from the console."""

import json

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.command import run_mks
from tests.distribution.doors import SignIn, kinds, must, published, say, sent


def test_the_console_lists_shows_and_tells_again(mks_environment: dict[str, str], signed_in: SignIn, database: Database) -> None:
    page = published(signed_in)
    made = sent(database, signed_in(cast.safety), page)["row"]["id"]
    engineer = signed_in(cast.engineer)
    say(engineer, must(engineer)[0])
    listed = run_mks(mks_environment, "distribution", "list", "--json")
    assert [(row["document"]["code"], row["tally"]["done"]) for row in json.loads(listed.stdout)] == [(page["code"], 1)]
    shown = run_mks(mks_environment, "distribution", "show", made, "--unconfirmed")
    assert cast.expert.name in shown.stdout
    assert cast.engineer.name not in shown.stdout
    assert "5人に知らせました" in run_mks(mks_environment, "distribution", "resend", made).stdout
    assert kinds(signed_in(cast.expert))[0] == "distribution.nudged"
