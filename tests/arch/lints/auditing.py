"""Rule 9: whoever changes something says so in the audit, in the same file, before anybody forgets."""

import ast
from collections.abc import Iterator

from tests.arch.lints.source import Finding, Source, dotted

WRITES = frozenset({"add", "add_all", "delete", "flush", "merge"})
EFFECTS = frozenset({"outbox.emit", "changes.mark"})
# Changes that are nobody's deed, and why.
NOT_A_DEED = {
    "accounts/service/throttling.py:forgive": "a part of signing in and of unlocking, which are recorded",
    "accounts/service/throttling.py:clear_account": "a part of signing in and of unlocking, which are recorded",
    "consultations/service/saving.py:save": "a part of every move of a consultation, which are recorded",
    "approvals/service/telling.py:note_step": "a part of every move of a request, which are recorded",
    "consultations/service/telling.py:note_step": "a part of every move of a consultation, which are recorded",
    "documents/service/making.py:make_document": "a part of starting a document or a record, which are recorded",
    "documents/service/publishing.py:freeze_draft": "a part of publishing and handing in, which are recorded",
    "documents/service/texts.py:put_draft": "a part of starting, saving and restoring, which are recorded",
    "documents/service/texts.py:reopen_draft": "a part of withdrawing an edition, which is recorded",
    "documents/service/reading.py:read_file": "what stands in a file is derived from it; nobody did anything",
    "documents/service/uploads.py:begin_upload": "a file on its way is nothing yet; keeping it is recorded",
    "documents/service/uploads.py:receive_part": "a file on its way is nothing yet; keeping it is recorded",
    "documents/service/uploads.py:end_upload": "a file on its way is nothing yet; keeping it is recorded",
    "incidents/service/actions.py:put_files": "a part of planning and moving an action, which are recorded",
    "incidents/service/reporting.py:add_step": "a part of reporting and moving, which are recorded",
    "incidents/service/telling.py:put_names": "a part of reporting, changing and planning, which are recorded",
    "legacy/service/making.py:make_documents": "a part of a load, which is recorded",
    "search/service/indexing.py:mark_for_repair": "the index is derived; no row says anything else afterwards",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def changes_are_audited(source: Source) -> Iterator[Finding]:
    """A public verb of a service that changes rows records it, itself or through a function of the same file."""
    if source.kind != "service" or source.slice == "audit":
        return
    local = {node.name: node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    for function in source.public_functions():
        reached = _reached(function, local)
        calls = [dotted(node.func) for part in reached for node in ast.walk(part) if isinstance(node, ast.Call)]
        silent = any(_changes(call) for call in calls) and not any(call.split(".")[-1] == "record" for call in calls)
        if silent and f"{source.inside}:{function.name}" not in NOT_A_DEED:
            yield source.finding(function, f"{function.name}: changes something and leaves no trace; audit.record(...)")


def _reached(function: Function, local: dict[str, Function]) -> list[Function]:
    found, waiting = [function], [function]
    while waiting:
        for node in ast.walk(waiting.pop()):
            called = local.get(dotted(node.func).split(".")[-1]) if isinstance(node, ast.Call) else None
            if called is not None and called not in found:
                found.append(called)
                waiting.append(called)
    return found


def _changes(call: str) -> bool:
    parts = call.split(".")
    return (len(parts) > 1 and parts[-2] == "tx" and parts[-1] in WRITES) or ".".join(parts[-2:]) in EFFECTS
