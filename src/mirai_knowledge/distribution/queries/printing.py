"""What is printed: the proof of a distribution, and a morning meeting with its signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.distribution.model import Distribution, Receipt
from mirai_knowledge.distribution.policy import P_201, P_208
from mirai_knowledge.distribution.queries.distributions import get_distribution, get_met, get_row, list_sent_documents
from mirai_knowledge.distribution.queries.meetings import get_meeting, list_attendees, list_signatures
from mirai_knowledge.distribution.queries.receipts import WantedReceipts, list_receipts
from mirai_knowledge.distribution.schemas.commands import BOX
from mirai_knowledge.distribution.schemas.views import MeetingPlan, MeetingView, ReceiptRow, SignatureView
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas.views import ProjectName
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.paging import MAX_ROWS
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import queries as projects
from mirai_knowledge.projects.schemas import ListProjects

PRINTED_ROWS = 10_000
SITES = 200


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """The data of a PDF, its pictures as SVG by the name the data uses, its file name, and the document it is about."""

    data: dict[str, JsonValue]
    pictures: dict[str, bytes]
    name: str
    document_id: UUID


def get_plan(tx: Tx, actor: Actor, distribution_id: UUID, *, project_id: UUID | None) -> MeetingPlan:
    """What a morning meeting needs: the sites, and the people of the chosen one. Rule P-208; raises DistributionNotFound and
    ProjectNotFound.
    """
    require(actor, P_208)
    row = get_met(tx, actor, distribution_id)
    if project_id is not None:
        projects.get_for_poster(tx, actor, project_id)
    live = projects.list_projects(tx, actor, ListProjects(status="live"), limit=SITES).items
    edition = documents.find_in_force(tx, actor, row.document_id)
    shown = edition.id if edition is not None else row.edition_id
    return MeetingPlan(
        document=list_sent_documents(tx, actor, {shown})[shown],
        edition_no=documents.list_edition_numbers(tx, actor, [shown])[shown],
        summary=edition.summary if edition is not None else "",
        message=row.message,
        projects=tuple(ProjectName(site.id, site.code, site.name) for site in live),
        people=list_attendees(tx, actor, row.id, project_id=project_id) if project_id is not None else (),
    )


def get_meeting_view(tx: Tx, actor: Actor, meeting_id: UUID) -> MeetingView:
    """A morning meeting with everybody who signed. Rule P-208; raises MeetingNotFound."""
    require(actor, P_208)
    meeting, distribution, row = get_meeting(tx, actor, meeting_id)
    return MeetingView(
        row=row,
        distribution_id=distribution.id,
        document=list_sent_documents(tx, actor, {meeting.edition_id})[meeting.edition_id],
        edition_no=documents.list_edition_numbers(tx, actor, [meeting.edition_id])[meeting.edition_id],
        note=meeting.note,
        signatures=tuple(
            SignatureView(
                name=each.name,
                company=each.company,
                has_account=each.person_id is not None,
                strokes=tuple(tuple((point[0], point[1]) for point in stroke) for stroke in each.strokes),
            )
            for each in list_signatures(tx, actor, meeting.id)
        ),
    )


def get_meeting_sheet(tx: Tx, actor: Actor, meeting_id: UUID) -> PrintedSheet:
    """A morning meeting as it is printed. Rule P-208; raises MeetingNotFound."""
    view = get_meeting_view(tx, actor, meeting_id)
    pictures = {f"{place}.svg": drawn(each.strokes) for place, each in enumerate(view.signatures) if each.strokes}
    people: list[JsonValue] = [
        {
            "no": place + 1,
            "name": each.name,
            "company": each.company,
            "account": each.has_account,
            "sign": f"{place}.svg" if each.strokes else "",
        }
        for place, each in enumerate(view.signatures)
    ]
    site = view.row.project
    data: dict[str, JsonValue] = {
        "code": view.document.code,
        "title": view.document.title,
        "edition": f"第{view.edition_no}版" if view.edition_no is not None else "",
        "site": f"{site.code} {site.name}",
        "held": _at(view.row.held_at),
        "led": view.row.led_by,
        "note": view.note,
        "people": people,
    }
    day = view.row.held_at.astimezone(clock.JST)
    return PrintedSheet(data, pictures, f"{view.document.code}_朝礼記録_{site.code}_{day:%Y%m%d}.pdf", view.document.id)


def get_proof_sheet(tx: Tx, actor: Actor, distribution_id: UUID) -> PrintedSheet:
    """The proof of a distribution as it is printed. Rule P-201; raises DistributionNotFound."""
    require(actor, P_201)
    view = get_distribution(tx, actor, distribution_id)
    row, tally = view.row, view.row.tally
    rows = _all_receipts(tx, actor, distribution_id)
    people: list[JsonValue] = [_line(place, each) for place, each in enumerate(rows, 1)]
    former: list[JsonValue] = [_former(each) for each in _list_former(tx, actor, distribution_id)]
    data: dict[str, JsonValue] = {
        "code": row.document.code,
        "title": row.document.title,
        "edition": f"第{row.edition_no}版" if row.edition_no is not None else "",
        "sender": row.sender.name,
        "audience": row.audience_words,
        "message": view.message,
        "sent": _at(row.sent_at),
        "due": _at(row.due_at),
        "printed": _at(clock.now()),
        "confirm": row.confirm,
        "counts": [tally.total, tally.opened, tally.done, tally.total - tally.done, tally.done_late],
        "left_out": [each.name for each in view.left_out],
        "left_out_count": view.left_out_count,
        "people": people,
        "former": former,
        "meetings": [f"{_at(each.held_at)} {each.project.name}（{each.people}人）" for each in view.meetings],
    }
    return PrintedSheet(data, {}, f"{row.document.code}_周知記録_{clock.today_jst():%Y%m%d}.pdf", row.document.id)


def drawn(strokes: Sequence[Sequence[tuple[int, int]]]) -> bytes:
    """The lines of a signature as SVG."""
    lines = "".join(f'<polyline points="{" ".join(f"{x},{y}" for x, y in _visible(stroke))}"/>' for stroke in strokes)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BOX[0]} {BOX[1]}" fill="none" stroke="#1f1f1b" '
    return f'{head}stroke-width="5" stroke-linecap="round" stroke-linejoin="round">{lines}</svg>'.encode()


def _visible(stroke: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    # A dot is a line of no length, which nothing draws.
    return stroke if len(stroke) > 1 else (stroke[0], (stroke[0][0] + 1, stroke[0][1]))


def _all_receipts(tx: Tx, actor: Actor, distribution_id: UUID) -> list[ReceiptRow]:
    rows: list[ReceiptRow] = []
    cursor = None
    while len(rows) < PRINTED_ROWS:
        page = list_receipts(tx, actor, WantedReceipts(distribution_id), cursor=cursor, limit=MAX_ROWS)
        rows += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    return rows


def _list_former(tx: Tx, actor: Actor, distribution_id: UUID) -> list[Receipt]:
    # What was confirmed of older editions proves itself, though it is not asked any more.
    row: Distribution = get_row(tx, actor, distribution_id)
    held = (Receipt.distribution_id == row.id, ~Receipt.is_current)
    return list(tx.scalars(select(Receipt).where(*held).order_by(Receipt.answered_at, Receipt.id).limit(PRINTED_ROWS)))


def _line(place: int, each: ReceiptRow) -> JsonValue:
    words = {"read": "読みました", "unclear": "わからない"}
    return {
        "no": place,
        "name": each.person.name,
        "company": each.company or "",
        "edition": f"第{each.edition_no}版" if each.edition_no is not None else "",
        "delivered": _at(each.delivered_at),
        "opened": _at(each.opened_at),
        "answered": _at(each.answered_at),
        "reply": words.get(each.reply or "", "") + ("（朝礼）" if each.at_meeting else ""),
        "late": each.late,
    }


def _former(each: Receipt) -> JsonValue:
    return {"name": each.name, "answered": _at(each.answered_at)}


def _at(at: datetime | None) -> str:
    return f"{at.astimezone(clock.JST):%Y/%m/%d %H:%M}" if at is not None else ""
