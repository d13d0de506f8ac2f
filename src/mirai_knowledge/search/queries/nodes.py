"""Where the machines' indexes stand in the change feed."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from sqlalchemy import select, text

from mirai_knowledge.kernel import changes, clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.search.model import NodeRow
from mirai_knowledge.search.queries.folder import IndexReader
from mirai_knowledge.search.schemas import IndexStatus

MOST_UNREAD = 5_000
"""An index that is further behind than this is not asked at all."""
HEARTBEAT = "indexer:"


class Unread(Struct, frozen=True):
    """The index in use, and the things that changed since it last read the feed: of them it may say nothing."""

    index_name: str
    ids: Sequence[UUID]


def find_node(tx: Tx, _actor: Actor, node: str) -> NodeRow | None:
    """The machine's place in the feed, locked until the transaction ends; None when it has no index, or one of another
    cluster: after a restore the feed counts anew.
    """
    here = NodeRow.cluster == changes.get_cluster(tx)
    return tx.scalars(select(NodeRow).where(NodeRow.node == node, here).with_for_update()).one_or_none()


def find_unread(tx: Tx, _actor: Actor, node: str, *, subjects: Sequence[str]) -> Unread | None:
    """What the machine's index has not read; None when it has no index, or is too far behind to be asked."""
    statement = text(
        "SELECT node.index_name, ARRAY(SELECT DISTINCT change.subject_id FROM change "
        "WHERE (change.xact, change.id) > (node.xact, node.change_id) AND change.subject_kind = ANY(:subjects) "
        "LIMIT :limit) AS ids "
        "FROM search_node node WHERE node.node = :node AND node.cluster = (pg_control_system()).system_identifier"
    )
    row = tx.execute(statement, {"node": node, "subjects": list(subjects), "limit": MOST_UNREAD + 1}).one_or_none()
    return None if row is None or len(row.ids) > MOST_UNREAD else Unread(row.index_name, row.ids)


def get_status(tx: Tx, _actor: Actor, reader: IndexReader, *, subjects: Sequence[str]) -> IndexStatus:
    """How the index of this machine stands: whether it can be read, how far behind it is, when its indexer was seen."""
    statement = text(
        "SELECT node.index_name, beat.at AS seen, (beat.detail ->> 'building')::int AS building, unread.waiting, unread.since "
        "FROM (SELECT CAST(:node AS text) AS name) asked "
        "LEFT JOIN search_node node ON node.node = asked.name "
        "AND node.cluster = (pg_control_system()).system_identifier "
        "LEFT JOIN heartbeat beat ON beat.process = :process "
        "LEFT JOIN LATERAL (SELECT count(*) AS waiting, min(change.at) AS since FROM change "
        "WHERE (change.xact, change.id) > (node.xact, node.change_id) AND change.subject_kind = ANY(:subjects)) unread ON true"
    )
    row = tx.execute(statement, {"node": reader.node, "process": HEARTBEAT + reader.node, "subjects": list(subjects)}).one()
    searcher = reader.find_searcher(row.index_name) if row.index_name else None
    now = clock.now()
    return IndexStatus(
        node=reader.node,
        usable=searcher is not None,
        documents=searcher.num_docs if searcher is not None else 0,
        waiting=row.waiting,
        lag_seconds=round(max(0.0, (now - row.since).total_seconds()), 1) if row.since else 0.0,
        seen_seconds_ago=round(max(0.0, (now - row.seen).total_seconds()), 1) if row.seen else None,
        building=row.building,
    )
