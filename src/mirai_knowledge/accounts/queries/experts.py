"""Reading experts: profiles by reading, one of them, the words for what they know, and who holds a right."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select
from sqlalchemy.orm import selectinload

from mirai_knowledge.accounts.errors import PersonNotFound
from mirai_knowledge.accounts.model import ExpertProfile, Person, PersonRole, PersonState
from mirai_knowledge.accounts.policy import CHANGE_EXPERT, MANAGE_PEOPLE, SEE_EXPERTS, may_change_expert
from mirai_knowledge.accounts.schemas import CompanyRef
from mirai_knowledge.accounts.schemas.experts import ExpertView, ListExperts
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.kernel.text import fold, reading_key

UNSAID = ExpertProfile(
    specialties=[], certifications=[], years=None, bio="", available=True, leads=False, legacy=None, version=0
)  # fmt: skip


def list_experts(tx: Tx, actor: Actor, wanted: ListExperts) -> tuple[ExpertView, ...]:
    """Every expert of that sort, by reading. Rule P-175."""
    require(actor, SEE_EXPERTS)
    statement = _experts()
    for word in (wanted.q or "").split():
        statement = statement.where(_contains(word))
    if wanted.specialty is not None:
        statement = statement.where(ExpertProfile.specialties.contains([wanted.specialty]))
    views = (_view(actor, person, profile) for profile, person in tx.execute(statement.order_by(Person.sort_key, Person.id)))
    return tuple(view for view in views if view.takes_questions or not wanted.available)


def get_expert(tx: Tx, actor: Actor, person_id: UUID) -> ExpertView:
    """One expert. Rule P-175; raises PersonNotFound for somebody who is none."""
    require(actor, SEE_EXPERTS)
    found = tx.execute(_experts().where(Person.id == person_id)).first()
    if found is None:
        raise _missing()
    return _view(actor, found[1], found[0])


def get_expert_form(tx: Tx, actor: Actor, person_id: UUID) -> ExpertView:
    """What is said of a person as an expert, nothing of one who is none yet. Rule P-176; raises PersonNotFound."""
    statement = select(Person).where(Person.id == person_id).options(selectinload(Person.company))
    person = tx.scalars(statement).first()
    if person is None:
        raise _missing()
    require(actor, CHANGE_EXPERT, where=lambda: may_change_expert(actor, person_id))
    return _view(actor, person, _profile(tx, person_id) or UNSAID)


def find_profile(tx: Tx, _actor: Actor, person_id: PersonId) -> ExpertProfile | None:
    """A person's profile, locked for a change until the transaction ends, also against a second first one."""
    tx.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    return _profile(tx, person_id)


def list_specialties(tx: Tx, actor: Actor) -> tuple[str, ...]:
    """The words by which experts say what they know, the usual ones first. Rule P-175."""
    require(actor, SEE_EXPERTS)
    word = func.jsonb_array_elements_text(ExpertProfile.specialties).table_valued("value")
    counted = select(word.c.value).select_from(ExpertProfile).join(word, onclause=ExpertProfile.person_id.is_not(None))
    return tuple(tx.scalars(counted.group_by(word.c.value).order_by(func.count().desc(), word.c.value)))


def list_role_holders(tx: Tx, _actor: Actor, roles: Collection[str]) -> tuple[PersonId, ...]:
    """The people in one of these roles who can sign in."""
    held = select(PersonRole.person_id).where(PersonRole.role_code.in_(roles))
    return tuple(tx.scalars(select(Person.id).where(Person.state == PersonState.ACTIVE, Person.id.in_(held))))


def _experts() -> Select[ExpertProfile, Person]:
    statement = select(ExpertProfile, Person).join(Person, Person.id == ExpertProfile.person_id)
    return statement.options(selectinload(Person.company)).execution_options(populate_existing=True)


def _profile(tx: Tx, person_id: UUID) -> ExpertProfile | None:
    statement = select(ExpertProfile).where(ExpertProfile.person_id == person_id)
    return tx.scalars(statement.execution_options(populate_existing=True)).first()


def _contains(word: str) -> ColumnElement[bool]:
    texts = [column.icontains(fold(word), autoescape=True) for column in (Person.name, Person.department, ExpertProfile.bio)]
    words = (ExpertProfile.specialties, ExpertProfile.certifications)
    texts += [cast(column, String).icontains(word, autoescape=True) for column in words]
    return or_(*texts, Person.sort_key.contains(reading_key(word), autoescape=True))


def _view(actor: Actor, person: Person, profile: ExpertProfile) -> ExpertView:
    active = person.state == PersonState.ACTIVE
    legacy = profile.legacy or {}
    figures = legacy.get("figures")
    return ExpertView(
        person_id=person.id,
        name=person.name,
        department=person.department,
        company=CompanyRef(person.company.id, person.company.name) if person.company else None,
        active=active,
        specialties=tuple(profile.specialties),
        certifications=tuple(profile.certifications),
        years=profile.years,
        bio=profile.bio,
        available=profile.available,
        away_from=profile.away_from,
        away_until=profile.away_until,
        takes_questions=active and profile.can_be_asked(clock.today_jst()),
        leads=profile.leads,
        former=dict(figures) if isinstance(figures, dict) else {},
        version=profile.version,
        can_edit=may_change_expert(actor, person.id),
        can_set_leads=MANAGE_PEOPLE.right is not None and actor.may(MANAGE_PEOPLE.right.code),
    )


def _missing() -> PersonNotFound:
    return PersonNotFound("この専門家は登録されていません。専門家の一覧を開き直してください。")
