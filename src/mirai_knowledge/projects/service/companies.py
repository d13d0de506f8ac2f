"""The verbs of the companies of a project: add, remove."""

from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.projects import policy, queries
from mirai_knowledge.projects.errors import CompanyAlreadyThere
from mirai_knowledge.projects.events import ProjectCompanyAdded, ProjectCompanyRemoved
from mirai_knowledge.projects.model import ProjectCompany
from mirai_knowledge.projects.schemas import AddCompanyPlace
from mirai_knowledge.projects.schemas.tags import COMPANY_ADDED, COMPANY_REMOVED
from mirai_knowledge.projects.service.projects import SUBJECT, Recorded


def add_company(tx: Tx, actor: Actor, command: AddCompanyPlace, *, project_id: UUID) -> None:
    """The company stands in the project.

    Rule P-054; raises ProjectNotFound, CompanyAlreadyThere, and Invalid for a company that is not there or archived.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.SET_COMPANIES)
    company = accounts.list_company_names(tx, actor, [command.company_id]).get(command.company_id)
    if company is None or not company.active:
        message = "この会社は登録されていないか、使用停止になっています。一覧から選び直してください。"
        raise Invalid(fields=(FieldError("company_id", "company.unknown", message),))
    if queries.find_company_place(tx, actor, project_id, company_id=command.company_id) is not None:
        raise CompanyAlreadyThere("この会社はすでに登録されています。変更するときは、いったん外してから登録し直してください。")
    place = ProjectCompany(
        project_id=project.id,
        company_id=command.company_id,
        tier=command.tier,
        work=command.work,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )
    tx.add(place)
    tx.flush()  # whatever the database refuses must surface before the audit and the event speak of it
    audit.record(tx, actor, COMPANY_ADDED, Subject(SUBJECT, project.id), after=_recorded(place))
    outbox.emit(tx, ProjectCompanyAdded(project_id=project.id, company_id=place.company_id))
    changes.mark(tx, SUBJECT, project.id)


def remove_company(tx: Tx, actor: Actor, company_id: UUID, *, project_id: UUID) -> None:
    """The company no longer stands in the project; its people keep their memberships.

    Rule P-054; raises ProjectNotFound and ProjectCompanyNotFound.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.SET_COMPANIES)
    place = queries.get_company_place(tx, actor, project_id, company_id=company_id)
    tx.delete(place)
    audit.record(tx, actor, COMPANY_REMOVED, Subject(SUBJECT, project.id), before=_recorded(place))
    outbox.emit(tx, ProjectCompanyRemoved(project_id=project.id, company_id=place.company_id))
    changes.mark(tx, SUBJECT, project.id)


def _recorded(place: ProjectCompany) -> Recorded:
    return {
        "company_id": str(place.company_id),
        "tier": place.tier,
        "work": place.work,
        "starts_on": place.starts_on,
        "ends_on": place.ends_on,
    }
