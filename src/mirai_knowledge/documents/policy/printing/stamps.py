"""The row of stamps (承認印欄): who wrote an edition and who approved it, each as a date stamp."""

from datetime import datetime

from mirai_knowledge.documents.schemas.views import EditionRow
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.errors import JsonValue

MAX_STAMPS = 24
"""More people than that approve no document; what is above is told in a line."""


def stamps_of(shown: EditionRow) -> list[JsonValue]:
    """The author's stamp and one for each approval, in their order; none for an edition that nobody has approved yet.

    A stamp has its stage over it, in the circle the stage or role, the day and the family name, under it the whole name.
    """
    # A law is the ministry's: whoever issued it puts no stamp on our paper.
    people = [one for one in shown.approved_by if one.id is not None][:MAX_STAMPS]
    if not people:
        return []
    given = [_stamp("承認", one.stage or "承認", one.name, one.role, one.at) for one in people]
    return [_stamp("作成", "作成", shown.author.name, "", shown.created_at), *given]


def _stamp(what: str, stage: str, name: str, role: str, at: datetime) -> JsonValue:
    day = at.astimezone(clock.JST)
    family = name.replace("　", " ").split(" ")[0][:8]
    return {"head": stage, "what": what, "day": f"{day:%y.%-m.%-d}", "family": family, "name": name, "role": role}
