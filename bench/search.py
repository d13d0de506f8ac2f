"""Searching, listing, reading and saving documents; and the index against ILIKE over the same rows."""

import math
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import tantivy
from pydantic import JsonValue
from sqlalchemy import text

from bench.installation import opened
from bench.requests import measure
from bench.server import measured_installation
from bench.texts import Question, Text, questions, texts
from mirai_knowledge.documents import service as documents
from mirai_knowledge.documents.schemas import Publish, StartDocument
from mirai_knowledge.entry.demo.cast import CAST
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database, Tx
from mirai_knowledge.search.policy.wish import understood
from mirai_knowledge.search.queries import IndexReader, get_status, list_found
from mirai_knowledge.search.queries.asking import find_opened
from mirai_knowledge.search.queries.matching import matching
from mirai_knowledge.search.schemas import Find
from mirai_knowledge.search.schemas.port import things

DOCUMENTS = int(os.environ.get("MKS_BENCH_DOCUMENTS", "5000"))
QUESTIONS = 1500
BASELINE_QUESTIONS = 300
"""ILIKE and the index alone are asked so many of them: reading every row takes its time."""
ROUNDS = 100
FRESH = 30
TOP = 10
BATCH = 100
BENCH = Actor.system("bench")
Figures = dict[str, float]
Ranked = Sequence[UUID]


def run() -> dict[str, object]:
    """Over so many documents: the index and ILIKE side by side (time, nDCG@10), requests over HTTP, and how soon a
    publication is found.
    """
    with measured_installation() as (url, home), opened(home) as (settings, database):
        filling = time.perf_counter()
        filled = texts(DOCUMENTS)
        ids = _fill(database, filled)
        filling = time.perf_counter() - filling
        _await_index(settings, database)
        return {
            "documents": len(filled),
            "filled_in_seconds": round(filling, 1),
            "index_megabytes": round(_size(home / "index") / 1e6, 1),
            "against_ilike": _against_ilike(settings, database, filled, ids),
            "requests": _requests(url, filled),
            "findable_after": _findable_after(url),
        }


def _fill(database: Database, filled: Sequence[Text]) -> dict[UUID, str]:
    ids: dict[UUID, str] = {}
    for begin in range(0, len(filled), BATCH):
        with database.begin() as tx:
            for entry in filled[begin : begin + BATCH]:
                shown = _content(entry.title[:300], entry.body)
                document = documents.start_document(tx, BENCH, StartDocument(kind="knowledge", content=shown))
                documents.publish(tx, BENCH, Publish(), document_id=document, expected=1)
                ids[document] = entry.id
    return ids


def _await_index(settings: Settings, database: Database, seconds: float = 600) -> None:
    reader, until = IndexReader(settings.home), time.monotonic() + seconds
    while time.monotonic() < until:
        with database.begin(read_only=True) as tx:
            status = get_status(tx, BENCH, reader, subjects=things().subjects)
        if status.usable and not status.waiting:
            return
        time.sleep(0.5)
    raise TimeoutError("the index does not catch up")


def _against_ilike(settings: Settings, database: Database, filled: Sequence[Text], ids: dict[UUID, str]) -> dict[str, object]:
    asked = questions({entry.id for entry in filled}, QUESTIONS) or _made_up_questions(filled)
    reader = IndexReader(settings.home)
    with database.begin(read_only=True) as tx:
        index = _judged(asked, ids, lambda words: _by_index(tx, reader, words))
        alone = _judged(asked[:BASELINE_QUESTIONS], ids, lambda words: _by_index_alone(tx, reader, words))
        ilike = _judged(asked[:BASELINE_QUESTIONS], ids, lambda words: _by_ilike(tx, words))
    return {
        "questions": len(asked),
        "whole_page": index,
        "index_alone": alone,
        "ilike": ilike,
        "whole_page_times_faster": round(ilike["p50_ms"] / index["p50_ms"], 1),
        "index_alone_times_faster": round(ilike["p50_ms"] / alone["p50_ms"], 1),
        "ndcg_gain": round(alone["ndcg_at_10"] - ilike["ndcg_at_10"], 3),
    }


def _judged(asked: Sequence[Question], ids: dict[UUID, str], find: Callable[[str], Ranked]) -> Figures:
    times, gains = [], []
    for question in asked:
        started = time.perf_counter()
        ranked = find(question.words)
        times.append((time.perf_counter() - started) * 1000)
        gains.append(_ndcg([ids.get(one, "") for one in ranked[:TOP]], question.answers))
    quantiles = statistics.quantiles(times, n=20)
    figures = {"p50_ms": statistics.median(times), "p95_ms": quantiles[-1], "ndcg_at_10": statistics.fmean(gains)}
    return {name: round(value, 3) for name, value in figures.items()}


