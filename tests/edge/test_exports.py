"""Lists as files: what a spreadsheet reads is what the page shows, for whoever may, and the log says who took it along."""

import csv
import io
import json
import urllib.parse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
from python_calamine import CalamineWorkbook

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.lists import Asked, Column, ExportedList, TooManyRows, all_lists, write_list
from mirai_knowledge.kernel.paging import Page
from mirai_knowledge.kernel.rights import all_rules
from tests import cast
from tests.cast import Member
from tests.conftest import Answer, SignedIn

SignIn: TypeAlias = Callable[[Member], SignedIn]
HERE = "/api/v1/exports"
# What a list needs besides its filters, to be asked for at all.
SITE = "project=01977420-0000-7000-8000-00000000ffff"
NEEDED = {
    "checklist-runs": "document=SOP-000001",
    "editions": "document=SOP-000001",
    "distribution-figures": "which=overdue",
    "receipts": "distribution=01977420-0000-7000-8000-00000000ffff",
    **dict.fromkeys(("milestones", "project-companies", "project-hours", "project-members", "project-progress"), SITE),
}
FILES = {
    "/approval-deputies": "approval-deputies", "/approvals/decided": "approval-times",
    "/approvals": "approvals", "/audit": "audit", "/bin": "bin",
    "/categories": "categories", "/companies": "companies", "/consultations": "consultations", "/distributions": "distributions",
    "/distributions/figures/receipts": "distribution-figures",
    "/distributions/{distribution_id}/receipts": "receipts", "/documents": "documents",
    "/documents/{ref}/checklist-runs": "checklist-runs", "/documents/{ref}/editions": "editions", "/drafts": "drafts",
    "/deliveries": "deliveries",
    "/experts": "experts", "/incident-actions": "incident-actions", "/incidents": "incidents", "/people": "people",
    "/must-reads": "must-reads",
    "/laws/abbreviations": "law-abbreviations", "/projects": "projects", "/projects/{project_id}/hours": "project-hours",
    "/projects/{project_id}/progress": "project-progress", "/public-records": "public-records", "/tasks": "tasks",
    "/work-types": "work-types",
}  # fmt: skip
"""The list behind each route that gives one."""
PARTS_OF_PAGES = {
    "laws", "milestones", "project-companies", "project-members",
}  # fmt: skip
"""Lists that stand within a page, or narrow another."""
NO_FILES = {
    "/approval-routes": "settings with stages, no table", "/approval-rules": "settings in an order",
    "/audit/tags": "choices of a filter", "/auth/sessions": "devices of the reader", "/notices": "messages to the reader",
    "/distribution-groups": "settings", "/distribution-rules": "settings in an order", "/distribution-templates": "settings",
    "/documents/{ref}/distributions": "part of the page", "/documents/{ref}/must-reads": "part of the page",
    "/documents/{ref}/receipt-questions": "a conversation", "/projects/{project_id}/distributions": "part of the page",
    "/consultations/proposals": "choices of a form", "/documents/{ref}/approvals": "part of the page, printed with it",
    "/documents/{ref}/articles": "the text of a law", "/documents/{ref}/articles/text": "the text of a law",
    "/documents/{ref}/articles/{article}/resting": "part of the page", "/documents/{ref}/attachments": "files themselves",
    "/documents/{ref}/comments": "a conversation", "/documents/{ref}/grants": "part of a form",
    "/documents/{ref}/people-to-name": "choices of a form", "/documents/{ref}/related": "part of the page",
    "/laws/articles": "choices of a form",
    "/mail-tray": "mails to read", "/projects/{project_id}/companies-to-add": "choices of a form",
    "/projects/{project_id}/people-to-add": "choices of a form", "/rights": "columns of the roles",
    "/roles": "a matrix of switches", "/search/suggest": "choices while typing",
}  # fmt: skip
"""Routes that give items and no file, and why."""


def table(answer: Answer) -> list[list[str]]:
    """The file as Excel reads it: the mark at its beginning says UTF-8, lines end as Windows ends them."""
    assert answer.status == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.content.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def sheet(answer: Answer) -> list[list[object]]:
    assert answer.status == 200, answer.text
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return [list(row) for row in rows]


def add(person: SignedIn, code: str, **fields: object) -> None:
    answer = person.post("/api/v1/projects", {"code": code, "name": f"青葉橋 {code}", **fields})
    assert answer.status == 201, answer.text


def test_every_list_can_be_taken_along_or_says_why_not() -> None:
    document = json.loads(Path("docs/reference/openapi.json").read_text(encoding="utf-8"))
    given = set()
    for path, item in document["paths"].items():
        shapes = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {}).values()
        names = {shape.get("schema", {}).get("$ref", "").rpartition("/")[2] for shape in shapes}
        if any("items" in document["components"]["schemas"].get(name, {}).get("properties", {}) for name in names):
            given.add(path.removeprefix("/api/v1"))
    assert given == FILES.keys() | NO_FILES.keys()
    assert {entry.name for entry in all_lists()} == set(FILES.values()) | PARTS_OF_PAGES


