"""How long approvals take, with the requests behind the figures."""

import csv
import io

import pytest

from mirai_knowledge.kernel import clock
from tests import cast
from tests.approvals.doors import HERE, SignIn, Travel, approve, role, route, send_back, stage, submitted
from tests.cast import Member

HOUR = 3600.0


def test_P199_lead_times_by_month_stage_and_person(signed_in: SignIn, travel: Travel) -> None:
    route(signed_in(cast.admin), stage("支店", role("quality")), stage("本社", role("safety")))
    first = submitted(signed_in(cast.construction), "一件目")
    travel(2 * HOUR)
    approve(signed_in(cast.quality), first)
    travel(12 * HOUR)
    approve(signed_in(cast.safety), first)
    second = submitted(signed_in(cast.construction), "二件目")
    travel(16 * HOUR)
    approve(signed_in(cast.quality), second)
    approve(signed_in(cast.safety), second)
    send_back(signed_in(cast.quality), submitted(signed_in(cast.construction), "三件目"))

    told = signed_in(cast.admin).get(f"{HERE}/figures").body
    assert (told["whole"]["count"], told["whole"]["median_hours"], told["whole"]["p90_hours"]) == (2, 8.0, 11.2)
    assert (told["returned"], told["whole"]["late"]) == (1, 0)
    assert [(row["stage_name"], row["median_hours"]) for row in told["stages"]] == [("支店", 3.0), ("本社", 5.0)]
    people = {row["person"]["name"]: (row["count"], row["median_hours"]) for row in told["people"]}
    assert people == {cast.quality.name: (3, 2.0), cast.safety.name: (2, 5.0)}
    assert sum(row["count"] for row in told["months"]) == 2
    behind = signed_in(cast.admin).get(f"{HERE}/decided?limit=1").body
    assert ([row["title"] for row in behind["items"]], behind["items"][0]["hours"]) == (["一件目"], 12.0)
    rest = signed_in(cast.admin).get(f"{HERE}/decided?cursor={behind['next_cursor']}").body["items"]
    assert [(row["title"], row["hours"]) for row in rest] == [("二件目", 4.0)]
    file = signed_in(cast.admin).get("/api/v1/exports/approval-times?format=csv").content.decode("utf-8-sig")
    assert [row[1] for row in csv.reader(io.StringIO(file))] == ["題名", "一件目", "二件目"]


def test_P199_others_see_their_own_time_alone_and_an_empty_time_is_empty(signed_in: SignIn) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    route(admin, stage("支店", role("quality")), stage("本社", role("safety")))
    request = submitted(author)
    approve(signed_in(cast.quality), request)
    approve(signed_in(cast.safety), request)
    own = signed_in(cast.quality).get(f"{HERE}/figures").body
    assert [row["person"]["name"] for row in own["people"]] == [cast.quality.name]
    past = admin.get(f"{HERE}/figures?since=2020-01-01&until=2020-12-31").body
    assert (past["whole"]["count"], past["whole"]["median_hours"], past["stages"], past["people"]) == (0, None, [], [])
    assert admin.get(f"{HERE}/figures?until=2999-12-31").body["until"] == clock.today_jst().isoformat()


@pytest.mark.parametrize("member", [cast.construction, cast.partner])
def test_P199_who_may_not_decide_sees_no_figures(signed_in: SignIn, member: Member) -> None:
    refused = signed_in(member).get(f"{HERE}/figures")
    assert (refused.status, refused.body["rule"]) == (403, "P-199")
