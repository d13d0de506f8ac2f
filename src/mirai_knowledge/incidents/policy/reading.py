"""An incident as the Markdown it is read, indexed and printed from. Pure functions."""

import re
from collections.abc import Iterator
from datetime import datetime

from mirai_knowledge.incidents.schemas import IncidentContent, InvolvedPerson, TimelineEvent
from mirai_knowledge.incidents.schemas.codes import (
    ABSENCES,
    ACCIDENT_TYPES,
    AGE_GROUPS,
    AGENT_GROUPS,
    AGENTS,
    CAUSE_FIELDS,
    CONSEQUENCES,
    LIKELIHOODS,
    SEVERITIES,
    TYPES,
)
from mirai_knowledge.kernel.clock import JST

# CommonMark 0.31, 2.4: any ASCII punctuation may be escaped; what people type into a field is never markup.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_MARGIN = re.compile(r"^[ \t]+", re.MULTILINE)


def as_markdown(content: IncidentContent) -> str:
    """What happened, when, where, to whom, why, and what is done about it, each under its heading; what is empty is left out."""
    return "\n\n".join(block for block in _blocks(content) if block) + "\n"


def when_text(at: datetime, *, time_known: bool = True) -> str:
    """2026年11月28日 14:05, as it was in Japan."""
    here = at.astimezone(JST)
    day = f"{here.year}年{here.month}月{here.day}日"
    return f"{day} {here:%H:%M}" if time_known else day


def agent_text(code: int) -> str:
    """足場（仮設物、建築物、構築物等）."""
    return f"{AGENTS[code]}（{AGENT_GROUPS[code // 100]}）"


def person_text(person: InvolvedPerson) -> str:
    """Everything told of a person in one line, after the label."""
    facts = [
        AGE_GROUPS.get(person.age_group, ""),
        person.occupation,
        person.company,
        person.injury,
        ABSENCES.get(person.absence, ""),
        f"休業{person.lost_days}日" if person.lost_days is not None else "",
    ]
    return "、".join(fact for fact in facts if fact)


def facts_of(content: IncidentContent) -> Iterator[tuple[str, str]]:
    """The short facts by name, in the order of the page; what is empty is left out."""
    yield "種類", TYPES[content.type] if content.type else ""
    yield "発生日時", when_text(content.occurred_at, time_known=content.time_known) if content.occurred_at else ""
    yield "場所", content.place
    yield "天候", content.weather
    yield "作業", content.work
    yield "機械・設備", content.machine
    yield "事故の型", ACCIDENT_TYPES[content.accident_type] if content.accident_type else ""
    yield "起因物", agent_text(content.agent) if content.agent else ""
    degree = ""
    if content.likelihood and content.consequence:
        degree = f"（可能性: {LIKELIHOODS[content.likelihood]}、結果: {CONSEQUENCES[content.consequence]}）"
    yield "重大さ", f"{SEVERITIES[content.severity]}{degree}"


def plain(text: str) -> str:
    """The text so that Markdown shows exactly its characters."""
    return _PUNCTUATION.sub(r"\\\1", _MARGIN.sub("", text))


def _blocks(content: IncidentContent) -> Iterator[str]:
    yield "\n".join(f"- **{name}** {_line(value)}" for name, value in facts_of(content) if value)
    if content.description.strip():
        yield f"## 何が起きたか\n\n{plain(content.description)}"
    if content.immediate.strip():
        yield f"## 応急の処置\n\n{plain(content.immediate)}"
    yield from _photos(content)
    if content.people:
        yield "## 当事者"
        yield "\n".join(f"- **{_line(person.label)}** {_line(person_text(person))}" for person in content.people)
    if content.timeline:
        yield "## 時系列"
        yield "\n".join(f"- {_event(event)}" for event in content.timeline)
    yield from _causes(content)
    if content.actions:
        yield "## 是正処置"
        yield "\n".join(f"{at}. {_line(action.text)}" for at, action in enumerate(content.actions, 1))


def _photos(content: IncidentContent) -> Iterator[str]:
    if content.photos:
        yield "## 写真"
    for at, photo in enumerate(content.photos, 1):
        name = _line(photo.caption) or f"写真 {at}"
        yield f"![{name}](attachment:{photo.picture})" if photo.picture else f"{name} {_line(photo.address)}".strip()


def _causes(content: IncidentContent) -> Iterator[str]:
    if content.causes:
        yield "## 原因"
        lines = []
        for cause in content.causes:
            field = f"**{CAUSE_FIELDS[cause.field]}** " if cause.field else ""
            lines.append(f"- {field}{_line(cause.text)}")
        yield "\n".join(lines)
    if content.whys:
        yield "## なぜなぜ分析"
        yield "\n".join(f"{at}. {_line(why.text)}" for at, why in enumerate(content.whys, 1))


def _event(event: TimelineEvent) -> str:
    when = f"**{when_text(event.at)}** " if event.at else ""
    return f"{when}{_line(' '.join(part for part in (event.title, event.text) if part))}"


def _line(text: str) -> str:
    return plain(" ".join(text.split()))
