"""What the plan makes of laws and standards."""

from datetime import date
from pathlib import Path

from tests.legacy.folders import plan, regulation, user, write_folder


def test_a_standard_keeps_every_field(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, users=[user()], regulations=[regulation()]))
    (made,) = planned.regulations
    assert (made.title, made.issuer, made.standing, made.state) == ("土工の手引き 2024改訂", "研究所", "active", "published")
    assert (made.category, made.revised_on, made.applicable_scope) == ("reg_road", date(2024, 4, 1), ("盛土", "切土"))
    assert (made.summary, made.body) == ("含水比を改めた。", "第1条（目的） 締固めを確かにする。")
    assert made.creator is not None
    assert made.attributes == {}


def test_what_cannot_be_held_is_kept_and_told(tmp_path: Path) -> None:
    odd = regulation(
        status="失効",
        category="河川",
        url="どこか",
        effective_date="2024-04-01",
        revision_date="来春",
        applicable_scope="盛土、切土",
        notes="控え",
    )
    empty = regulation(id=3, content=None, summary="")
    planned = plan(write_folder(tmp_path, regulations=[odd, regulation(id=2, title=" "), empty]))
    made, bare = planned.regulations
    assert (made.standing, made.state, made.category, made.url) == ("失効", "draft", None, "")
    assert (made.applicable_scope, made.effective_on) == (("盛土", "切土"), date(2024, 4, 1))
    kept = {"status": "失効", "category": "河川", "url": "どこか", "revision_date": "来春", "notes": "控え", "created_by_id": 1}
    assert made.attributes == kept
    assert bare.state == "draft"
    assert [item.reason for item in planned.refused] == ["題名がない"]
    assert {line.field for line in planned.findings.findings()} >= {*kept, "title", "applicable_scope"}
