"""Drafts and the bin as files."""

from tests import cast
from tests.documents.doors import HERE, SignIn, start
from tests.edge.test_exports import sheet, table


def test_drafts_and_the_bin_leave_as_their_readers_see_them(signed_in: SignIn) -> None:
    quality, other = signed_in(cast.quality), signed_in(cast.safety)
    own = start(quality, "書きかけの要点")
    gone = start(other, "やめた文書")
    assert other.post(f"{HERE}/{gone['id']}/bin", {}).status < 300
    head, *rows = table(quality.get("/api/v1/exports/drafts"))
    assert [(row[0], row[2], row[3]) for row in rows] == [(own["code"], "書きかけの要点", "新規")]
    assert head[:4] == ["文書コード", "種類", "題名", "内容"]
    (_, *binned) = sheet(signed_in(cast.admin).get("/api/v1/exports/bin?format=xlsx"))
    assert [(row[0], row[2], row[4]) for row in binned] == [(gone["code"], "やめた文書", cast.safety.name)]
    assert table(signed_in(cast.construction).get("/api/v1/exports/bin"))[1:] == []
