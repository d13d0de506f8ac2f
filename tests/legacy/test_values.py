from datetime import UTC, date, datetime

import pytest

from mirai_knowledge.legacy.policy.fields import Fields
from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.raw import digest
from mirai_knowledge.legacy.policy.times import read_day, read_instant
from mirai_knowledge.legacy.schemas.source import Origin, RawObject


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-01-05T10:00:00", datetime(2026, 1, 5, 1, 0, tzinfo=UTC)),
        ("2026-01-10T09:30:00Z", datetime(2026, 1, 10, 9, 30, tzinfo=UTC)),
        ("2026-01-10T09:30:00+09:00", datetime(2026, 1, 10, 0, 30, tzinfo=UTC)),
        ("2025-05-21T11:49:50.761159", datetime(2025, 5, 21, 2, 49, 50, 761159, tzinfo=UTC)),
        ("2025-05-21 11:49", datetime(2025, 5, 21, 2, 49, tzinfo=UTC)),
        ("2026-01-07", datetime(2026, 1, 6, 15, 0, tzinfo=UTC)),
        ("2026/1/7", datetime(2026, 1, 6, 15, 0, tzinfo=UTC)),
        ("２０２６年０１月０７日", datetime(2026, 1, 6, 15, 0, tzinfo=UTC)),
        ("2026年1月7日 9:05", datetime(2026, 1, 7, 0, 5, tzinfo=UTC)),
    ],
)
def test_times_without_an_offset_are_japan_time(text: str, at: datetime) -> None:
    found = read_instant(text)
    assert found is not None
    assert found.at == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "未定",
        "2026-02-30",
        "2026-13-01",
        "0000-00-00",
        "1899-12-31",
        "9999-12-31",
        "2026-01-05T25:00",
        "26/1/7",
        "2026",
        "昨日",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_instant(text) is None


def test_a_day_is_the_one_in_japan() -> None:
    assert read_day("2026-01-07T23:00:00Z") == date(2026, 1, 8)


def fields(raw: RawObject) -> tuple[Fields, Findings]:
    findings = Findings()
    return Fields(Origin("x.json", "1"), raw, findings), findings


def codes(findings: Findings) -> set[tuple[str, str | None]]:
    return {(line.code, line.field) for line in findings.findings()}


def test_whatever_nobody_asked_for_is_kept_and_reported() -> None:
    record, findings = fields({"title": "x", "colour": "red", "empty": "", "nothing": None})
    assert record.line("title", limit=10) == "x"
    assert record.leave_rest() == {"colour": "red", "empty": "", "nothing": None}
    assert codes(findings) == {("field.without_place", "colour")}


def test_values_of_the_wrong_shape_are_kept_and_reported() -> None:
    record, findings = fields({"text": ["a"], "count": "many", "flag": "yes", "list": {"a": 1}, "at": 20260101, "ref": [1]})
    assert record.line("text", limit=10) is None
    assert record.count("count") is None
    assert record.flag("flag") is None
    assert record.lines("list", limit=10) == ()
    assert record.instant("at") is None
    assert record.reference("ref") is None
    assert record.leave_rest() == {"text": ["a"], "count": "many", "flag": "yes", "list": {"a": 1}, "at": 20260101, "ref": [1]}
    assert codes(findings) == {
        ("field.unreadable", "text"), ("field.unreadable", "count"), ("field.unreadable", "flag"), ("field.unreadable", "list"),
        ("time.unreadable", "at"), ("field.unreadable", "ref"),
    }  # fmt: skip


def test_lists_come_as_null_as_text_and_with_odd_items() -> None:
    record, findings = fields({"a": None, "b": "橋梁、補修, 橋梁", "c": ["x", "x", "", 5, None, ["y"], "長" * 60]})
    assert record.lines("a", limit=50) == ()
    assert record.lines("b", limit=50) == ("橋梁", "補修")
    assert record.lines("c", limit=50) == ("x", "5", "長" * 50)
    assert record.attributes["c"] == ["x", "x", "", 5, None, ["y"], "長" * 60]
    assert {("field.null_list", "a"), ("field.text_as_list", "b"), ("field.unreadable", "c"), ("field.too_long", "c")} == codes(
        findings
    )


def test_long_lines_are_cut_and_kept_whole() -> None:
    record, findings = fields({"title": "あ" * 20})
    assert record.line("title", limit=5) == "あああああ"
    assert record.attributes == {"title": "あ" * 20}
    assert codes(findings) == {("field.too_long", "title")}


def test_lists_longer_than_there_is_room_for_are_cut_and_kept_whole() -> None:
    record, findings = fields({"tags": ["一", "二", "三"]})
    assert record.lines("tags", limit=5, most=2) == ("一", "二")
    assert record.attributes == {"tags": ["一", "二", "三"]}
    assert codes(findings) == {("field.too_many", "tags")}


def test_lines_lose_breaks_and_blanks_at_their_ends_and_texts_lose_nothing() -> None:
    record, findings = fields({"title": "\u3000か\u3099\n橋 ", "body": " \r\n本文か\u3099 \n"})
    assert record.line("title", limit=50) == "が 橋"
    assert record.verbatim("body", limit=50) == " \r\n本文か\u3099 \n"
    assert codes(findings) == set()


def test_numbers_as_text_are_numbers() -> None:
    record, findings = fields({"views": " ２０ ", "likes": 3.0, "minus": -1, "true": True})
    assert (record.count("views"), record.count("likes"), record.count("minus"), record.count("true")) == (20, 3, None, None)
    assert ("field.number_as_text", "views") in codes(findings)


def test_objects_in_lists_leave_what_they_have_no_field_for() -> None:
    record, findings = fields({"comments": [{"user": "谷", "likes": 2}, "x", {"user": "川"}]})
    parts = record.objects("comments")
    assert [part.line("user", limit=10) for part in parts] == ["谷", "川"]
    assert record.attributes["comments"] == [{"user": "谷", "likes": 2}, "x", {"user": "川"}]
    record.leave("comments", parts)
    assert ("field.without_place", "comments[].likes") in codes(findings)


def test_a_hash_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"a": 1, "b": [1, {"c": 2, "d": 3}]}) == digest({"b": [1, {"d": 3, "c": 2}], "a": 1})
    assert digest({"a": 1}) != digest({"a": "1"})


def test_equal_findings_are_one_line_with_all_records() -> None:
    findings = Findings()
    for number in range(3):
        Fields(Origin("x.json", str(number)), {"at": "2026-01-05T10:00:00"}, findings).instant("at")
    (line,) = findings.findings()
    assert (line.code, line.count, line.ids) == ("time.naive", 3, ("0", "1", "2"))
