"""Small invented folders of the old system's files, and plans of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.vocabulary import Masters
from mirai_knowledge.legacy.schemas.mapping import WordMapping
from mirai_knowledge.legacy.schemas.planned import (
    PlannedKnowledge,
    PlannedPerson,
    PlannedProject,
    PlannedRegulation,
    PlannedSop,
)
from mirai_knowledge.legacy.schemas.report import Finding
from mirai_knowledge.legacy.schemas.source import Refused
from mirai_knowledge.legacy.service.folder import read_folder
from mirai_knowledge.legacy.service.planning import Planner, Surroundings

MASTERS = Masters(
    work_types={"舗装工": "pavement", "土工": "earthwork"},
    regulation_categories={"道路・土工": "reg_road", "安全衛生": "reg_safety"},
    sop_categories={"施工": "sop_construction", "安全": "sop_safety"},
    categories={"施工計画": "construction_plan", "品質管理": "quality", "安全衛生": "safety"},
)
# Invented passwords at the least cost, so that checking them takes no time.
HASH_1 = "$2b$04$abcdefghijklmnopqrstuuKcV0Is0rHVnqzqm2oUSoFyVLoTJcF9m"
HASH_2 = "$2b$04$abcdefghijklmnopqrstuuKcV0Is0rHVnqzqm2oUSoFyVLoTJcF9n"


def user(**given: JsonValue) -> dict[str, JsonValue]:
    usual: dict[str, JsonValue] = {
        "id": 1, "username": "tsuchiya", "password_hash": HASH_1, "full_name": "土屋 現", "department": "工事部",
        "email": "tsuchiya@example.co.jp", "roles": ["engineer"], "is_active": True,
    }  # fmt: skip
    return usual | given


def expert(**given: JsonValue) -> dict[str, JsonValue]:
    usual: dict[str, JsonValue] = {
        "id": 1, "name": "谷川 岩男", "email": "tanigawa@example.co.jp", "department": "技術本部",
        "specialties": ["トンネル工学"], "answer_count": 5, "best_answer_count": 2, "rating": 4.5,
    }  # fmt: skip
    return usual | given


def project(**given: JsonValue) -> dict[str, JsonValue]:
    usual: dict[str, JsonValue] = {
        "id": 1, "name": "白沢橋架替 (S-31)", "description": "橋を架け替える。", "work_section": "A工区", "work_type": "舗装工",
        "start_date": "2026-01-15", "end_date": "2030-03-31", "status": "in_progress",
    }  # fmt: skip
    return usual | given


def knowledge(**given: JsonValue) -> dict[str, JsonValue]:
    usual: dict[str, JsonValue] = {
        "id": 1, "title": "寒中コンクリートの養生", "summary": "凍らせない。", "content": "【手順】\n- 覆う\n- 温める\n",
        "category": "品質管理", "tags": ["養生", "冬"], "status": "approved", "priority": "high", "owner": "工事部",
        "created_by_id": 1, "updated_by_id": 1, "created_at": "2026-01-05T10:00:00", "updated_at": "2026-01-07T10:00:00",
        "views": 20, "likes": 3,
    }  # fmt: skip
    return usual | given


def sop(**given: JsonValue) -> dict[str, JsonValue]:
    usual: dict[str, JsonValue] = {
        "id": 1, "title": "打設の標準", "category": "施工", "purpose": "品質を保つ", "scope": "橋脚",
        "steps": [{"step_number": 1, "title": "点検", "description": "見る", "responsible": "職長", "estimated_time": "65分"}],
        "checklist": [{"id": 1, "item": "保護具", "required": True}], "precautions": ["雨は中止"],
        "references": [{"title": "示方書", "url": "https://example.com/1"}], "related_sops": [],
        "revision_date": "2026-01-07T11:49:50", "version": "v2.2",
        "revision_history": [{"version": "v1.0", "date": "2025-01-07", "author": "土屋 現", "changes": "制定"}], "tags": ["打設"],
    }  # fmt: skip
    return usual | given


def regulation(**given: JsonValue) -> dict[str, JsonValue]:
    usual: dict[str, JsonValue] = {
        "id": 1, "title": "土工の手引き 2024改訂", "issuer": "研究所", "category": "道路・土工", "revision_date": "2024-04-01",
        "applicable_scope": ["盛土", "切土"], "summary": "含水比を改めた。", "content": "第1条（目的） 締固めを確かにする。",
        "status": "active", "created_at": "2024-04-01T00:00:00", "updated_at": "2024-04-02T00:00:00", "created_by_id": 1,
    }  # fmt: skip
    return usual | given


def write_folder(path: Path, **files: Sequence[object]) -> Path:
    """`write_folder(tmp_path, users=[…])` writes users.json."""
    for name, records in files.items():
        (path / f"{name}.json").write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Planned:
    """A planned folder."""

    people: list[PlannedPerson]
    projects: list[PlannedProject]
    documents: list[PlannedKnowledge]
    sops: list[PlannedSop]
    regulations: list[PlannedRegulation]
    refused: list[Refused]
    findings: Findings

    def found(self, code: str, field: str | None = None) -> list[Finding]:
        """The findings of a sort, about one field when it is given."""
        return [line for line in self.findings.findings() if line.code == code and (field is None or line.field == field)]


def around(mapping: WordMapping | None = None) -> Surroundings:
    """An installation with a few masters, into which nothing was loaded yet."""
    return Surroundings(mapping=mapping or WordMapping(), masters=MASTERS)


def plan(path: Path, surroundings: Surroundings | None = None) -> Planned:
    planner = Planner(read_folder(path), surroundings or around())
    people, projects, documents = planner.people(), planner.projects(), tuple(planner.knowledge())
    sops, regulations = tuple(planner.sops()), tuple(planner.regulations())
    return Planned(
        people=[item for item in people if isinstance(item, PlannedPerson)],
        projects=[item for item in projects if isinstance(item, PlannedProject)],
        documents=[item for item in documents if isinstance(item, PlannedKnowledge)],
        sops=[item for item in sops if isinstance(item, PlannedSop)],
        regulations=[item for item in regulations if isinstance(item, PlannedRegulation)],
        refused=[item for item in (*people, *projects, *documents, *sops, *regulations) if isinstance(item, Refused)],
        findings=planner.findings,
    )
