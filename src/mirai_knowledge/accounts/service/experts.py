"""What experts and administrators say of experts."""

import msgspec

from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.errors import ExpertStale
from mirai_knowledge.accounts.events import ExpertChanged
from mirai_knowledge.accounts.model import ExpertProfile
from mirai_knowledge.accounts.policy import MANAGE_PEOPLE
from mirai_knowledge.accounts.schemas import tags
from mirai_knowledge.accounts.schemas.experts import SetExpert
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require


def set_expert(tx: Tx, actor: Actor, command: SetExpert, *, person_id: PersonId, expected: int) -> None:
    """The person is an expert of whom this is said. Whether one looks after late consultations only administrators change.

    Rule P-176 (P-011 for `leads`); raises PersonNotFound and ExpertStale.
    """
    form = queries.get_expert_form(tx, actor, person_id)
    profile = queries.find_profile(tx, actor, person_id)
    if (profile.version if profile is not None else 0) != expected:
        raise ExpertStale("いまの内容を確認してから、もう一度保存してください。", extra={"current": msgspec.to_builtins(form)})
    now = clock.now()
    if profile is None:
        profile = ExpertProfile(person_id=person_id, leads=False, created_at=now, version=0)
        tx.add(profile)
        before: Recorded = {}
    else:
        before = _state(profile)
    if command.leads != profile.leads:
        require(actor, MANAGE_PEOPLE)
    for name, value in command.model_dump().items():
        setattr(profile, name, list(value) if isinstance(value, tuple) else value)
    if _state(profile) == before:
        return
    profile.touch(now)
    tx.flush()  # the answer reads it back
    subject = Subject("person", person_id)
    audit.record(tx, actor, tags.EXPERT_CHANGED, subject, before=before, after=_state(profile), personal_fields={"bio"})
    outbox.emit(tx, ExpertChanged(person_id=person_id))
    changes.mark(tx, "person", person_id)


def _state(profile: ExpertProfile) -> Recorded:
    return {
        "specialties": list(profile.specialties),
        "certifications": list(profile.certifications),
        "years": profile.years,
        "bio": profile.bio,
        "available": profile.available,
        "away_from": profile.away_from,
        "away_until": profile.away_until,
        "leads": profile.leads,
    }
