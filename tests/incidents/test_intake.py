"""Incidents of the former system: each record is held with every field, contradictions and all."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from mirai_knowledge.incidents import intake
from mirai_knowledge.incidents.schemas.intake import LoadIncidents
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import new_id
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import SignIn
from tests.incidents.doors import HERE, act, move, show

DATA = Path(__file__).parents[3] / "shared/data/legacy-json"
SYSTEM = Actor.system("tests")
STATES = {"reported": "reported", "investigating": "investigating", "action_plan": "action_plan", "resolved": "closed"}
ACTIONS = {"pending": "planned", "in_progress": "in_progress", "completed": "done"}
TYPES = {"accident": "accident", "damage": "property_damage", "near_miss": "near_miss"}
HIDDEN = ("involved_parties", "reporter")


def instant(text: str) -> str:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Tokyo")).isoformat()


def people(names: list[str]) -> list[dict[str, object]]:
    return [{"id": f"p{at}", "part": "involved", "name": name} for at, name in enumerate(names, 1)]


def told_in_details(raw: dict[str, Any]) -> dict[str, object]:
    return {
        "title": raw["title"],
        "type": TYPES[raw["type"]],
        "severity": raw["severity"],
        "occurred_at": instant(raw["occurred_at"]),
        "place": raw["location"],
        "description": raw["description"],
        "people": people(raw["involved_parties"]),
        "timeline": [
            {"id": f"e{at}", "at": instant(event["time"]), "title": event["event"], "text": event["details"]}
            for at, event in enumerate(raw["timeline"], 1)
        ],
        "causes": [{"id": f"c{at}", "text": text} for at, text in enumerate(raw["root_causes"], 1)],
        "photos": [
            {
                "id": f"f{photo['id']}",
                "address": photo["url"],
                "caption": photo["caption"],
                "taken_at": instant(photo["taken_at"]),
            }
            for photo in raw["photos"]
        ],
    }


def of_details(raw: dict[str, Any]) -> dict[str, object]:
    """A record of incidents_details.json."""
    return {
        "file": "incidents_details.json",
        "origin_id": str(raw["id"]),
        "raw": {key: value for key, value in raw.items() if key not in HIDDEN},
        "told": told_in_details(raw),
        "state": STATES[raw["status"]],
        "actions": [
            {
                "text": each["action"],
                "owner_name": each["responsible"],
                "due_on": each["deadline"],
                "state": ACTIONS[each["status"]],
            }
            for each in raw["corrective_actions"]
        ],
        "steps": [
            {"state": STATES[step["status"]], "at": instant(step["date"]), "by_name": step["user"]}
            for step in raw["status_history"]
        ],
        "tags": list(dict.fromkeys(raw["tags"])),
        "reporter_name": raw["reporter"],
        "created_at": instant(raw["occurred_at"]),
        "updated_at": instant(raw["status_history"][-1]["date"]),
    }


def of_list(raw: dict[str, Any]) -> dict[str, object]:
    """A record of incidents.json: an action as an object, a date without a time, parties without accounts."""
    told = {
        "title": raw["title"],
        "type": "near_miss",
        "severity": raw["severity"],
        "occurred_at": instant(raw["incident_date"]),
        "time_known": False,
        "place": raw["location"],
        "description": raw["description"],
        "people": people(raw["involved_parties"]),
        "causes": [{"id": "c1", "text": raw["root_cause"]}],
    }
    return {
        "file": "incidents.json",
        "origin_id": str(raw["id"]),
        "raw": {key: value for key, value in raw.items() if key not in HIDDEN},
        "told": told,
        "state": STATES[raw["status"]],
        "actions": [{"text": text} for text in raw["corrective_actions"].values()],
        "tags": raw["tags"],
        "reporter_name": f"移行元の利用者 {raw['reporter_id']}",
        "created_at": instant(raw["created_at"]),
        "updated_at": instant(raw["updated_at"]),
    }


def load(database: Database, *records: dict[str, object]) -> list[UUID]:
    command = LoadIncidents.model_validate({"run": new_id(), "items": records})
    with database.begin() as tx:
        return list(intake.load_incidents(tx, SYSTEM, command))


def page_and_names(person: SignedIn, key: UUID) -> tuple[Any, dict[str, str], dict[str, str]]:
    page = show(person, {"id": str(key)})
    names = person.post(f"{HERE}/{key}/names").body
    return page, {shown["key"]: shown["name"] for shown in names["people"]}, {w["field"]: w["text"] for w in names["wordings"]}


def same_instant(one: str | None, other: str) -> bool:
    return one is not None and datetime.fromisoformat(one) == datetime.fromisoformat(instant(other))


@pytest.mark.realdata
def test_every_field_of_the_generated_incidents_is_found_again(database: Database, signed_in: SignIn) -> None:
    records = json.loads((DATA / "incidents_details.json").read_text(encoding="utf-8"))
    safety = signed_in(cast.safety)
    for raw, key in zip(records, load(database, *map(of_details, records)), strict=True):
        page, names, wordings = page_and_names(safety, key)
        content = page["content"]
        assert list(names.values()) == raw["involved_parties"] or sorted(names.values()) == sorted(raw["involved_parties"])
        assert (page["type"]["code"], page["severity"]["code"], page["state"]["code"]) == (
            TYPES[raw["type"]], raw["severity"], STATES[raw["status"]],
        )  # fmt: skip
        assert same_instant(page["occurred_at"], raw["occurred_at"])
        assert page["reporter"]["name"] == raw["reporter"]
        for field, place in (("title", "title"), ("place", "location"), ("description", "description")):
            assert wordings.get(field, content[field]) == raw[place].strip(), field
        assert [(row["title"], row["text"]) for row in content["timeline"]] == [
            (event["event"], event["details"]) for event in raw["timeline"]
        ]
        assert all(
            same_instant(row["at"], event["time"]) for row, event in zip(content["timeline"], raw["timeline"], strict=True)
        )
        assert [row["text"] for row in content["causes"]] == raw["root_causes"]
        assert [(row["address"], row["caption"]) for row in content["photos"]] == [
            (p["url"], p["caption"]) for p in raw["photos"]
        ]
        assert [(row["text"], row["owner"]["name"], row["due_on"], row["state"]["code"]) for row in page["actions"]] == [
            (each["action"], each["responsible"], each["deadline"], ACTIONS[each["status"]]) for each in raw["corrective_actions"]
        ]
        assert [(step["state"]["code"], step["by"]["name"]) for step in page["steps"]] == [
            (STATES[step["status"]], step["user"]) for step in raw["status_history"]
        ]
        assert (page["flags"] != []) is (raw["status"] == "resolved"), "resolved with open actions is kept and flagged"
        said = json.dumps(content, ensure_ascii=False)
        assert not [name for name in raw["involved_parties"] if name in said], "no name stands in the edition"
        document = safety.get(f"/api/v1/documents/{page['code']}").body
        assert document["tags"] == list(dict.fromkeys(raw["tags"]))


@pytest.mark.realdata
def test_every_field_of_the_handmade_incidents_is_found_again(database: Database, signed_in: SignIn) -> None:
    records = json.loads((DATA / "incidents.json").read_text(encoding="utf-8"))
    safety = signed_in(cast.safety)
    for raw, key in zip(records, load(database, *map(of_list, records)), strict=True):
        page, names, wordings = page_and_names(safety, key)
        content = page["content"]
        assert sorted(names.values()) == sorted(raw["involved_parties"])
        assert (content["title"], content["place"], content["time_known"]) == (raw["title"], raw["location"], False)
        assert wordings.get("description", content["description"]) == raw["description"]
        assert [row["text"] for row in page["actions"]] == [raw["corrective_actions"]["action"]]
        assert page["actions"][0]["owner"] is None
        assert [row["text"] for row in content["causes"]] == [raw["root_cause"]]
        happened = datetime.fromisoformat(page["occurred_at"]).astimezone(ZoneInfo("Asia/Tokyo"))
        assert happened.date().isoformat() == raw["incident_date"]
        assert page["flags"] == ["終結していますが、終わっていない是正処置があります。"]


def test_the_rules_bind_the_next_move_of_a_contradictory_record(database: Database, signed_in: SignIn) -> None:
    raw: dict[str, object] = {
        "file": "x.json", "origin_id": "1", "state": "closed", "reporter_name": "前の人",
        "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-02-01T00:00:00Z",
        "told": {"type": "property_damage", "occurred_at": "2025-01-01T00:00:00Z", "description": "配管を傷つけた。",
                 "causes": [{"id": "c1", "text": "埋設物の確認不足"}]},
        "actions": [{"text": "試掘をする", "owner_name": "前の人", "state": "done"}, {"text": "図面を直す"}],
    }  # fmt: skip
    (key,) = load(database, raw)
    safety, incident = signed_in(cast.safety), {"id": str(key)}
    page = show(safety, incident)
    assert (page["type"]["name"], page["flags"]) == ("物損事故", ["終結していますが、終わっていない是正処置があります。"])
    assert act(safety, page["actions"][0], "verify").status == 200
    assert act(safety, page["actions"][1], "complete", note="直した").status == 200
    assert move(safety, incident, "reopen", reason="是正が残っている").status == 200
    names = [move(safety, incident).body.get("code") for _ in range(4)]
    assert names[-1] == "incident.actions_still_open"
