"""Expert profiles by the batch, for a migration: what has no field, and figures typed in elsewhere, is kept beside."""

from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.model import ExpertProfile
from mirai_knowledge.accounts.policy import MANAGE_PEOPLE
from mirai_knowledge.accounts.schemas import tags
from mirai_knowledge.accounts.schemas.experts import LoadExpert, LoadExperts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require


def load_experts(tx: Tx, actor: Actor, batch: LoadExperts) -> int:
    """Each of these people is an expert, and this is how many are so by this batch; a profile that somebody has written
    here since stays. Rule P-011.
    """
    require(actor, MANAGE_PEOPLE)
    loaded = sum(_load(tx, actor, item, batch) for item in batch.items)
    detail = {"loaded": loaded, "kept": len(batch.items) - loaded}
    audit.record(tx, actor, tags.EXPERTS_LOADED, Subject("legacy_run", batch.run), detail=detail)
    return loaded


def _load(tx: Tx, actor: Actor, item: LoadExpert, batch: LoadExperts) -> bool:
    person_id = PersonId(item.person_id)
    profile = queries.find_profile(tx, actor, person_id)
    if profile is not None and (profile.intake_run is None or profile.version > 1):
        return False
    now = clock.now()
    if profile is None:
        profile = ExpertProfile(person_id=person_id, leads=False, created_at=now)
        tx.add(profile)
    profile.specialties, profile.certifications = list(item.specialties), list(item.certifications)
    profile.years, profile.bio, profile.available = item.years, item.bio, item.available
    profile.legacy = {"figures": dict(item.figures), "attributes": dict(item.attributes)}
    profile.intake_run, profile.version, profile.updated_at = batch.run, 1, now
    tx.flush()  # the next item may be the same person
    changes.mark(tx, "person", person_id)
    return True
