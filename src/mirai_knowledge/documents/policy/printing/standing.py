"""How a printed text stands: what must be seen on paper before anybody works by it."""

from dataclasses import dataclass

from mirai_knowledge.documents.schemas.views import DocumentView, EditionRow


@dataclass(frozen=True, slots=True)
class Standing:
    """The edition in words, its state, and for what is not in force a mark across the pages and the sentence above it."""

    edition: str
    state: str
    mark: str = ""
    notice: str = ""


def standing_of(page: DocumentView, shown: EditionRow | None) -> Standing:
    """How this edition of the document stands; None is the draft."""
    if shown is None or shown.phase in {"in_review", "returned", "withdrawn"}:
        return Standing("下書き", "下書き", "下書き", "下書きです。まだ施行されていないため、現場では使用しないでください。")
    edition = f"第{shown.no}版" if shown.no is not None else "施行前の版"
    if page.state == "binned":
        return Standing(edition, "ごみ箱", "ごみ箱", "ごみ箱に入っている文書です。使用しないでください。")
    if page.archived_at is not None:
        after = page.superseded_by
        told = f"後継の文書は {after.code}「{after.title}」です。" if after is not None else "使用しないでください。"
        return Standing(edition, "廃止", "廃止", f"廃止された文書です。{told}")
    if shown.phase == "scheduled":
        return Standing(edition, "施行待ち", "施行前", "まだ施行されていない版です。")
    if shown.phase == "ended":
        return Standing(edition, "過去の版", "旧版", "過去の版です。いま施行されている版を使用してください。")
    return Standing(edition, "有効" if page.own_state is None else page.own_state.name)
