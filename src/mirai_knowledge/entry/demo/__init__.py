"""Demonstration data: into an empty development database only, never in production."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mirai_knowledge.accounts import intake, queries, service
from mirai_knowledge.accounts.schemas import AddCompany, AddPerson, ListPeople
from mirai_knowledge.entry.demo import (
    approvals,
    consultations,
    distribution,
    documents,
    incidents,
    procedures,
    projects,
    standards,
    work,
)
from mirai_knowledge.entry.demo.cast import CAST, COMPANIES
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.blobs import open_store
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import JOB, Database, Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.ops.routes import SignInHints
from mirai_knowledge.ops.schemas import SignInHint

LOADER = Actor.system("demo.load")
ROLE_NAMES = {
    "admin": "管理者",
    "site_manager": "所長",
    "construction": "施工管理",
    "quality": "品質保証",
    "safety": "安全衛生",
    "expert": "技術本部",
    "partner": "協力会社",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """The ids of the invented people and companies by their keys."""

    people: Mapping[str, PersonId]
    companies: Mapping[str, UUID]


def load_if_empty(settings: Settings, url: str) -> bool:
    """The standing cast, its projects and its documents are in the database when that held nobody and this is a development
    installation with `MKS_DEMO` on; returns whether it was loaded.
    """
    if settings.env == "production" or not settings.demo:
        return False
    database = Database(url, size=1, timeouts=JOB, name="mks-demo")
    try:
        with database.begin() as tx:
            if queries.list_people(tx, LOADER, ListPeople(state="all"), limit=1).total:
                return False
            loaded = load_cast(tx, with_mail=True)
            sites = projects.load(tx, LOADER, loaded.people, loaded.companies)
            work.load(tx, LOADER, sites, loaded.people, loaded.companies)
            blobs = open_store(settings)
            documents.load(tx, LOADER, people=loaded.people, projects=sites, blobs=blobs)
            procedures.load(tx, LOADER, people=loaded.people, projects=sites)
            standards.load(tx, LOADER, people=loaded.people)
            incidents.load(tx, LOADER, people=loaded.people, projects=sites)
            consultations.load(tx, LOADER, people=loaded.people, projects=sites)
            approvals.load(tx, LOADER, people=loaded.people, projects=sites)
            distribution.load(tx, LOADER, people=loaded.people)
        return True
    finally:
        database.dispose()


def load_cast(tx: Tx, *, with_mail: bool = False) -> Loaded:
    """The invented companies and people are there, with their known passwords; returns their ids by key.

    With mail they have addresses of a domain that is nobody's, so that what they are told stands in the outbox page.
    """
    hasher = service.Hasher()
    companies: dict[str, UUID] = {}
    for company in COMPANIES:
        values = {"code": company.code, "name": company.name, "name_kana": company.name_kana, "kind": company.kind}
        companies[company.key] = service.add_company(tx, LOADER, AddCompany.model_validate(values))
    people: dict[str, PersonId] = {}
    for member in CAST:
        command = AddPerson(
            login_name=member.login_name,
            name=member.name,
            name_kana=member.name_kana,
            department=member.department,
            email=f"{member.login_name}@example.jp" if with_mail else None,
            company_id=companies[member.company],
            roles=member.roles,
        )
        people[member.key] = service.add_person(tx, LOADER, command, hasher=hasher).person_id
        intake.give_password(tx, LOADER, people[member.key], password_hash=hasher.hash(member.password))
    return Loaded(people, companies)


def sign_in_hints(settings: Settings) -> SignInHints:
    """Whom one may sign in as on this development installation; nobody anywhere else."""
    if settings.env != "development" or not settings.demo:
        return SignInHints()
    return SignInHints(
        SignInHint(member.login_name, member.password, member.name, ROLE_NAMES[member.roles[0]]) for member in CAST
    )


def announce(settings: Settings) -> None:
    """Says on the terminal where the system is and how to sign in."""
    lines = ["", f"  ミライ ナレッジ システムが起動しました: http://localhost:{settings.port}", ""]
    hints = sign_in_hints(settings)
    if hints:
        lines.append("  ログイン名とパスワード（開発用の架空の人物）:")
        lines += [f"    {hint.role:<6}　{hint.login_name:<10} {hint.password:<22} {hint.name}" for hint in hints]
        lines.append("")
    lines += ["  終了するには Ctrl-C を押してください。", ""]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
