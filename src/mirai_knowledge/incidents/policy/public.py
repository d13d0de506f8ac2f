"""Public accident records as they are shown; nothing is added to what they say."""

from mirai_knowledge.incidents.model import PublicRecord
from mirai_knowledge.incidents.policy.reading import agent_text
from mirai_knowledge.incidents.schemas.codes import ACCIDENT_TYPES
from mirai_knowledge.incidents.schemas.public import SOURCE, PublicView


def view_of(row: PublicRecord) -> PublicView:
    """A record as it is shown."""
    return PublicView(
        id=row.id,
        when=f"{row.year}年{row.month}月",
        hours=f"{row.hours}時" if row.hours else "",
        description=row.description,
        industry=" ／ ".join(row.industry),
        workplace_size=f"{row.workplace_size}人" if row.workplace_size else "",
        accident_type=ACCIDENT_TYPES[row.accident_type],
        agent=agent_text(row.agent),
        records=len(row.origin_ids),
        origin_ids=tuple(row.origin_ids),
        source=SOURCE,
    )


def title_of(row: PublicRecord) -> str:
    """What a list calls a record; nothing is added to what it says."""
    return f"{ACCIDENT_TYPES[row.accident_type]}（{row.industry[-1]}、{row.year}年{row.month}月）"
