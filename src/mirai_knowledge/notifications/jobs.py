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
    done: tuple[service.Claim, Outcome] | None = None
    while True:
        try:
            with database.begin() as tx:
                if done is not None:
                    service.record_outcome(tx, SENDER, done[0], outcome=done[1])
                claim = None if stopped() or _is_away(done) else service.claim_next(tx, SENDER, channel)
        except (DatabaseAway, DBAPIError):
            if done is not None:
                _record_later(database, *done)
            raise
        if claim is None:
            if done is not None and isinstance(done[1], ChannelAway):
                raise done[1]
            return
        done = claim, _outcome(line, claim)


def _outcome(line: Line, claim: service.Claim) -> Outcome:
    try:
        return line.send(claim.message)
    except (SendRefused, SendLater, ChannelAway) as fault:
        return fault


def _is_away(done: tuple[service.Claim, Outcome] | None) -> bool:
    return done is not None and isinstance(done[1], ChannelAway)


def _record_later(database: Database, claim: service.Claim, outcome: Outcome) -> None:
    # The message has left: forgetting that would send it twice, so the database is waited for.
    for _ in range(RECORD_TRIES):
        time.sleep(1)
        try:
            with database.begin() as tx:
                service.record_outcome(tx, SENDER, claim, outcome=outcome)
                return
        except (DatabaseAway, DBAPIError):
            continue


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
    """Kept mails are gone after a month."""
    service.forget_old(tx, SENDER)
