"""The pumps that bring deliveries out of the house, one for each channel, so that a broken one holds up no other."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from sqlalchemy.exc import DBAPIError

from mirai_knowledge.kernel import jobs
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database, DatabaseAway, Tx
from mirai_knowledge.notifications import service
from mirai_knowledge.notifications.schemas.channels import (
    CHANNELS,
    ChannelAway,
    ChannelCode,
    Line,
    SendLater,
    SendRefused,
    Sent,
    outbound,
)

SENDER = Actor.system("notifications.send")
EVERY = timedelta(seconds=1)
RECORD_TRIES = 60
Outcome = Sent | SendRefused | SendLater | ChannelAway


def send_due(channel: ChannelCode, database: Database, stopped: Callable[[], bool]) -> None:
    """All that is due by the channel now is sent, one message after the other over one line, or the channel is away."""
    with database.begin() as tx:
        if not service.prepare(tx, SENDER, channel):
            return
    way = outbound().channels.get(channel)
    if way is None:
        _fill_tray(database, channel, stopped)
        return
    try:
        with way.open() as line:
            _send_all(database, line, channel, stopped)
    except ChannelAway as away:
        with database.begin() as tx:
            service.note_away(tx, SENDER, channel, words=str(away))


def _send_all(database: Database, line: Line, channel: ChannelCode, stopped: Callable[[], bool]) -> None:
    while not stopped():
        with database.begin() as tx:
            claim = service.claim_next(tx, SENDER, channel)
        if claim is None:
            return
        outcome = _outcome(line, claim)
        _record(database, claim, outcome)
        if isinstance(outcome, ChannelAway):
            raise outcome


def _outcome(line: Line, claim: service.Claim) -> Outcome:
    try:
        return line.send(claim.message)
    except (SendRefused, SendLater, ChannelAway) as fault:
        return fault


def _record(database: Database, claim: service.Claim, outcome: Outcome) -> None:
    # At once and alone: whoever dies before this is committed sends the message again. Having left, it is not forgotten
    # while the database is away.
    for last in (*(False,) * RECORD_TRIES, True):
        try:
            with database.begin() as tx:
                service.record_outcome(tx, SENDER, claim, outcome=outcome)
                return
        except (DatabaseAway, DBAPIError):
            if last:
                raise
            time.sleep(1)


def _fill_tray(database: Database, channel: ChannelCode, stopped: Callable[[], bool]) -> None:
    while not stopped():
        with database.begin() as tx:
            claim = service.claim_next(tx, SENDER, channel)
            if claim is None:
                return
            service.keep_in_tray(tx, SENDER, claim)


for code in CHANNELS:
    jobs.pump(f"notifications.{code}", every=EVERY, run=partial(send_due, code))


@jobs.beat("notifications.forget", every=timedelta(hours=6))
def forget_old(tx: Tx) -> None:
    """Kept mails are gone after a month, deliveries after two years."""
    service.forget_old(tx, SENDER)
