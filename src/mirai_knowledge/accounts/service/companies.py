"""What administrators do to companies."""

import msgspec

from mirai_knowledge.accounts import events, queries
from mirai_knowledge.accounts.errors import CompanyCodeTaken, CompanyHasPeople, CompanyStale, IdTaken
from mirai_knowledge.accounts.model import Company, CompanyId, CompanyState
from mirai_knowledge.accounts.policy import MANAGE_COMPANIES
from mirai_knowledge.accounts.schemas import AddCompany, ChangeCompany, tags
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require


def add_company(tx: Tx, actor: Actor, command: AddCompany) -> CompanyId:
    """The company can be given to people; returns its id. Raises Forbidden (P-013), CompanyCodeTaken, IdTaken."""
    require(actor, MANAGE_COMPANIES)
    if command.id is not None and queries.list_company_labels(tx, actor, [command.id]):
        raise IdTaken("この番号 (id) の会社はすでに登録されています。番号を付けずに登録してください。")
    _check_code(tx, actor, command.code)
    now = clock.now()
    company = Company(
        id=CompanyId(command.id or new_id()),
        code=command.code,
        name=command.name,
        name_kana=command.name_kana,
        kind=command.kind,
        state=CompanyState.ACTIVE,
        created_at=now,
    )
    company.touch(now)
    tx.add(company)
    tx.flush()  # the answer reads it back
    audit.record(tx, actor, tags.COMPANY_ADDED, Subject("company", company.id), after=_state(company))
    outbox.emit(tx, events.CompanyAdded(company.id))
    changes.mark(tx, "company", company.id)
    return company.id


def change_company(tx: Tx, actor: Actor, command: ChangeCompany, *, company_id: CompanyId, expected: int) -> None:
    """The fields that were given have their new values; the others stay.

    Raises Forbidden (P-013), CompanyNotFound, CompanyStale, CompanyCodeTaken.
    """
    require(actor, MANAGE_COMPANIES)
    company = queries.get_company(tx, actor, company_id)
    if company.version != expected:
        current = msgspec.to_builtins(queries.get_company_view(tx, actor, company_id))
        message = "ほかの人が先にこの会社の情報を更新しました。いまの内容を確認してから、もう一度保存してください。"
        raise CompanyStale(message, extra={"current": current})
    if "code" in command.model_fields_set and command.code != company.code:
        _check_code(tx, actor, command.code)
    before = _state(company)
    for field in command.model_fields_set:
        setattr(company, field, getattr(command, field))
    if _state(company) == before:
        return
    company.touch(clock.now())
    audit.record(tx, actor, tags.COMPANY_CHANGED, Subject("company", company.id), before=before, after=_state(company))
    outbox.emit(tx, events.CompanyChanged(company.id))
    changes.mark(tx, "company", company.id)


def archive_company(tx: Tx, actor: Actor, company_id: CompanyId) -> None:
    """The company is no longer given to people. Raises Forbidden (P-013), CompanyNotFound, CompanyHasPeople (active ones),
    AlreadyInState.
    """
    require(actor, MANAGE_COMPANIES)
    company = queries.get_company(tx, actor, company_id)
    people = queries.get_company_view(tx, actor, company_id).people_count
    if people and company.state == CompanyState.ACTIVE:
        message = f"有効な人が{people}人所属しています。先に所属を変えるか、その人たちを無効にしてください。"
        raise CompanyHasPeople(message, extra={"people_count": people})
    company.archive()
    company.touch(clock.now())
    audit.record(
        tx,
        actor,
        tags.COMPANY_ARCHIVED,
        Subject("company", company.id),
        before={"state": "active"},
        after={"state": "archived"},
    )
    outbox.emit(tx, events.CompanyArchived(company.id))
    changes.mark(tx, "company", company.id)


def restore_company(tx: Tx, actor: Actor, company_id: CompanyId) -> None:
    """The company can be given to people again. Raises Forbidden (P-013), CompanyNotFound, AlreadyInState."""
    require(actor, MANAGE_COMPANIES)
    company = queries.get_company(tx, actor, company_id)
    company.restore()
    company.touch(clock.now())
    audit.record(
        tx,
        actor,
        tags.COMPANY_RESTORED,
        Subject("company", company.id),
        before={"state": "archived"},
        after={"state": "active"},
    )
    outbox.emit(tx, events.CompanyRestored(company.id))
    changes.mark(tx, "company", company.id)


def _state(company: Company) -> Recorded:
    return {"code": company.code, "name": company.name, "name_kana": company.name_kana, "kind": company.kind}


def _check_code(tx: Tx, actor: Actor, code: str) -> None:
    if queries.find_company_by_code(tx, actor, code) is not None:
        message = "この会社コードはすでに使われています。別のコードにしてください。"
        raise CompanyCodeTaken(message, fields=(FieldError("code", "company_code.taken", message),))
