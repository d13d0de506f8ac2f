"""From what is told to what is kept: labels for people, texts without names. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from mirai_knowledge.incidents.model import Incident
from mirai_knowledge.incidents.policy.masking import Masker, masked_fields, next_label
from mirai_knowledge.incidents.policy.texts import place_name, texts_of, with_texts
from mirai_knowledge.incidents.schemas import IncidentContent
from mirai_knowledge.incidents.schemas.codes import ACCIDENT_TYPES, PARTS, TYPES, severity_of
from mirai_knowledge.incidents.schemas.commands import TellIncident, TellPerson
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.errors import JsonValue

MASKED = "「{place}」に人の氏名があったため、伏せて保存しました。氏名は当事者の欄にだけ入力してください。"


@dataclass(frozen=True, slots=True)
class Name:
    """Who stands behind a label."""

    name: str
    person_id: UUID | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of an incident before this save, with the names as they are to be from now on."""

    content: IncidentContent = field(default_factory=IncidentContent)
    names: Mapping[str, Name] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be kept: the content, the names by person, the texts as typed, and what to tell the writer."""

    content: dict[str, Any]
    names: Mapping[str, Name]
    wordings: Mapping[str, str]
    warnings: tuple[str, ...]


def take_out(content: dict[str, JsonValue], masker: Masker, *, kept: Kept) -> Prepared:
    """The content as the masker leaves it, and what it took out."""
    before = texts_of(kept.content.model_dump(mode="json"))
    texts = texts_of(content)
    clean, touched = masked_fields(texts, masker)
    wordings = {place: texts[place] for place in touched}
    for place, text in kept.wordings.items():
        if place not in wordings and place in texts and texts[place] == before.get(place):
            wordings[place] = text
    places = dict.fromkeys(place_name(place) for place in touched)
    return Prepared(
        content=with_texts(content, clean),
        names=kept.names,
        wordings=wordings,
        warnings=tuple(MASKED.format(place=place) for place in places),
    )


def content_of(told: TellIncident, former: IncidentContent) -> dict[str, JsonValue]:
    """What is told as content; labels of people who were there stay, corrective actions are the former ones."""
    values: dict[str, Any] = told.model_dump(mode="json", exclude={"people", "severity"})
    values["title"] = told.title or title_of(told)
    values["people"] = _people(told.people, former)
    values["severity"] = _severity(told)
    values["actions"] = [action.model_dump(mode="json") for action in former.actions]
    values["language"] = former.language
    return values


def title_of(told: TellIncident) -> str:
    """What an incident is called when nobody says: 墜落、転落（ヒヤリ・ハット） P2橋脚."""
    kind = ACCIDENT_TYPES[told.accident_type] if told.accident_type is not None else ""
    name = f"{kind}（{TYPES[told.type]}）" if kind else TYPES[told.type]
    return f"{name} {told.place}".strip()[:300]


def put_facts(row: Incident, content: Mapping[str, JsonValue]) -> None:
    """The row says what the content says, for lists."""
    parsed = IncidentContent.model_validate(content)
    row.type, row.severity = parsed.type or "near_miss", parsed.severity
    row.occurred_at = parsed.occurred_at or clock.now()
    row.accident_type, row.agent, row.place = parsed.accident_type, parsed.agent, parsed.place


def _people(told: tuple[TellPerson, ...], former: IncidentContent) -> list[dict[str, Any]]:
    labels = {person.id: person.label for person in former.people}
    parts = {person.id: person.part for person in former.people}
    taken = set(labels.values())
    rows = []
    for person in told:
        if parts.get(person.id) == person.part:
            label = labels[person.id]
        else:
            label = next_label(PARTS[person.part], taken)
            taken.add(label)
        values = person.model_dump(mode="json", exclude={"name", "person_id"})
        rows.append({**values, "label": label})
    return rows


def _severity(told: TellIncident) -> str:
    if told.likelihood is not None and told.consequence is not None:
        return severity_of(told.likelihood, told.consequence)
    return told.severity or "medium"
