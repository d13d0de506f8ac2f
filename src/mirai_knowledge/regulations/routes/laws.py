"""Regulations over HTTP: articles, their words, what rests on them; law files; abbreviations."""

from typing import Annotated

from litestar import Response, delete, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter, RawBody

from mirai_knowledge import edge
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.policy import P_063
from mirai_knowledge.regulations import intake, queries, service
from mirai_knowledge.regulations.policy import P_131, P_132, P_133, P_134, P_135, may_import, require_import
from mirai_knowledge.regulations.policy.files import read_law
from mirai_knowledge.regulations.schemas.laws import MAX_FILE_BYTES, ImportReport, LawFile
from mirai_knowledge.regulations.schemas.views import (
    AbbreviationList,
    ArticleChoices,
    ArticleList,
    ArticleTexts,
    RestingList,
    SetAbbreviation,
)

TAGS = ["法令・規格"]
ARTICLES = "/api/v1/documents/{ref:str}/articles"
LAWS = "/api/v1/laws"
ABBREVIATION = f"{LAWS}/abbreviations/{{abbreviation:str}}"
MAX_ROWS = 200
Which = Annotated[
    str | None, QueryParameter(name="edition", max_length=40, description="版の id、または draft。省略すると施行中の版")
]


@get(ARTICLES, sync_to_thread=True, opt={"rule": P_132}, tags=TAGS, summary="条の一覧（本文なし）")
def list_articles(request: edge.HttpRequest, ref: FromPath[str], which: Which = None) -> Response[ArticleList]:
    """The headings and articles of the text, in order."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.list_articles(r.tx, r.actor, document_id, edition=which))


@get(f"{ARTICLES}/text", sync_to_thread=True, opt={"rule": P_132}, tags=TAGS, summary="条の本文（位置の範囲）")
def list_texts(
    request: edge.HttpRequest,
    ref: FromPath[str],
    which: Which = None,
    first: Annotated[int, QueryParameter(name="from", ge=0, le=1_000_000, description="最初の位置")] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_ROWS)] = 50,
) -> Response[ArticleTexts]:
    """The words of the rows from that place on."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.list_texts(r.tx, r.actor, document_id, edition=which, window=(first, limit)))


@get(f"{ARTICLES}/{{article:str}}/resting", sync_to_thread=True, opt={"rule": P_133}, tags=TAGS, summary="条を根拠にしている文書")
def list_resting(request: edge.HttpRequest, ref: FromPath[str], article: FromPath[str]) -> Response[RestingList]:
    """The documents in force that name the article (518, 36-2), as far as I read them."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.list_resting(r.tx, r.actor, document_id, article=article))


@get(
    f"{LAWS}/articles",
    sync_to_thread=True,
    opt={"rule": P_132},
    tags=TAGS,
    summary="条の候補（法令名・略称と番号、見出しの言葉）",
)
def list_choices(
    request: edge.HttpRequest, q: Annotated[str, QueryParameter(max_length=100, description="例: 安衛則518")] = ""
) -> Response[ArticleChoices]:
    """Articles and regulations that fit the words, to refer to."""
    with edge.read(request) as r:
        return r.answer(queries.list_choices(r.tx, r.actor, q.replace("\x00", "")))


@post(
    f"{LAWS}/import",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_131, "also": P_063},
    tags=TAGS,
    summary="法令のファイルを取り込む（本文にファイルそのもの）",
    request_max_body_size=MAX_FILE_BYTES,
)
def import_law(
    request: edge.HttpRequest,
    body: RawBody,
    name: Annotated[str, QueryParameter(max_length=300, description="ファイル名")] = "法令",
) -> Response[ImportReport]:
    """The text in the file is an edition of its law; one that is there already stays as it is."""
    with edge.read(request) as r:
        require_import(r.actor)
    # Reading takes a moment: no connection waits for it.
    text = read_law(LawFile(name, body))
    with edge.write(request) as w:
        return w.answer(intake.import_laws(w.tx, w.actor, [text]))


@get(f"{LAWS}/abbreviations", sync_to_thread=True, opt={"rule": P_135}, tags=TAGS, summary="法令の略称の一覧")
def list_abbreviations(request: edge.HttpRequest) -> Response[AbbreviationList]:
    """What laws are called in short."""
    with edge.read(request) as r:
        return r.answer(queries.list_abbreviations(r.tx, r.actor, can_import=may_import(r.actor)))


@put(ABBREVIATION, sync_to_thread=True, opt={"rule": P_134, "names_anew": True}, tags=TAGS, summary="法令の略称を登録・変更する")
def set_abbreviation(
    request: edge.HttpRequest, abbreviation: FromPath[str], data: JSONBody[SetAbbreviation]
) -> Response[AbbreviationList]:
    """The abbreviation stands for that title."""
    with edge.write(request) as w:
        service.set_abbreviation(w.tx, w.actor, abbreviation, command=data)
        return w.answer(queries.list_abbreviations(w.tx, w.actor, can_import=may_import(w.actor)))


@delete(
    ABBREVIATION,
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_134, "names_anew": True},
    tags=TAGS,
    summary="法令の略称を削除する",
)
def remove_abbreviation(request: edge.HttpRequest, abbreviation: FromPath[str]) -> Response[AbbreviationList]:
    """The abbreviation stands for nothing."""
    with edge.write(request) as w:
        service.remove_abbreviation(w.tx, w.actor, abbreviation)
        return w.answer(queries.list_abbreviations(w.tx, w.actor, can_import=may_import(w.actor)))


LAW_ROUTES = (
    list_articles,
    list_texts,
    list_resting,
    list_choices,
    import_law,
    list_abbreviations,
    set_abbreviation,
    remove_abbreviation,
)
