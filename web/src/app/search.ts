/** Filters and tabs stand in the address; what does not fit is left out rather than refused. */

type Raw = Record<string, unknown>;

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function oneOf<const T extends string>(value: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}

/** Without the keys that hold nothing, so that the address stays short. */
function filled<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export const signIn = (raw: Raw) => filled({ next: text(raw.next), why: oneOf(raw.why, ['ended', 'left']) });

export const people = (raw: Raw) =>
  filled({
    q: text(raw.q),
    role: text(raw.role),
    company_id: text(raw.company_id),
    state: oneOf(raw.state, ['active', 'disabled', 'all']),
    add: raw.add === true ? true : undefined,
  });

export const companies = (raw: Raw) =>
  filled({
    q: text(raw.q),
    kind: oneOf(raw.kind, ['own', 'partner', 'client']),
    open: text(raw.open),
  });

export const projects = (raw: Raw) =>
  filled({
    q: text(raw.q),
    status: oneOf(raw.status, ['live', 'planning', 'in_progress', 'suspended', 'completed', 'archived']),
    work_type: text(raw.work_type),
    mine: raw.mine === true ? true : undefined,
    add: raw.add === true ? true : undefined,
  });

export const documents = (raw: Raw) =>
  filled({
    q: text(raw.q),
    kind: text(raw.kind),
    category: text(raw.category),
    work_type: text(raw.work_type),
    project: text(raw.project),
    tag: text(raw.tag),
    importance: oneOf(raw.importance, ['low', 'medium', 'high', 'critical']),
    audience: oneOf(raw.audience, ['internal', 'partners', 'site', 'named']),
    state: oneOf(raw.state, ['valid', 'revising', 'archived', 'all']),
    mine: raw.mine === true ? true : undefined,
    favourites: raw.favourites === true ? true : undefined,
    sort: oneOf(raw.sort, ['updated', 'title', 'number', 'views']),
  });

const FACETS = ['kind', 'status', 'category', 'work_type', 'project'] as const;

/** One value or many, as an address may have them. */
function many(value: unknown): string[] | undefined {
  const values = (Array.isArray(value) ? value : [value]).map(text).filter((one) => one !== undefined);
  return values.length === 0 ? undefined : values;
}

export const found = (raw: Raw) =>
  filled({
    q: text(raw.q),
    sort: oneOf(raw.sort, ['updated']),
    ...(Object.fromEntries(FACETS.map((facet) => [facet, many(raw[facet])])) as {
      [F in (typeof FACETS)[number]]?: string[] | undefined;
    }),
  });

export const drafts = (raw: Raw) => filled({ whose: oneOf(raw.whose, ['all']) });

export const comparison = (raw: Raw) => filled({ from: text(raw.from), to: text(raw.to) });

/** A day of the calendar: 2026-02-30 is none. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

export const document = (raw: Raw) => {
  const edition = Number(raw.edition);
  const day = text(raw.as_of);
  return filled({
    edition: Number.isInteger(edition) && edition > 0 ? edition : undefined,
    as_of: day !== undefined && isDay(day) ? day : undefined,
  });
};

export const laws = (raw: Raw) => filled({ tab: oneOf(raw.tab, ['import', 'names']) });

export const newDocument = (raw: Raw) => filled({ kind: text(raw.kind), id: text(raw.id) });

export const roles = (raw: Raw) => filled({ edit: text(raw.edit) });

export const notices = (raw: Raw) => filled({ state: oneOf(raw.state, ['unread', 'all']) });

export const outbound = (raw: Raw) =>
  filled({
    tab: oneOf(raw.tab, ['settings', 'tray']),
    q: text(raw.q),
    channel: oneOf(raw.channel, ['mail', 'teams', 'push']),
    state: oneOf(raw.state, ['waiting', 'claimed', 'sent', 'failed', 'held', 'withdrawn']),
  });

export const audit = (raw: Raw) =>
  filled({
    tag: text(raw.tag),
    person_id: text(raw.person_id),
    subject_kind: text(raw.subject_kind),
    subject_id: text(raw.subject_id),
    request_id: text(raw.request_id),
    from: text(raw.from),
    until: text(raw.until),
  });

export const consultations = (raw: Raw) =>
  filled({
    q: text(raw.q),
    state: oneOf(raw.state, ['open', 'assigned', 'answered', 'resolved', 'cancelled']),
    priority: oneOf(raw.priority, ['low', 'normal', 'high', 'urgent']),
    specialty: text(raw.specialty),
    project: text(raw.project),
    whose: oneOf(raw.whose, ['all', 'waiting', 'to_answer', 'asked', 'unassigned', 'late']),
    sort: oneOf(raw.sort, ['due']),
  });

export const newConsultation = (raw: Raw) => filled({ expert: text(raw.expert), title: text(raw.title) });

export const experts = (raw: Raw) =>
  filled({ q: text(raw.q), specialty: text(raw.specialty), available: raw.available === true ? true : undefined });

export const calendar = (raw: Raw) => {
  const year = Number(raw.year);
  return filled({ year: Number.isInteger(year) && year >= 1955 && year <= 2100 ? year : undefined });
};

export const account = (raw: Raw) =>
  filled({ tab: oneOf(raw.tab, ['profile', 'password', 'notices', 'sessions', 'look']) });

const STATES = ['reported', 'investigating', 'action_plan', 'correcting', 'verifying', 'closed'] as const;
const yes = (value: unknown): true | undefined => (value === true ? true : undefined);
const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);

function whole(value: unknown): number | undefined {
  return Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined;
}

export const incidents = (raw: Raw) => {
  const state = STATES.filter((one) => many(raw.state)?.includes(one));
  return filled({
    q: text(raw.q),
    state: state.length > 0 ? state : undefined,
    type: oneOf(raw.type, ['near_miss', 'accident', 'property_damage']),
    severity: oneOf(raw.severity, ['low', 'medium', 'high', 'critical']),
    accident_type: whole(raw.accident_type),
    project: text(raw.project),
    since: day(raw.since),
    until: day(raw.until),
    late: yes(raw.late),
    mine: yes(raw.mine),
  });
};

export const board = (raw: Raw) =>
  filled({
    bucket: oneOf(raw.bucket, ['overdue', 'week', 'later', 'verify', 'effect', 'done']),
    project: text(raw.project),
    mine: yes(raw.mine),
  });

export const publicRecords = (raw: Raw) =>
  filled({
    q: text(raw.q),
    accident_type: whole(raw.accident_type),
    agent: whole(raw.agent),
    year: whole(raw.year),
    construction: yes(raw.construction),
  });

export const approvals = (raw: Raw) => filled({ box: oneOf(raw.box, ['asked', 'decided']) });

export const distributions = (raw: Raw) =>
  filled({
    box: oneOf(raw.box, ['all']),
    standing: oneOf(raw.standing, ['open', 'done', 'late', 'scheduled', 'cancelled']),
  });

export const distribution = (raw: Raw) =>
  filled({
    stands: oneOf(raw.stands, ['unopened', 'unconfirmed', 'confirmed', 'late', 'unclear']),
    project: text(raw.project),
    q: text(raw.q),
  });

export const meeting = (raw: Raw) => filled({ project: text(raw.project) });

export const mustRead = (raw: Raw) => filled({ done: yes(raw.done) });

export const approvalFigures = (raw: Raw) => {
  const days = Number(raw.days);
  return filled({ days: days === 30 || days === 365 ? days : undefined });
};