def _ndcg(found: Iterable[str], answers: Sequence[str]) -> float:
    gained = sum(1 / math.log2(place + 2) for place, one in enumerate(found) if one in answers)
    best = sum(1 / math.log2(place + 2) for place in range(min(TOP, len(answers))))
    return gained / best


def _by_index(tx: Tx, reader: IndexReader, words: str) -> Ranked:
    """The whole first page: hits checked against the rows, excerpts, facets."""
    return [hit.id for hit in list_found(tx, BENCH, Find(q=words), reader=reader, things=things()).hits]


def _by_index_alone(tx: Tx, reader: IndexReader, words: str) -> Ranked:
    """The ids of the best 20 that the reader may see, as ILIKE gives them."""
    opened_index = find_opened(tx, BENCH, reader=reader, things=things())
    if opened_index is None:
        raise RuntimeError("there is no index")
    query = tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, matching(understood(words), opened_index.searcher)), *opened_index.clauses]
    )
    hits = opened_index.searcher.search(query, limit=20, weight_by_field="weight").hits
    return [UUID(opened_index.searcher.doc(address)["id"][0]) for _, address in hits]


def _by_ilike(tx: Tx, words: str) -> Ranked:
    """The ids of the newest 20 that contain every word looked for, and nothing more: no rights, no excerpts, no facets."""
    terms = understood(words).terms[:12]
    places = " AND ".join(f"(title ILIKE :t{n} OR content ->> 'body' ILIKE :t{n})" for n in range(len(terms)))
    statement = text(f"SELECT document_id FROM edition WHERE {places} ORDER BY in_force_from DESC LIMIT 20")  # noqa: S608
    return list(tx.execute(statement, {f"t{n}": f"%{term}%" for n, term in enumerate(terms)}).scalars())


def _made_up_questions(filled: Sequence[Text]) -> list[Question]:
    return [Question(entry.title.rpartition(" ")[0].replace("の", " "), (entry.id,)) for entry in filled[:QUESTIONS]]


def _requests(url: str, filled: Sequence[Text]) -> dict[str, Figures]:
    with closing(_signed_in(url, "engineer")) as reader, closing(_signed_in(url, "quality")) as writer:
        words = [entry.title for entry in filled[:ROUNDS]]
        page = reader.get("/api/v1/documents?limit=1").json()["items"][0]["id"]
        asked = iter(words * 2)
        measured = {
            "health": measure(lambda: reader.get("/api/v1/health"), ROUNDS),
            "search": measure(lambda: reader.get("/api/v1/search", params={"q": next(asked)}), ROUNDS),
            "suggest": measure(lambda: reader.get("/api/v1/search/suggest", params={"q": words[0][:2]}), ROUNDS),
            "list_50": measure(lambda: reader.get("/api/v1/documents?limit=50"), ROUNDS),
            "page": measure(lambda: reader.get(f"/api/v1/documents/{page}"), ROUNDS),
            "post": measure(lambda: _start(writer, "計測の下書き"), ROUNDS),
        }
    base = measured["health"]["p50_ms"]
    return {name: {**figures, "ratio_to_health": round(figures["p50_ms"] / base, 1)} for name, figures in measured.items()}


def _findable_after(url: str) -> Figures:
    waited = []
    with closing(_signed_in(url, "engineer")) as reader, closing(_signed_in(url, "quality")) as writer:
        for _ in range(FRESH):
            word = f"速報{time.perf_counter_ns()}"
            document: Any = _start(writer, word).json()
            headers = {"If-Match": f'"v{document["draft"]["version"]}"'}
            writer.post(f"/api/v1/documents/{document['id']}/publish", json={}, headers=headers).raise_for_status()
            started = time.perf_counter()
            while reader.get("/api/v1/search", params={"q": f"「{word}」"}).json()["total"] == 0:
                time.sleep(0.01)
            waited.append(time.perf_counter() - started)
    quantiles = statistics.quantiles(waited, n=20)
    return {"p50_s": round(statistics.median(waited), 3), "p95_s": round(quantiles[-1], 3), "max_s": round(max(waited), 3)}


def _start(writer: httpx.Client, title: str) -> httpx.Response:
    started = {"kind": "knowledge", "content": _content(title, "本文です。"), "metadata": {}}
    return writer.post("/api/v1/documents", json=started)


def _content(title: str, body: str) -> dict[str, JsonValue]:
    return {"title": title, "summary": "", "body": body, "importance": "medium", "language": "ja"}


def _signed_in(url: str, key: str) -> httpx.Client:
    client = httpx.Client(base_url=url, timeout=30)
    member = next(member for member in CAST if member.key == key)
    credentials = {"login_name": member.login_name, "password": member.password}
    client.headers["Authorization"] = f"Bearer {client.post('/api/v1/auth/login', json=credentials).json()['access_token']}"
    return client


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
