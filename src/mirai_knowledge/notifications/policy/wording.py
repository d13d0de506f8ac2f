"""The words around notices that leave the house, in the language of their reader. What a notice says is its writer's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from mirai_knowledge.kernel.clock import JST
from mirai_knowledge.notifications.schemas.channels import Words

SHORT_CHARS = 300
SUBJECT_CHARS = 200
MOST_IN_DIGEST = 50


@dataclass(frozen=True, slots=True)
class Item:
    """A notice as it leaves the house."""

    title: str
    body: str
    link: str | None
    stream: str
    importance: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of one language."""

    critical: str
    high: str
    streams: dict[str, str]
    times: str
    digest_subject: str
    digest_lead: str
    more: str
    button: str
    why: str
    foot: str
    product: str


JA = Frame(
    critical="【緊急】",
    high="【重要】",
    streams={"mandatory": "【必読】", "duty": "【担当】", "subscription": ""},
    times="（ほか同じ件で{count}件）",
    digest_subject="【まとめ】お知らせ {count} 件（{day}）",
    digest_lead="{day} までに届いたお知らせです。",
    more="ほかに {count} 件あります。",
    button="開く",
    why="なぜ届いたか: {why}",
    foot="届け方は「アカウント」の「通知設定」で変えられます。このメールには返信できません。",
    product="ミライ ナレッジ",
)
EN = Frame(
    critical="[Emergency] ",
    high="[Important] ",
    streams={"mandatory": "[Must read] ", "duty": "[Your turn] ", "subscription": ""},
    times=" (and {count} more on this)",
    digest_subject="[Digest] {count} notices ({day})",
    digest_lead="What you were told until {day}.",
    more="There are {count} more.",
    button="Open",
    why="Why you get this: {why}",
    foot='Change how you are told under "Account", "Notices by mail and push". Please do not answer this mail.',
    product="Mirai Knowledge",
)
FRAMES = {"ja": JA, "en": EN}


def compose(items: Sequence[Item], *, language: str, base_url: str, digest: bool, now: datetime) -> Words:
    """One message of these notices, oldest first: a digest, or the latest of some repeats with their number."""
    frame = FRAMES.get(language, JA)
    return _digest(items, frame, base_url, now) if digest and len(items) > 1 else _single(items, frame, base_url)


def prefix(item: Item, frame: Frame) -> str:
    """What stands before the title, the most urgent word first."""
    urgent = {"critical": frame.critical, "high": frame.high}.get(item.importance, "")
    return urgent or frame.streams.get(item.stream, "")


def _single(items: Sequence[Item], frame: Frame, base_url: str) -> Words:
    last = items[-1]
    title = prefix(last, frame) + last.title + (frame.times.format(count=len(items) - 1) if len(items) > 1 else "")
    link = base_url + (last.link or "/notices")
    why = frame.why.format(why=last.why) if last.why else ""
    text = "\n\n".join(
        part for part in (title, last.body, f"{frame.button}: {link}", why, f"-- \n{frame.product}\n{frame.foot}") if part
    )
    inner = f"{_heading(title)}{_paragraph(last.body)}{_button(frame.button, link)}{_note(why)}"
    return Words(
        language="en" if frame is EN else "ja",
        subject=_cut(title, SUBJECT_CHARS),
        text=text,
        html=_page(inner, frame),
        title=_cut(title, SUBJECT_CHARS),
        short=_cut(last.body, SHORT_CHARS),
        why=why,
        button=frame.button,
        link=link,
    )


def _digest(items: Sequence[Item], frame: Frame, base_url: str, now: datetime) -> Words:
    local = now.astimezone(JST)
    day = f"{local.month}/{local.day}"
    title = frame.digest_subject.format(count=len(items), day=day)
    lead = frame.digest_lead.format(day=day)
    shown = items[:MOST_IN_DIGEST]
    more = frame.more.format(count=len(items) - len(shown)) if len(items) > len(shown) else ""

    def line(item: Item) -> str:
        link = f"{base_url}{item.link or '/notices'}"
        return f"■ {prefix(item, frame)}{item.title}\n{_cut(item.body, SHORT_CHARS)}\n{link}\n({frame.why.format(why=item.why)})"

    lines = [line(item) for item in shown]
    text = "\n\n".join(part for part in (lead, *lines, more, f"-- \n{frame.product}\n{frame.foot}") if part)
    blocks = "".join(
        f"{_heading(prefix(item, frame) + item.title)}{_paragraph(_cut(item.body, SHORT_CHARS))}"
        f"{_button(frame.button, base_url + (item.link or '/notices'))}{_note(frame.why.format(why=item.why))}"
        for item in shown
    )
    return Words(
        language="en" if frame is EN else "ja",
        subject=title,
        text=text,
        html=_page(f"{_paragraph(lead)}{blocks}{_paragraph(more)}", frame),
        title=title,
        short=_cut("\n".join(item.title for item in shown), SHORT_CHARS),
        why="",
        button=frame.button,
        link=f"{base_url}/notices",
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _heading(text: str) -> str:
    return f'<h2 style="font-size:17px;margin:24px 0 8px">{escape(text)}</h2>'


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 12px;white-space:pre-line">{escape(text)}</p>' if text else ""


def _button(text: str, link: str) -> str:
    return (
        f'<p style="margin:0 0 12px"><a href="{escape(link)}" style="display:inline-block;padding:10px 22px;background:#2f5d3a;'
        f'color:#ffffff;text-decoration:none;border-radius:6px">{escape(text)}</a></p>'
    )


def _note(text: str) -> str:
    return f'<p style="margin:0 0 12px;color:#555;font-size:13px">{escape(text)}</p>' if text else ""


def _page(inner: str, frame: Frame) -> str:
    return (
        '<!doctype html><html><head><meta charset="utf-8"></head><body style="margin:0;padding:16px;'
        "font-family:'Yu Gothic UI','Hiragino Sans','Noto Sans JP',sans-serif;font-size:15px;line-height:1.7;color:#1b1b1b\">"
        f'<div style="max-width:640px">{inner}<hr style="border:0;border-top:1px solid #ccc;margin:24px 0 8px">'
        f'<p style="color:#555;font-size:12px">{escape(frame.product)}<br>{escape(frame.foot)}</p></div></body></html>'
    )
