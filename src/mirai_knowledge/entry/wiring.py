"""The composition root: registers the slices' ports, jobs and listeners with each other. No rules live here."""

import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from litestar.handlers import HTTPRouteHandler

from mirai_knowledge.accounts import jobs as accounts_jobs
from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.accounts import routes as accounts_routes
from mirai_knowledge.accounts import service as accounts_service
from mirai_knowledge.accounts.events import (
    CalendarChanged,
    PersonChanged,
    PersonDisabled,
    PersonEnabled,
    PersonRolesChanged,
    RoleGrantsChanged,
)
from mirai_knowledge.accounts.policy.ports import unread_by
from mirai_knowledge.approvals import jobs as approvals_jobs
from mirai_knowledge.approvals import queries as approvals
from mirai_knowledge.approvals import routes as approvals_routes
from mirai_knowledge.approvals.events import DeputyChanged
from mirai_knowledge.approvals.schemas.ports import decide_about
from mirai_knowledge.audit import jobs as audit_jobs
from mirai_knowledge.audit import policy as audit_policy
from mirai_knowledge.audit import routes as audit_routes
from mirai_knowledge.audit.schemas import field_holds, label_by
from mirai_knowledge.consultations import jobs as consultations_jobs
from mirai_knowledge.consultations import queries as consultations
from mirai_knowledge.consultations import routes as consultations_routes
from mirai_knowledge.consultations.policy import CONSULTATION
from mirai_knowledge.distribution import jobs as distribution_jobs
from mirai_knowledge.distribution import queries as distribution
from mirai_knowledge.distribution import routes as distribution_routes
from mirai_knowledge.documents import jobs as documents_jobs
from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents import routes as documents_routes
from mirai_knowledge.documents.events import EditionInForce
from mirai_knowledge.documents.policy import signing as documents_signing
from mirai_knowledge.documents.policy.filing import files_changed_by
from mirai_knowledge.documents.policy.printing import print_beside
from mirai_knowledge.documents.schemas import kinds
from mirai_knowledge.documents.schemas.ports import Routed, link_by, project_by, route_by, word_by
from mirai_knowledge.edge import ActorSource
from mirai_knowledge.edge import idempotency as edge_idempotency
from mirai_knowledge.entry import demo
from mirai_knowledge.entry.findable import FindableDocuments, FindablePublicRecords, FindableTogether
from mirai_knowledge.incidents import jobs as incidents_jobs
from mirai_knowledge.incidents import queries as incidents
from mirai_knowledge.incidents import routes as incidents_routes
from mirai_knowledge.incidents import service as incidents_service
from mirai_knowledge.incidents.policy import INCIDENT
from mirai_knowledge.incidents.schemas.codes import EVIDENCE
from mirai_knowledge.incidents.service.approval import Closing, Verification
from mirai_knowledge.integrations.mail.service import MailChannel
from mirai_knowledge.integrations.teams.service import TeamsChannel
from mirai_knowledge.integrations.webpush.service import PushChannel
from mirai_knowledge.kernel import due, heartbeat, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.blobs import BlobStore, open_store
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.lists import all_lists
from mirai_knowledge.kernel.pdf import PdfCache, Printer
from mirai_knowledge.knowledge.policy import KNOWLEDGE
from mirai_knowledge.legacy import service as legacy
from mirai_knowledge.notifications import jobs as notifications_jobs
from mirai_knowledge.notifications import policy as notices
from mirai_knowledge.notifications import queries as notifications
from mirai_knowledge.notifications import routes as notifications_routes
from mirai_knowledge.notifications.schemas.channels import Channel, ChannelCode, Outbound, send_by
from mirai_knowledge.ops import routes as ops_routes
from mirai_knowledge.ops.routes import SignInHints
from mirai_knowledge.projects import policy as projects_policy
from mirai_knowledge.projects import queries as projects
from mirai_knowledge.projects import routes as projects_routes
from mirai_knowledge.projects.events import MemberAdded, MemberChanged, MemberRemoved
from mirai_knowledge.regulations import jobs as regulations_jobs
from mirai_knowledge.regulations import routes as regulations_routes
from mirai_knowledge.regulations import service as regulations
from mirai_knowledge.regulations.policy import REGULATION
from mirai_knowledge.search import routes as search_routes
from mirai_knowledge.search.queries import IndexReader
from mirai_knowledge.search.schemas.port import find_by
from mirai_knowledge.sops import routes as sops_routes
from mirai_knowledge.sops.policy import SOP

# Imported for the jobs, beats and tables they register.
REGISTERING = (
    accounts_jobs,
    approvals_jobs,
    audit_jobs,
    consultations_jobs,
    distribution_jobs,
    documents_jobs,
    due,
    edge_idempotency,
    heartbeat,
    incidents_jobs,
    legacy,
    notifications_jobs,
    regulations_jobs,
)
# Fields of the audit log whose values are ids, and of what.
AUDITED_IDS = {
    "company_id": "company",
    "roles": "role_code",
    "grants": "grant",
    "person_id": "person",
    "assignee_id": "person",
    "owner_id": "person",
    "expert_id": "person",
    "project_id": "project",
    "superseded_by": "document",
    "to_id": "document",
    "knowledge_id": "document",
    "deputy_id": "person",
}
LABELS = Actor.system("audit.labels")


# Who can decide may be somebody else afterwards.
PEOPLE_EVENTS = (
    PersonChanged,
    PersonDisabled,
    PersonEnabled,
    PersonRolesChanged,
    RoleGrantsChanged,
    MemberAdded,
    MemberChanged,
    MemberRemoved,
    DeputyChanged,
)


