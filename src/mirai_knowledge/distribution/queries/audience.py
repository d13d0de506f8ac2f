"""Audiences: whom they reach, how they are said, and what they can be made of."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select, union

from mirai_knowledge.accounts import policy as people
from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.accounts.policy import PeopleSet
from mirai_knowledge.distribution.errors import NothingToSend
from mirai_knowledge.distribution.model import DistributionGroup
from mirai_knowledge.distribution.policy import P_200, due_after, left_out, recipients
from mirai_knowledge.distribution.schemas.commands import Preview
from mirai_knowledge.distribution.schemas.shapes import Target, read_audience
from mirai_knowledge.distribution.schemas.views import AudienceChoices, AudiencePreview, Choice, PreviewName, TargetView
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.documents.schemas.views import NamedCode
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import policy as projects_policy
from mirai_knowledge.projects import queries as projects
from mirai_knowledge.projects.schemas import ListProjects

ASKING = Actor.system("distribution.people")
NAMES_AT_ONCE = 100
OFFERED_PROJECTS = 100


def get_people(tx: Tx, _actor: Actor, audience: Sequence[Target]) -> PeopleSet:
    """The people whom an audience names, as a set; groups are looked into, and hold no groups."""
    groups = {UUID(target.value) for target in audience if target.kind == "group"}
    rows = tx.scalars(select(DistributionGroup).where(DistributionGroup.id.in_(groups))).all() if groups else ()
    inner = [target for row in rows for target in read_audience(row.audience)]
    sets = [_set_of(target) for target in (*audience, *inner) if target.kind != "group"]
    return union(*sets) if sets else people.these_people(())


def get_preview(tx: Tx, actor: Actor, command: Preview, *, document_id: UUID) -> AudiencePreview:
    """Whom the audience would reach now, in names from the offset on, and who would be left out.

    Rule P-200; raises DocumentNotFound and NothingToSend.
    """
    document, edition = get_to_send(tx, actor, document_id)
    reached = get_people(tx, actor, command.audience)
    asked = recipients(document, reached, open_to_hidden=command.open_to_hidden).subquery("asked")
    out = left_out(document, reached, open_to_hidden=command.open_to_hidden).subquery("out")
    # The sender is not asked to read what they send.
    not_sender = asked.c.id != actor.person_id
    counts = tx.execute(select(func.count(), func.count().filter(asked.c.hidden)).select_from(asked).where(not_sender)).one()
    named = select(asked).where(not_sender).order_by(asked.c.sort_key, asked.c.id)
    names = tx.execute(named.offset(command.offset).limit(NAMES_AT_ONCE)).all()
    missed = tx.execute(
        select(out).where(out.c.id != actor.person_id).order_by(out.c.sort_key, out.c.id).limit(NAMES_AT_ONCE)
    ).all()
    never = tx.scalar(select(func.count()).select_from(out).where(out.c.id != actor.person_id)) or 0
    now = clock.now()
    starts = edition.in_force_from or now
    return AudiencePreview(
        words=get_words(tx, actor, command.audience),
        recipients=counts[0],
        hidden=counts[1],
        never=never,
        names=tuple(PreviewName(row.id, row.name, row.company, row.hidden) for row in names),
        left_out=tuple(PreviewName(row.id, row.name, row.company, True) for row in missed),
        offset=command.offset,
        usual_due_at=due_after(None, edition.importance, max(now, starts), accounts.get_working_time(tx, actor)),
        edition_no=documents.list_edition_numbers(tx, actor, [edition.id])[edition.id],
        edition_from=starts,
    )


def get_to_send(tx: Tx, actor: Actor, document_id: UUID) -> tuple[Document, Edition]:
    """The document and its edition in force, else the one that will be, as far as the actor may send it.

    Rule P-200; raises DocumentNotFound and NothingToSend.
    """
    require(actor, P_200)
    document, held = documents.get_document(tx, actor, document_id)
    document.refuse_unless_live()
    edition = documents.find_in_force(tx, actor, document.id)
    if edition is None and held.drafts:
        edition = next(iter(documents.list_coming(tx, actor, document.id)), None)
    if edition is None:
        raise NothingToSend("施行中の版も、施行を待っている版もありません。公開してから配信してください。")
    return document, edition


def get_words(tx: Tx, actor: Actor, audience: Sequence[Target]) -> str:
    """The audience in one line."""
    return "、".join(view.name for view in list_targets(tx, actor, [audience])[0])


def list_targets(tx: Tx, _actor: Actor, audiences: Sequence[Sequence[Target]]) -> tuple[tuple[TargetView, ...], ...]:
    """These audiences with their names, in the same order. Asked on behalf of whoever may see them."""
    flat = [target for audience in audiences for target in audience]
    roles = accounts.list_role_names(tx, ASKING, [target.value for target in flat if target.kind == "role"])
    ids = {kind: _ids(flat, kind) for kind in ("person", "company", "group", "project")}
    sites = projects.list_names(tx, ASKING, ids["project"] | {each.project_id for each in flat if each.project_id is not None})
    groups = tx.execute(select(DistributionGroup.id, DistributionGroup.name).where(DistributionGroup.id.in_(ids["group"])))
    named: dict[str, Mapping[str, str]] = {
        "role": roles,
        "person": {str(key): each.name for key, each in accounts.list_person_names(tx, ASKING, ids["person"]).items()},
        "company": {str(key): each.company.name for key, each in accounts.list_company_names(tx, ASKING, ids["company"]).items()},
        "group": {str(row.id): row.name for row in groups},
        "project": {str(key): each.name for key, each in sites.items()},
    }
    site_names = {key: ref.name for key, ref in sites.items()}
    return tuple(tuple(_view(target, named, site_names) for target in audience) for audience in audiences)


def list_choices(tx: Tx, actor: Actor, *, q: str | None) -> AudienceChoices:
    """What an audience can be made of; people, companies and sites with the words. Rule P-200."""
    require(actor, P_200)
    codes = accounts.list_role_codes(tx, ASKING)
    names = accounts.list_role_names(tx, ASKING, codes)
    sites = projects.list_projects(tx, actor, ListProjects(q=q, status="live"), limit=OFFERED_PROJECTS)
    active = select(DistributionGroup).where(DistributionGroup.archived_at.is_(None)).order_by(DistributionGroup.name)
    return AudienceChoices(
        roles=tuple(NamedCode(code, names[code]) for code in codes),
        projects=tuple(Choice(site.id, site.name, site.code) for site in sites.items),
        groups=tuple(Choice(row.id, row.name, row.note) for row in tx.scalars(active)),
        companies=tuple(Choice(each.id, each.name, "") for each in accounts.list_companies_to_choose(tx, actor, q)),
        people=tuple(
            Choice(each.id, each.name, each.company.name if each.company is not None else "")
            for each in accounts.list_people_to_choose(tx, actor, q)
        ),
    )


def list_unknown(tx: Tx, actor: Actor, audience: Sequence[Target]) -> tuple[int, ...]:
    """The places of the parts of an audience that name nothing there is, or what the actor may not see."""
    views = list_targets(tx, actor, [audience])[0]
    seen = projects.list_names(
        tx, actor, _ids(audience, "project") | {each.project_id for each in audience if each.project_id is not None}
    )
    places = []
    for place, view in enumerate(views):
        site = UUID(view.value) if view.kind == "project" else view.project_id
        if view.name == UNKNOWN or (site is not None and site not in seen):
            places.append(place)
    return tuple(places)


UNKNOWN = "（登録なし）"


def _view(target: Target, named: Mapping[str, Mapping[str, str]], sites: Mapping[UUID, str]) -> TargetView:
    name = {"everyone": "全員", "tier": f"{target.value}次の会社" if target.value != "0" else "元請"}.get(target.kind)
    if name is None:
        name = named[target.kind].get(target.value, UNKNOWN)
    if target.project_id is not None and name != UNKNOWN:
        name = f"{sites.get(target.project_id, UNKNOWN)}の{name}"
    return TargetView(kind=target.kind, value=target.value, project_id=target.project_id, name=name)


def _ids(audience: Iterable[Target], kind: str) -> set[UUID]:
    return {UUID(target.value) for target in audience if target.kind == kind}


def _set_of(target: Target) -> Select[PersonId]:
    within = projects_policy.members_of(target.project_id) if target.project_id is not None else None
    if target.kind == "everyone":
        found = people.everybody()
    elif target.kind == "role":
        found = people.with_role(target.value)
    elif target.kind == "project":
        found = projects_policy.members_of(UUID(target.value))
    elif target.kind == "company":
        found = people.of_companies([UUID(target.value)])
    elif target.kind == "tier" and target.project_id is not None:
        found = people.of_companies(projects_policy.companies_in_tier(target.project_id, int(target.value)))
    else:
        found = people.these_people([UUID(target.value)])
    return found if within is None else people.narrowed(found, within)