def test_a_list_has_the_rows_filters_and_order_of_the_page(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    add(admin, "G-002", status="in_progress", starts_on="2026-04-01", ends_on="2027-03-31")
    add(admin, "G-001", client="青葉県土木部")
    add(admin, "G-003", status="in_progress")
    rows = table(admin.get(f"{HERE}/projects?format=csv"))
    assert [row[0] for row in rows] == ["工事番号", "G-001", "G-002", "G-003"]
    assert rows[2][1] == "青葉橋 G-002"
    assert rows[2][5:9] == ["施工中", "", "2026-04-01", "2027-03-31"]
    narrowed = table(admin.get(f"{HERE}/projects?format=csv&status=in_progress&q={urllib.parse.quote('青葉橋')}"))
    assert [row[0] for row in narrowed[1:]] == ["G-002", "G-003"]


def test_excel_has_days_as_days_and_a_name_in_japanese(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    add(admin, "G-001", starts_on="2026-04-01")
    answer = admin.get(f"{HERE}/projects?format=xlsx")
    rows = sheet(answer)
    assert rows[1][:2] == ["G-001", "青葉橋 G-001"]
    assert rows[1][7] == date(2026, 4, 1)
    assert rows[1][9] == 0
    plain, _, full = answer.headers["content-disposition"].partition("; filename*=UTF-8''")
    assert plain.startswith('attachment; filename="projects_2')
    assert urllib.parse.unquote(full).startswith("現場一覧_")
    assert urllib.parse.unquote(full).endswith(".xlsx")


def test_instants_are_written_in_japans_time(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    add(admin, "G-001")
    entry = admin.get("/api/v1/audit?tag=project.added").body["items"][0]
    at = datetime.fromisoformat(entry["at"])
    (_, row) = table(admin.get(f"{HERE}/audit?tag=project.added"))
    (_, cells) = sheet(admin.get(f"{HERE}/audit?tag=project.added&format=xlsx"))
    told = datetime.fromisoformat(row[0] + "+09:00")
    assert abs((told - at).total_seconds()) < 1
    assert isinstance(cells[0], datetime)
    assert abs((cells[0] - told.replace(tzinfo=None)).total_seconds()) < 1


def test_what_a_spreadsheet_would_calculate_is_text(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "＝cmd|'/c calc'!A1"]
    for at, name in enumerate(hostile):
        add(admin, f"G-{at}", client=name)
    assert [row[3] for row in table(admin.get(f"{HERE}/projects"))[1:]] == [f"'{name}" for name in hostile]
    assert [row[3] for row in sheet(admin.get(f"{HERE}/projects?format=xlsx"))[1:]] == hostile


@pytest.mark.parametrize("name", [entry.name for entry in all_lists()])
def test_P140_every_list_leaves_only_for_those_who_see_it_and_may_export(name: str, signed_in: SignIn) -> None:
    entry = next(one for one in all_lists() if one.name == name)
    for member in (cast.admin, cast.safety, cast.engineer, cast.partner):
        person = signed_in(member)
        held = {grant["right"] for grant in person.get("/api/v1/auth/me").body["rights"]}
        for file_format in ("csv", "xlsx"):
            answer = person.get(f"{HERE}/{name}?format={file_format}&{NEEDED.get(name, '')}".rstrip("&"))
            if "list.export" not in held:
                assert (answer.status, answer.body["rule"]) == (403, "P-140")
            elif entry.sees.right is not None and entry.sees.right.code not in held:
                assert (answer.status, answer.body["rule"]) == (403, entry.sees.number)
            else:
                assert answer.status in {200, 404}, answer.text


def test_P140_a_partner_is_refused_before_anything_is_read(signed_in: SignIn) -> None:
    refused = signed_in(cast.partner).get(f"{HERE}/projects")
    assert (refused.status, refused.body["rule"]) == (403, "P-140")
    assert "P-140" in {rule.number for rule in all_rules()}


def test_every_export_stands_in_the_log_with_its_filters_and_no_words_searched_for(signed_in: SignIn) -> None:
    admin, safety = signed_in(cast.admin), signed_in(cast.safety)
    add(admin, "G-001")
    table(safety.get(f"{HERE}/projects?status=live&q={urllib.parse.quote('青葉橋')}"))
    (entry,) = admin.get("/api/v1/audit?tag=list.exported").body["items"]
    assert (entry["actor"]["name"], entry["subject"]["label"]) == (cast.safety.name, "現場一覧")
    told = {part["name"]: part["value"] for part in entry["detail"]}
    assert (told["行数"], told["形式"], told["絞り込み"]) == ("1", "csv", "status=live")
    assert "青葉橋" not in str(entry)


def test_an_unknown_format_or_filter_is_named(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    for query, field in (("format=pdf", "format"), ("colour=red", "colour"), ("status=lost", "status")):
        answer = admin.get(f"{HERE}/projects?{query}")
        assert (answer.status, [fault["field"] for fault in answer.body["fields"]]) == (422, [field])


def test_an_empty_list_has_its_head_alone(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    assert len(table(admin.get(f"{HERE}/projects"))) == 1
    assert len(sheet(admin.get(f"{HERE}/projects?format=xlsx"))) == 1


class TestLongLists:
    """The writer alone, over rows that no database holds."""

    def test_more_rows_than_a_file_holds_are_refused_in_words(self, database: Database, tmp_path: Path) -> None:
        def read(_tx: object, _actor: object, _wanted: object, *, cursor: str | None, limit: int) -> Page[int]:
            return Page(tuple(range(limit)), "more")

        endless = ExportedList[object, int]("endless", "長い一覧", all_rules()[0], read, (Column("番号", lambda row: row),))
        with database.begin(read_only=True) as tx, (tmp_path / "x").open("wb") as file:
            asked = Asked(tx, Actor.system("tests"), None)
            with pytest.raises(TooManyRows) as refused:
                write_list(file, endless, asked, file_format="csv", folder=tmp_path)
        assert "300,000 行まで" in refused.value.detail
