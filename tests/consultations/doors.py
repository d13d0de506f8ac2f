"""What tests of consultations share: the API as people use it."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from mirai_knowledge.kernel import clock, due
from mirai_knowledge.kernel.clock import JST
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.cast import Member
from tests.conftest import Answer, SignedIn
from tests.documents.doors import SignIn, Travel, person_id, version

__all__ = ["HERE", "SignIn", "Travel", "answered", "ask", "at", "expert", "move", "show", "sweep", "titles", "write"]

HERE = "/api/v1/consultations"
QUESTION = "寒い日の打設で、養生の温度は何度を目安にすればよいでしょうか。\n\n- 日平均気温 3℃\n- 厚さ 40cm"
MOVES_WITH_REASON = ("decline", "cancel", "reopen")


def expert(signed_in: SignIn, member: Member = cast.expert, **said: Any) -> str:
    """The member is an expert who knows concrete; their id."""
    admin = signed_in(cast.admin)
    person = person_id(admin, member)
    profile = {"specialties": ["コンクリート工学"], "certifications": [], "years": 12, "bio": "", **said}
    form = admin.get(f"/api/v1/experts/{person}/profile").body
    answer = admin.put(f"/api/v1/experts/{person}/profile", profile, headers=version(form["version"]))
    assert answer.status == 200, answer.text
    return person


def ask(person: SignedIn, title: str = "寒中の養生温度", **fields: Any) -> Any:
    answer = person.post(HERE, {"title": title, "question": QUESTION, "specialty": "コンクリート工学", **fields})
    assert answer.status == 201, answer.text
    return answer.body


def show(person: SignedIn, page: Any) -> Any:
    answer = person.get(f"{HERE}/{page['id']}")
    assert answer.status == 200, answer.text
    return answer.body


def write(person: SignedIn, page: Any, kind: str = "answer", body: str = "5℃以上を保ってください。", **fields: Any) -> Answer:
    return person.post(f"{HERE}/{page['id']}/posts", {"kind": kind, "body": body, **fields})


def move(person: SignedIn, page: Any, name: str, *, at: int | None = None, **fields: Any) -> Answer:
    """Moves the consultation, as if under the version that stands unless another is named."""
    number = show(person, page)["version"] if at is None else at
    if name in MOVES_WITH_REASON:
        fields = {"reason": "都合により", **fields}
    return person.post(f"{HERE}/{page['id']}/{name}", fields or None, headers=version(number))


def answered(signed_in: SignIn, asker: Member = cast.construction) -> Any:
    """A consultation that the expert has answered, as its asker sees it."""
    expert(signed_in)
    person = signed_in(asker)
    page = ask(person)
    assert write(signed_in(cast.expert), page).status == 201
    return show(person, page)


def titles(person: SignedIn, query: str = "") -> list[str]:
    answer = person.get(f"{HERE}?{query}")
    assert answer.status == 200, answer.text
    return [item["title"] for item in answer.body["items"]]


def at(travel: Travel, told: str) -> datetime:
    """It is that time in Japan, for everybody."""
    wanted = datetime.fromisoformat(told).replace(tzinfo=JST)
    clock.set_offset(timedelta(0))
    travel((wanted - clock.now()).total_seconds())
    return wanted


def sweep(database: Database) -> int:
    """What has fallen due happens, as the worker lets it; how many there were."""
    with database.begin() as tx:
        rows = (
            tx.execute(text("SELECT id FROM due WHERE due_at <= :now AND done_at IS NULL"), {"now": clock.now()}).scalars().all()
        )
    for row in rows:
        with database.begin() as tx:
            due.run(tx, str(uuid.UUID(str(row))))
    return len(rows)
