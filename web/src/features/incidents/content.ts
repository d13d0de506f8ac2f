import type { components } from '@/api/schema';
import type { IncidentView } from './api';

type Schemas = components['schemas'];
export type Photo = Schemas['TellPhoto'];
export type Person = Schemas['TellPerson'];
export type Event = Schemas['TellEvent'];
export type Cause = Schemas['TellCause'];
export type Why = Schemas['TellWhy'];
export type CauseField = Cause['field'];
type Rows = 'photos' | 'people' | 'timeline' | 'causes' | 'whys';

/** What is told of an incident; the server's description of its rows is wider than what it takes. */
export interface TellIncident extends Omit<Schemas['TellIncident'], Rows> {
  photos: Photo[];
  people: Person[];
  timeline: Event[];
  causes: Cause[];
  whys: Why[];
}

export const CAUSE_FIELDS = ['man', 'machine', 'media', 'management'] as const;
export const PARTS = ['victim', 'involved', 'witness'] as const;
export const AGES = ['under20', '20s', '30s', '40s', '50s', '60s', '70over'] as const;
export const ABSENCES = ['none', 'under4', 'over4', 'disability', 'death'] as const;

/** A person as the page shows one: by label. */
export type ShownPerson = Omit<Person, 'name' | 'person_id'> & { label: string };

/** What is told of an incident, as the server keeps it. */
export interface Content extends Omit<TellIncident, 'people'> {
  people: ShownPerson[];
}

export function contentOf(incident: IncidentView): Content {
  // The server checks a content against the schema of its kind before it keeps it.
  return incident.content as unknown as Content;
}

/** What is told, as it is sent back when something of it is changed; names are left as they are. */
export function toldOf(incident: IncidentView): TellIncident {
  const content: Record<string, unknown> = { ...incident.content };
  const people = contentOf(incident).people.map((person) => {
    const sent: Partial<ShownPerson> = { ...person };
    delete sent.label;
    return sent;
  });
  delete content['actions'];
  delete content['language'];
  return { ...content, people } as unknown as TellIncident;
}
