"""Photos and files of a question, and the lists as files."""

import csv
import io

from mirai_knowledge.kernel.ids import new_id
from tests import cast
from tests.conftest import SignedIn
from tests.consultations.doors import HERE, SignIn, ask, expert, move, write
from tests.documents import parcels
from tests.documents.doors import HERE as DOCUMENTS
from tests.documents.parcels import files_of, send
from tests.documents.test_printing import pages, pdf

EXPORTS = "/api/v1/exports"


def table(person: SignedIn, path: str) -> list[list[str]]:
    answer = person.get(f"{EXPORTS}/{path}")
    assert answer.status == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_a_question_is_asked_with_its_photos_or_not_at_all(signed_in: SignIn) -> None:
    asker = signed_in(cast.construction)
    photos = [send(asker, f"養生{at}.jpg", parcels.photo(at)).body["id"] for at in range(2)]
    page = ask(asker, attachments=photos)
    assert [file["id"] for file in files_of(asker, page)["items"]] == photos
    stranger = send(signed_in(cast.partner), "他人.jpg", parcels.photo(7)).body["id"]
    body = {"id": str(new_id()), "title": "別の相談", "question": "なぜですか。", "attachments": [stranger]}
    assert asker.post(HERE, body).body["code"] == "attachment.not_found"
    assert asker.get(f"{HERE}/{body['id']}").status == 404


def test_P121_who_asks_and_who_answers_attach_files_and_nobody_else(signed_in: SignIn) -> None:
    expert(signed_in)
    asker, holder, other = signed_in(cast.construction), signed_in(cast.expert), signed_in(cast.quality)
    page = ask(asker)
    assert [files_of(person, page)["can_change"] for person in (asker, holder, other)] == [True, True, False]
    file = send(holder, "参考資料.pdf", parcels.pdf("curing")).body["id"]
    path = f"{DOCUMENTS}/{page['id']}/attachments"
    assert holder.post(path, {"attachment_id": file, "name": None}).status < 300
    own = send(other, "別の資料.pdf", parcels.pdf("other")).body["id"]
    refused = other.post(path, {"attachment_id": own, "name": None})
    assert (refused.status, refused.body["rule"]) == (403, "P-121")
    assert move(asker, page, "cancel").status == 200
    assert files_of(asker, page)["can_change"] is False


def test_the_list_of_consultations_leaves_as_the_reader_sees_it(signed_in: SignIn) -> None:
    expert(signed_in)
    asker = signed_in(cast.construction)
    page = ask(asker, "橋台の養生", priority="urgent")
    ask(asker, "公開の相談", metadata={"audience": "partners"})
    write(signed_in(cast.expert), page)
    head, *rows = table(asker, "consultations?format=csv&state=answered")
    (row,) = (dict(zip(head, row, strict=True)) for row in rows)
    assert (row["題名"], row["状況"], row["優先度"], row["担当の専門家"]) == ("橋台の養生", "回答あり", "緊急", cast.expert.name)
    assert (row["期限"], row["回答数"], row["採用"]) == ("期限内", "1", "")
    assert len(table(asker, "consultations?format=csv")) == 3
    assert signed_in(cast.partner).get(f"{EXPORTS}/consultations?format=csv").status == 403
    head, *people = table(asker, "experts?format=csv")
    figures = dict(zip(head, people[0], strict=True))
    assert (figures["氏名"], figures["回答数"], figures["採用数"], figures["受付中"]) == (cast.expert.name, "1", "0", "○")


def test_a_consultation_is_printed_with_its_answer_and_its_state(signed_in: SignIn) -> None:
    expert(signed_in)
    asker = signed_in(cast.construction)
    page = ask(asker, priority="urgent")
    write(signed_in(cast.expert), page)
    (text,) = pages(pdf(asker, page))
    facts = ("優先度", "緊急", "分野", "相談した人", cast.construction.name.replace(" ", ""), "担当の専門家")
    assert [fact for fact in facts if fact not in text] == []
    for told in ("寒中の養生温度", "回答あり", f"回答（{cast.expert.name}）".replace(" ", ""), "5℃以上を保ってください。"):
        assert told in text, told
