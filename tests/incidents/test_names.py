"""Names of people involved: never in an edition, opened by a right, each opening recorded."""

import json
from typing import Any

import pytest
from sqlalchemy import text

from mirai_knowledge.incidents.policy.masking import MEMBER, Known, Masker, is_name, next_label
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.documents.doors import SignIn, tags
from tests.incidents.doors import CAUSE, HERE, act, change, move, planned, reported, show, site_of

NAME, FAMILY = "野々村 大介", "野々村"
VICTIM = {
    "id": "a",
    "part": "victim",
    "name": NAME,
    "age_group": "50s",
    "occupation": "型枠工",
    "absence": "over4",
    "lost_days": 14,
}
WARNING = "「何が起きたか」に人の氏名があったため、伏せて保存しました。氏名は当事者の欄にだけ入力してください。"
HOLDS = 'SELECT 1 FROM "{name}" t WHERE t::text LIKE :name'
STORY = f"{NAME}が脚立から落ちた。{FAMILY}さんは右足を打った。野々村　大介の声で気づいた。"


def hurt(signed_in: SignIn, site: Any = None, **fields: object) -> Any:
    told = {"type": "accident", "description": STORY, "people": [VICTIM], **fields}
    return reported(signed_in(cast.construction), site, **told)


def names(signed_in: SignIn, member: Any, incident: Any) -> Any:
    return signed_in(member).post(f"{HERE}/{incident['id']}/names")


