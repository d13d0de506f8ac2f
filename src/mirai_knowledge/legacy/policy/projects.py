"""Plans projects. What a project has no field for yet (budget, progress, milestones, members as names) is kept as attributes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.policy.fields import KEPT, Fields
from mirai_knowledge.legacy.policy.findings import Findings, Meaning, NamedThing
from mirai_knowledge.legacy.policy.matching import PersonNames, code_in
from mirai_knowledge.legacy.policy.vocabulary import Vocabularies
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.planned import PlannedProject
from mirai_knowledge.legacy.schemas.source import Origin, Record, Refused
from mirai_knowledge.projects.schemas.fields import PROJECT_CODE, normal_code

NAME_LIMIT, CODE_LIMIT, REGION_LIMIT, DESCRIPTION_LIMIT = 200, 40, 100, 10_000


@dataclass(slots=True)
class ProjectContext:
    """What the plan of projects needs besides the records."""

    findings: Findings
    vocabularies: Vocabularies
    people: PersonNames
    _codes: set[str] = field(default_factory=set)

    def free_code(self, wanted: str, origin_id: str) -> str:
        """The wanted code, or one made of it and the id when an earlier record has that."""
        code = wanted
        while code in self._codes:
            code = f"{wanted[: CODE_LIMIT - len(origin_id) - 1]}-{origin_id}" if code == wanted else f"{code}X"
        self._codes.add(code)
        return code


def plan_projects(records: list[Record], context: ProjectContext) -> Iterator[PlannedProject | Refused]:
    """Each record as a project; several of one name stay several projects."""
    _note_doubled(records, context.findings)
    for record in records:
        yield _plan(record, context)


def _plan(record: Record, context: ProjectContext) -> PlannedProject | Refused:
    fields = Fields(record.origin, record.raw, context.findings)
    name = fields.line("name", limit=NAME_LIMIT)
    if name is None:
        fields.note(kinds.RECORD_INCOMPLETE, "取り込まず、原文だけを保存", field="name")
        return Refused(record.origin, record.raw, record.digest, "現場名がない")
    status = _status(fields, context)
    starts_on, ends_on = fields.day("start_date"), fields.day("end_date")
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        fields.note(kinds.CONTRADICTION, f"終わりを空にし、値は{KEPT}", field="end_date", value="始まりより前の終わり")
        fields.keep("end_date", fields.whole("end_date"))
        ends_on = None
    _note_status(fields, status, ends_on)
    _note_milestones(fields)
    _note_members(fields, context)
    fields.reference("id")
    section = fields.line("work_section", limit=REGION_LIMIT)
    return PlannedProject(
        origin=record.origin,
        raw=record.raw,
        digest=record.digest,
        code=_code(fields, name, context),
        name=name,
        description=fields.line("description", limit=DESCRIPTION_LIMIT),
        client=fields.line("client", limit=NAME_LIMIT),
        region=fields.line("location", limit=REGION_LIMIT),
        status=status,
        work_types=_work_types(fields, context),
        sections=(section,) if section else (),
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=fields.instant("created_at"),
        updated_at=fields.instant("updated_at"),
        attributes=fields.leave_rest(),
    )


def _code(fields: Fields, name: str, context: ProjectContext) -> str:
    given = fields.line("code", limit=CODE_LIMIT)
    usable = normal_code(given) if given else None
    if usable is not None and PROJECT_CODE.fullmatch(usable) is None:
        fields.note(kinds.FIELD_UNREADABLE, f"使わず、値は{KEPT}", field="code", value=given)
        fields.keep("code", given)
        usable = None
    wanted = usable or code_in(name)
    if wanted is None:
        wanted = f"L-{fields.origin.id}"[:CODE_LIMIT] if PROJECT_CODE.fullmatch(f"L-{fields.origin.id}"[:CODE_LIMIT]) else "L"
        fields.note(kinds.FIELD_ABSENT, "番号から工事番号を作る", field="code")
    code = context.free_code(wanted, fields.origin.id if PROJECT_CODE.fullmatch(fields.origin.id) else "2")
    if code != wanted:
        fields.note(kinds.DUPLICATE_CODE, f"「{code}」にする", field="code", value=wanted)
    return code


def _status(fields: Fields, context: ProjectContext) -> str:
    word = fields.line("status", limit=REGION_LIMIT)
    if word is None:
        fields.note(kinds.FIELD_ABSENT, "「in_progress」とする", field="status")
        return "in_progress"
    meaning = context.vocabularies.meaning("project_status", word)
    context.findings.meant(fields.origin, "status", meaning)
    if meaning.target is None:
        fields.note(kinds.VALUE_UNKNOWN, f"「in_progress」とし、値は{KEPT}", field="status", value=word)
        fields.keep("status", word)
    return meaning.target or "in_progress"


def _work_types(fields: Fields, context: ProjectContext) -> tuple[str, ...]:
    word = fields.line("work_type", limit=REGION_LIMIT)
    if word is None:
        return ()
    meaning: Meaning = context.vocabularies.meaning("work_type", word)
    context.findings.meant(fields.origin, "work_type", meaning)
    if meaning.target is None:
        fields.note(kinds.VALUE_UNKNOWN, f"工種を付けず、値は{KEPT}", field="work_type", value=word)
        fields.keep("work_type", word)
        return ()
    return (meaning.target,)


def _note_status(fields: Fields, status: str, ends_on: date | None) -> None:
    progress = fields.whole("progress")
    done = progress if isinstance(progress, int | float) else None
    ended = None if ends_on is None else ends_on < clock.today_jst()
    as_is = "そのまま取り込む"
    if status == "completed" and done is not None and done < 100:
        fields.note(kinds.CONTRADICTION, as_is, field="progress", value="完了なのに進捗が100%未満")
    if status == "completed" and ended is False:
        fields.note(kinds.CONTRADICTION, as_is, field="end_date", value="完了なのに終わりの日が来ていない")
    if status == "in_progress" and ended:
        fields.note(kinds.CONTRADICTION, as_is, field="end_date", value="施工中なのに終わりの日を過ぎている")
    if status == "planning" and done:
        fields.note(kinds.CONTRADICTION, as_is, field="progress", value="計画中なのに進捗がある")


def _note_milestones(fields: Fields) -> None:
    milestones: JsonValue = fields.whole("milestones")
    for milestone in milestones if isinstance(milestones, list) else []:
        if not isinstance(milestone, dict):
            continue
        status, completed = milestone.get("status"), milestone.get("completion_date")
        if status == "completed" and not completed:
            fields.note(kinds.CONTRADICTION, f"そのまま{KEPT}", field="milestones[]", value="completedなのに完了日がない")
        if status in ("pending", "in_progress") and completed:
            fields.note(kinds.CONTRADICTION, f"そのまま{KEPT}", field="milestones[]", value=f"{status}なのに完了日がある")


def _note_members(fields: Fields, context: ProjectContext) -> None:
    """Names of members stay text: whoever is one in earnest is registered by a person, with dates."""
    members: JsonValue = fields.whole("members")
    seen: set[str] = set()
    for member in members if isinstance(members, list) else []:
        name = member.get("name") if isinstance(member, dict) else None
        if not isinstance(name, str):
            continue
        found = context.people.find(name)
        candidates = (found.target,) if found.target else found.candidates
        evidence = f"{found.evidence}。現場の人としての登録は人が行う" if candidates else found.evidence
        thing = NamedThing("person", name, None, evidence, candidates)
        context.findings.linked(fields.origin, "members[].name", thing)
        if name in seen:
            fields.note(kinds.CONTRADICTION, f"そのまま{KEPT}", field="members[].name", value=f"{name}が2回ある")
        seen.add(name)


def _note_doubled(records: list[Record], findings: Findings) -> None:
    names: defaultdict[str, list[Origin]] = defaultdict(list)
    addresses: defaultdict[str, dict[str, Origin]] = defaultdict(dict)
    for record in records:
        names[str(record.raw.get("name"))].append(record.origin)
        members = record.raw.get("members")
        for member in members if isinstance(members, list) else []:
            if isinstance(member, dict) and member.get("email"):
                addresses[str(member["email"])].setdefault(str(member.get("name")), record.origin)
    for name, origins in names.items():
        if len(origins) > 1:
            for origin in origins:
                findings.add(
                    kinds.DUPLICATE_NAME, origin, "別の現場として取り込む。まとめるのは人が行う", field="name", value=name
                )
    for address, people in addresses.items():
        if len(people) > 1:
            for origin in sorted(set(people.values())):
                value = f"{address}（{len(people)}人の名前）"
                findings.add(kinds.DUPLICATE_EMAIL, origin, f"そのまま{KEPT}", field="members[].email", value=value)
