"""The demonstration incidents: in every state, with late and finished actions, and names that nobody but a few may see."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

from mirai_knowledge.entry.demo.documents import NAMES, ago
from mirai_knowledge.incidents import intake
from mirai_knowledge.incidents.schemas.intake import LoadIncident, LoadIncidents
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id

WAY = ("reported", "investigating", "action_plan", "correcting", "verifying", "closed")
TOLD = ("type", "place", "weather", "accident_type", "agent", "work", "likelihood", "consequence", "description", "immediate")
TEN_O_CLOCK = timedelta(hours=1)
"""The days of the demonstration begin at nine."""


def read_incidents() -> Sequence[Mapping[str, Any]]:
    """The incidents as their file tells of them."""
    text = (files(__package__) / "incidents.toml").read_text(encoding="utf-8")
    found: list[Mapping[str, Any]] = tomllib.loads(text)["incident"]
    return found


def load(tx: Tx, actor: Actor, *, people: Mapping[str, PersonId], projects: Mapping[str, UUID]) -> None:
    """The incidents are there in their states. Nobody is told."""
    items = tuple(_record(at, told, people, projects) for at, told in enumerate(read_incidents(), 1))
    intake.load_incidents(tx, actor, LoadIncidents(run=new_id(), items=items))


def _record(number: int, told: Mapping[str, Any], people: Mapping[str, PersonId], projects: Mapping[str, UUID]) -> LoadIncident:
    happened = min(ago(told["days"]) + TEN_O_CLOCK, clock.now() - TEN_O_CLOCK)
    way = WAY[: WAY.index(told["state"]) + 1]
    pause = (clock.now() - happened) / (len(way) + 1)
    steps = [
        {
            "state": state,
            "at": happened + pause * place + timedelta(minutes=20),
            "by_id": people[told["by"] if place == 0 else "safety"],
            "by_name": NAMES[told["by"] if place == 0 else "safety"],
        }
        for place, state in enumerate(way)
    ]
    values = {
        "file": "demo-incidents",
        "origin_id": str(number),
        "told": {**{field: told[field] for field in TOLD if field in told}, "occurred_at": happened, **_rows(told, happened)},
        "state": told["state"],
        "actions": [_action(action, people) for action in told.get("actions", ())],
        "steps": steps,
        "project_id": projects[told["site"]],
        "reporter_id": people[told["by"]],
        "reporter_name": NAMES[told["by"]],
        "created_at": steps[0]["at"],
        "updated_at": steps[-1]["at"],
    }
    return LoadIncident.model_validate(values)


def _rows(told: Mapping[str, Any], happened: Any) -> dict[str, Any]:
    return {
        "people": [{"id": f"p{at}", **person} for at, person in enumerate(told.get("people", ()), 1)],
        "timeline": [
            {"id": f"e{at}", "title": event["title"], "at": happened + timedelta(hours=event["hour"] - 10)}
            for at, event in enumerate(told.get("timeline", ()), 1)
        ],
        "causes": [{"id": f"c{at}", **cause} for at, cause in enumerate(told.get("causes", ()), 1)],
        "whys": [{"id": f"w{at}", "text": text} for at, text in enumerate(told.get("whys", ()), 1)],
    }


def _action(action: Mapping[str, Any], people: Mapping[str, PersonId]) -> dict[str, Any]:
    owner = action.get("owner")
    return {
        "text": action["text"],
        "owner_id": people[owner] if owner else None,
        "owner_name": NAMES[owner] if owner else action["owner_name"],
        "due_on": clock.today_jst() + timedelta(days=action["due"]),
        "effect_weeks": action.get("weeks"),
        "state": action.get("state", "planned"),
    }