def test_a_name_never_stands_in_an_edition_nor_anywhere_else_that_is_read(signed_in: SignIn, database: Database) -> None:
    site = site_of(signed_in)
    page = hurt(signed_in, site)
    assert page["content"]["description"] == "被災者Aが脚立から落ちた。被災者Aは右足を打った。被災者Aの声で気づいた。"
    assert page["content"]["people"][0]["label"] == "被災者A"
    assert page["warnings"] == [WARNING]
    admin = signed_in(cast.admin)
    seen = [
        show(admin, page), admin.get(f"/api/v1/documents/{page['code']}").body, admin.get(HERE).body,
        admin.get(f"/api/v1/audit?subject_id={page['id']}").body, signed_in(cast.safety).get("/api/v1/notices").body,
    ]  # fmt: skip
    assert FAMILY not in json.dumps(seen, ensure_ascii=False)
    with database.begin(read_only=True) as tx:
        tables = tx.execute(text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")).scalars()
        holding = {name for name in tables.all() if tx.execute(text(HOLDS.format(name=name)), {"name": f"%{FAMILY}%"}).first()}
    assert holding == {"incident_person", "incident_wording"}


def test_a_name_stands_in_no_reason_and_no_note_either(signed_in: SignIn) -> None:
    safety, quality = signed_in(cast.safety), signed_in(cast.quality)
    page = hurt(signed_in, weather=f"晴 {NAME}", causes=[CAUSE])
    assert page["content"]["weather"] == "晴 被災者A"
    assert move(safety, page, reason=f"{NAME}の調査を始める").status == 200
    assert change(safety, page, reason=f"{FAMILY}さんの件を直す", work="締付け").status == 200
    action = planned(safety, page)
    assert act(safety, action, "complete", note=f"{NAME}に教えた").status == 200
    history = f"/api/v1/documents/{page['code']}/editions"
    seen = [
        show(quality, page),
        quality.get(history).body,
        signed_in(cast.admin).get(f"/api/v1/audit?subject_id={page['id']}").body,
    ]
    said = json.dumps(seen, ensure_ascii=False)
    assert FAMILY not in said
    for words in ("被災者Aの調査を始める", "被災者Aの件を直す", "被災者Aに教えた"):
        assert words in said


def test_members_of_the_site_are_taken_out_of_texts_too(signed_in: SignIn) -> None:
    site = site_of(signed_in)
    manager = cast.site_manager.name
    page = hurt(signed_in, site, description=f"合図者は{manager}だった。")
    assert page["content"]["description"] == f"合図者は{MEMBER}だった。"
    assert manager not in json.dumps(page["content"], ensure_ascii=False)


def test_P158_safety_and_administrators_see_names_and_it_is_recorded(signed_in: SignIn) -> None:
    page = hurt(signed_in)
    for member in (cast.safety, cast.admin):
        assert show(signed_in(member), page)["can"]["see_names"] is True
        shown = names(signed_in, member, page)
        assert shown.status == 200, shown.text
        assert [(person["label"], person["name"]) for person in shown.body["people"]] == [("被災者A", NAME)]
        assert shown.body["wordings"] == [{"field": "description", "text": STORY}]
    assert tags(signed_in(cast.admin), page["id"]).count("incident.names_shown") == 2


def test_P158_a_site_manager_sees_names_of_own_sites_alone(signed_in: SignIn) -> None:
    here = hurt(signed_in, site_of(signed_in))
    elsewhere = hurt(signed_in)
    assert names(signed_in, cast.site_manager, here).status == 200
    refused = names(signed_in, cast.site_manager, elsewhere)
    assert (refused.status, refused.body["rule"]) == (403, "P-158")
    assert show(signed_in(cast.site_manager), elsewhere)["can"]["see_names"] is False


@pytest.mark.parametrize("member", [cast.quality, cast.construction, cast.expert, cast.partner])
def test_P158_nobody_else_sees_names(signed_in: SignIn, member: Any) -> None:
    page = hurt(signed_in, site_of(signed_in))
    refused = names(signed_in, member, page)
    assert (refused.status, refused.body["rule"]) == (403, "P-158")
    assert "incident.names_shown" not in tags(signed_in(cast.admin), page["id"])


def test_who_may_not_see_names_changes_the_text_and_keeps_them(signed_in: SignIn) -> None:
    page = hurt(signed_in, immediate=f"{FAMILY}さんを病院へ運んだ。")
    quality = signed_in(cast.quality)
    assert change(quality, page, immediate="病院へ運び、家族に連絡した。").status == 200
    shown = names(signed_in, cast.safety, page).body
    assert [person["name"] for person in shown["people"]] == [NAME]
    assert [wording["field"] for wording in shown["wordings"]] == ["description"], "the text that was rewritten holds no name"
    people = [{"id": "a", "part": "victim"}, {"id": "b", "part": "witness", "name": "高梨 実"}]
    answer = change(quality, page, people=people, causes=[{"id": "c1", "field": "man", "text": "高梨さんの合図を待たなかった"}])
    assert [row["label"] for row in answer.body["content"]["people"]] == ["被災者A", "目撃者A"]
    assert answer.body["content"]["causes"][0]["text"] == "目撃者Aの合図を待たなかった"
    shown = names(signed_in, cast.safety, page).body
    assert [person["name"] for person in shown["people"]] == ["高梨 実", NAME] or len(shown["people"]) == 2


def test_a_label_stays_when_others_go_and_a_name_can_be_taken_away(signed_in: SignIn) -> None:
    page = hurt(signed_in, people=[VICTIM, {"id": "b", "part": "victim"}])
    safety = signed_in(cast.safety)
    answer = change(safety, page, people=[{"id": "b", "part": "victim"}, {"id": "c", "part": "victim", "name": None}])
    assert [row["label"] for row in answer.body["content"]["people"]] == ["被災者B", "被災者C"]
    assert names(signed_in, cast.safety, page).body["people"] == []


def test_a_name_in_a_corrective_action_is_taken_out(signed_in: SignIn) -> None:
    page = hurt(signed_in)
    action = planned(signed_in(cast.safety), page, text=f"{FAMILY}さんの持ち場を見直す")
    assert action["text"] == "被災者Aの持ち場を見直す"
    assert show(signed_in(cast.quality), page)["content"]["actions"][0]["text"] == action["text"]


def test_a_comment_on_an_incident_names_nobody_involved(signed_in: SignIn) -> None:
    page = hurt(signed_in)
    door, construction = f"/api/v1/documents/{page['code']}/comments", signed_in(cast.construction)
    said = construction.post(door, json={"body": f"{FAMILY}さんに聞きました。大介さんは元気です。"})
    assert said.status == 201, said.body
    assert construction.get(door).body["items"][0]["body"] == "被災者Aに聞きました。被災者Aは元気です。"
    reworded = construction.patch(f"{door}/{construction.get(door).body['items'][0]['id']}", json={"body": f"{NAME}は元気です。"})
    assert reworded.status == 200, reworded.body
    assert construction.get(door).body["items"][0]["body"] == "被災者Aは元気です。"


def test_a_name_is_found_in_every_way_to_type_it() -> None:
    known = (("平野 大地", "被災者A", "ひらの だいち"), ("髙橋 一郎", "関係者A", ""), ("Nguyen Van An", "目撃者A", ""))
    masker = Masker([Known(*one) for one in known])
    assert masker.mask("ﾋﾗﾉﾀﾞｲﾁ、ﾋﾗﾉ ﾀﾞｲﾁ、ﾋﾗﾉさん、平 野 大 地、平野ちゃん") == "、".join(["被災者A"] * 5)
    assert masker.mask("高橋一郎、高橋さん、髙橋が") == "関係者A、関係者A、関係者Aが"
    assert masker.mask("NGUYEN VAN AN、Ｎｇｕｙｅｎさん、Anさん、nguyenが") == "目撃者A、目撃者A、目撃者A、目撃者Aが"
    assert masker.mask("Another van, 平野部") == "Another van, 平野部"
    assert masker.mask("ｶﾞﾗｽとﾎﾟﾝﾌﾟ 🙂") == "ｶﾞﾗｽとﾎﾟﾝﾌﾟ 🙂", "what is no name stays as it was typed"


def test_a_name_is_found_in_kana_where_its_reading_is_known() -> None:
    masker = Masker([Known("山田 太郎", "被災者A", "やまだ たろう"), Known("林 誠", "関係者A", "ハヤシ マコト")])
    assert masker.mask("ヤマダ太郎、やまだ　たろう、山田タロウさん") == "被災者A、被災者A、被災者A"
    assert masker.mask("ヤマダさんと太郎くんとハヤシ班長") == "被災者Aと被災者Aと関係者A"
    assert masker.mask("はやしの中、山田町、太郎坊") == "はやしの中、山田町、太郎坊", "words of their own"


def test_names_are_found_as_people_write_them() -> None:
    names = {"野々村 大介": "被災者A", "林 誠": "関係者A", "伊藤美咲": "目撃者A", "作業員B": "関係者B"}
    masker = Masker([Known(name, label) for name, label in names.items()])
    assert masker.mask("野々村大介、野々村　大介、野々村君") == "被災者A、被災者A、被災者A"
    assert masker.mask("林の中で林誠と林さんが、林班長を待った") == "林の中で関係者Aと関係者Aが、関係者Aを待った"
    assert masker.mask("伊藤 美咲と伊藤さん") == "目撃者Aと目撃者A"
    assert (
        masker.mask("伊藤が、（野々村の私物）、伊藤・野々村の2名、美咲が")
        == "目撃者Aが、（被災者Aの私物）、目撃者A・被災者Aの2名、目撃者Aが"
    )
    assert masker.mask("伊藤町、大野々村。伊藤親方、伊藤殿") == "伊藤町、大野々村。目撃者A、目撃者A"
    assert masker.mask("作業員Bが倒れた") == "作業員Bが倒れた", "a designation is nobody's name"
    assert masker.mask("") == ""
    assert not is_name("合図者Ａ")
    assert [next_label("被災者", taken) for taken in ((), ("被災者A",), [f"被災者{chr(65 + at)}" for at in range(26)])] == [
        "被災者A", "被災者B", "被災者A2",
    ]  # fmt: skip