class ApprovalRoutes:
    """Which documents need approval, as documents ask for it."""

    def find_route(self, tx: Tx, actor: Actor, routed: Routed) -> str | None:
        """The name of the route that the document has to take."""
        route = approvals.get_route_of(tx, actor, routed).route
        return route.name if route is not None else None


class _Wired:
    done = False


def wire(settings: Settings) -> None:
    """Slices know each other through their ports. Calling it again changes but the secret, the files' store and the ways out."""
    audit_policy.use_secret(settings.jwt_secret_key.get_secret_value())
    documents_signing.use_secret(settings.jwt_secret_key.get_secret_value())
    documents_jobs.keep_files_in(open_store(settings))
    send_by(_outbound(settings))
    if _Wired.done:
        return
    _Wired.done = True
    label_by("person", _labels(accounts.list_person_labels))
    label_by("session", _labels(accounts.list_session_labels))
    label_by("role_code", lambda tx, codes: accounts.list_role_names(tx, LABELS, codes))
    label_by("grant", lambda tx, grants: accounts.list_grant_names(tx, LABELS, grants))
    label_by("role", _labels(accounts.list_role_labels))
    label_by("company", _labels(accounts.list_company_labels))
    label_by("project", _labels(projects.list_project_labels))
    label_by("document", _labels(documents.list_document_labels))
    for kind in ("incident_action", *EVIDENCE.values()):
        label_by(kind, _labels(incidents.list_action_labels))
    label_by("teams_webhook", _labels(notifications.list_group_labels))
    label_by("list", lambda _, names: {entry.name: entry.title for entry in all_lists() if entry.name in names})
    for field, kind in AUDITED_IDS.items():
        field_holds(field, kind)
    unread_by(notifications.get_unread_count)
    notices.seen_by("project", projects_policy.sees_project)
    notices.seen_by("document", documents_policy.sees_document)
    notices.seen_by("comment", documents_policy.sees_comment)
    kinds.register(KNOWLEDGE)
    kinds.register(SOP)
    kinds.register(REGULATION)
    kinds.register(INCIDENT)
    files_changed_by(INCIDENT.code, incidents.get_changes_files)
    word_by(INCIDENT.code, incidents_service.without_names)
    print_beside(INCIDENT.code, incidents.get_beside)
    project_by(regulations.ArticleRows())
    link_by(regulations.ArticleLinks())
    kinds.register(CONSULTATION)
    find_by(FindableTogether(FindableDocuments(), FindablePublicRecords()))
    files_changed_by(CONSULTATION.code, consultations.get_files_open)
    print_beside(CONSULTATION.code, consultations.get_beside)
    _wire_deciding_and_reading()


def _outbound(settings: Settings) -> Outbound:
    channels: dict[ChannelCode, Channel] = {"teams": TeamsChannel(settings)}
    push_key = ""
    # Its key is made at the first start; a command that may not write there goes without push.
    with contextlib.suppress(OSError):
        push = PushChannel(settings)
        channels["push"], push_key = push, push.public
    if settings.mail_host:
        channels["mail"] = MailChannel(settings)
    return Outbound(settings.base_url, settings.outbound == "held", settings.outbound_own_hosts, push_key, channels)


def _wire_deciding_and_reading() -> None:
    _wire_approvals()
    _wire_distribution()


def _wire_approvals() -> None:
    label_by("approval_route", _labels(approvals.list_route_labels))
    label_by("approval_rules", lambda _, ids: dict.fromkeys(ids, "承認ルートの適用の順序"))
    route_by(ApprovalRoutes())
    decide_about(Closing())
    decide_about(Verification())
    for event in PEOPLE_EVENTS:
        outbox.register(f"approvals.refresh_{event.name.replace('.', '_')}", event, approvals_jobs.refresh)
    outbox.register("approvals.recalculate", CalendarChanged, approvals_jobs.recalculate)
    outbox.register("consultations.recalculate", CalendarChanged, consultations_jobs.recalculate)


def _wire_distribution() -> None:
    for kind in ("distribution_group", "distribution_template"):
        label_by(kind, _labels(distribution.list_saved_labels))
    label_by("distribution_rules", lambda _, ids: dict.fromkeys(ids, "自動配信の規則"))
    outbox.register("distribution.edition_in_force", EditionInForce, distribution_jobs.edition_in_force)


def routes() -> Sequence[HTTPRouteHandler]:
    """The route handlers of all slices."""
    return [
        *ops_routes.ROUTES,
        *accounts_routes.ROUTES,
        *audit_routes.ROUTES,
        *notifications_routes.ROUTES,
        *projects_routes.ROUTES,
        *documents_routes.ROUTES,
        *sops_routes.ROUTES,
        *regulations_routes.ROUTES,
        *incidents_routes.ROUTES,
        *consultations_routes.ROUTES,
        *approvals_routes.ROUTES,
        *distribution_routes.ROUTES,
        *search_routes.ROUTES,
    ]


def actor_source(settings: Settings) -> ActorSource:
    """Who a token is, for the edge."""
    return accounts_routes.TokenActors(settings)


def process_services(settings: Settings) -> dict[type, object]:
    """What the route files of a web process share: made once a process."""
    return {
        accounts_service.Gate: accounts_service.open_gate(settings),
        BlobStore: open_store(settings),
        IndexReader: IndexReader(settings.home),
        Printer: Printer(PdfCache(settings.home / "cache" / "pdf")),
        SignInHints: demo.sign_in_hints(settings),
    }


def _labels(
    source: Callable[[Tx, Actor, Collection[UUID]], Mapping[UUID, str]],
) -> Callable[[Tx, Collection[str]], Mapping[str, str]]:
    def named(tx: Tx, ids: Collection[str]) -> Mapping[str, str]:
        return {str(key): label for key, label in source(tx, LABELS, [UUID(text) for text in ids]).items()}

    return named
