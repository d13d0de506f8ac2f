"""Public accident records: imported once, shown with their source, found apart from documents, and as similar cases."""

import json
from pathlib import Path
from typing import Any

import pytest

from mirai_knowledge.entry.findable import FindableDocuments, FindablePublicRecords, FindableTogether
from mirai_knowledge.incidents import intake
from mirai_knowledge.incidents.schemas.codes import ACCIDENT_TYPES, AGENT_GROUPS, AGENT_KINDS, AGENTS
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.command import run_mks
from tests.documents.doors import SignIn, missing
from tests.incidents.doors import HERE, reported

PUBLIC = "/api/v1/public-records"
SYSTEM = Actor.system("tests")
DATA = Path(__file__).parents[3] / "shared/data/fatal-accidents"


def record(number: int, **fields: Any) -> str:
    told = {
        "id": f"2022-D-{number:06}",
        "source": "mhlw/deaths-db",
        "year": 2022,
        "month": 12,
        "occurrenceTime": "8～10",
        "description": "足場の上で作業中に墜落し、死亡したもの。",
        "industry": {"majorCode": 3, "majorName": "建設業", "mediumCode": 301, "mediumName": "土木工事業",
                     "minorCode": 30106, "minorName": "道路建設工事業"},
        "workplaceSize": "1～9",
        "cause": {"majorCode": 4, "majorName": "仮設物、建築物、構築物等", "mediumCode": 41, "mediumName": "仮設物等",
                  "minorCode": 411, "minorName": "足場"},
        "accidentType": {"code": 1, "name": "墜落、転落"},
        **fields,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def bring(database: Database, *lines: str) -> Any:
    with database.begin() as tx:
        return intake.import_public(tx, SYSTEM, lines)


def test_the_lists_are_whole_and_hang_together() -> None:
    assert len(ACCIDENT_TYPES) == 21
    assert [ACCIDENT_TYPES[code] for code in (1, 9, 19, 90, 99)] == [
        "墜落、転落",
        "踏み抜き",
        "動作の反動、無理な動作",
        "その他",
        "分類不能",
    ]
    assert {code // 10 for code in AGENTS} == set(AGENT_KINDS)
    assert {code // 10 for code in AGENT_KINDS} == set(AGENT_GROUPS)


def test_records_that_say_the_same_are_one_and_importing_again_changes_nothing(database: Database, signed_in: SignIn) -> None:
    other = record(3, description="別の災害。", accidentType={"code": 6, "name": "激突され"})
    first = bring(
        database, record(1), record(2), other, "", "{", record(4, month=13), record(5, accidentType={"code": 20, "name": "?"})
    )
    assert (first.added, first.joined, first.known, len(first.refused)) == (2, 1, 0, 3)
    again = bring(database, record(1), record(2), other)
    assert (again.added, again.joined, again.known) == (0, 0, 3)
    page = signed_in(cast.partner).get(PUBLIC).body
    assert (page["total"], page["years"], "職場のあんぜんサイト" in page["source"], "加工して作成" in page["source"]) == (
        2, [2022], True, True,
    )  # fmt: skip
    shown = next(row for row in page["items"] if row["records"] == 2)
    assert shown["origin_ids"] == ["2022-D-000001", "2022-D-000002"]
    assert shown["industry"] == "建設業 ／ 土木工事業 ／ 道路建設工事業"
    assert signed_in(cast.partner).get(f"{PUBLIC}/{shown['id']}").body == shown
    assert signed_in(cast.partner).get(f"{PUBLIC}/{missing()}").body["code"] == "public_record.not_found"


def test_the_list_is_narrowed(database: Database, signed_in: SignIn) -> None:
    shop = {"majorCode": 8, "majorName": "商業", "mediumName": "小売業", "minorName": "新聞販売業"}
    bring(
        database,
        record(1),
        record(2, description="別の災害。", year=2021, industry=shop, accidentType={"code": 2, "name": "転倒"}),
    )
    person = signed_in(cast.construction)
    for query, count in (("q=足場", 1), ("accident_type=2", 1), ("year=2021", 1), ("construction=true", 1), ("agent=411", 2)):
        assert person.get(f"{PUBLIC}?{query}").body["total"] == count, query


def test_P160_importing_is_for_those_who_look_after_masters(
    database: Database, mks_environment: dict[str, str], tmp_path: Path, signed_in: SignIn
) -> None:
    file = tmp_path / "records-2022.jsonl"
    file.write_text("\n".join((record(1), record(2))), encoding="utf-8")
    ran = run_mks(mks_environment, "incident", "import-public", tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "追加 1 件、同じ記述にまとめた記録 1 件" in ran.stdout
    assert "出典: 厚生労働省" in ran.stdout
    missing_file = run_mks(mks_environment, "incident", "import-public", "/nowhere")
    assert (missing_file.returncode, "public_record.file_refused" in missing_file.stderr) == (2, True)
    assert signed_in(cast.admin).get(PUBLIC).body["total"] == 1


def test_public_records_stand_beside_documents_in_what_can_be_found(database: Database, signed_in: SignIn) -> None:
    bring(database, record(1))
    incident = reported(signed_in(cast.safety))
    both = FindableTogether(FindableDocuments(), FindablePublicRecords())
    assert (both.subjects, both.aside) == (("document", "public_record"), ("public_record",))
    with database.begin(read_only=True) as tx:
        ids = both.list_ids_after(tx, SYSTEM, None, limit=10)
        entries = {entry.kind: entry for entry in both.list_entries(tx, SYSTEM, ids)}
        assert set(entries) == {"incident", "public_record"}
        assert list(ids) == sorted(ids)
        partner = Actor(name="partner")
        assert both.list_open(tx, partner, ids) == frozenset()
        assert [named.name for named in both.list_facet_names(tx, SYSTEM, "kind", values=["public_record", "incident"])] == [
            "事故・ヒヤリ", "公的な事故記録",
        ]  # fmt: skip
    assert str(entries["incident"].id) == incident["id"]


def test_similar_cases_tell_why_and_keep_public_ones_apart(database: Database, signed_in: SignIn) -> None:
    bring(database, record(1), record(2, description="別の災害。", accidentType={"code": 13, "name": "感電"}))
    safety = signed_in(cast.safety)
    one = reported(safety, agent=411)
    other = reported(safety, agent=411, place="P3橋脚")
    reported(safety, accident_type=13, place="変電所")
    cases = safety.get(f"{HERE}/{one['code']}/similar").body
    assert [(case["code"], case["reasons"][:2]) for case in cases["own"]] == [(other["code"], ["同じ事故の型", "同じ起因物"])]
    assert [(case["title"], case["code"], case["reasons"][:2]) for case in cases["public"]] == [
        ("墜落、転落（道路建設工事業、2022年12月）", "", ["同じ事故の型", "同じ起因物"])
    ]
    assert "厚生労働省" in cases["source"]


@pytest.mark.realdata
def test_the_records_of_the_ministry_come_in_whole_and_once(database: Database, signed_in: SignIn) -> None:
    lines = [line for file in sorted(DATA.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]
    causes = [json.loads(line)["cause"] for line in lines]
    told = {(c["majorName"], c["mediumName"], c["minorName"].replace("荷姿のもの", "荷姿の物"), c["minorCode"]) for c in causes}
    assert told == {(AGENT_GROUPS[code // 100], AGENT_KINDS[code // 10], AGENTS[code], code) for *_, code in told}
    report = bring(database, *lines)
    assert report.refused == (), "every code of the data stands in the lists"
    assert report.added + report.joined == len(lines) > 1600
    assert bring(database, *lines).known == len(lines)
    person = signed_in(cast.construction)
    assert person.get(PUBLIC).body["total"] == report.added
    assert person.get(f"{PUBLIC}?construction=true&accident_type=1&agent=411").body["total"] > 10
