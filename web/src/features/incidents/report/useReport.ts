import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useMe } from '@/api/me';
import { asProblem } from '@/api/problem';
import { randomId } from '@/lib/ids';
import { useDraftForm } from '@/ui/useDraftForm';
import { incidentChanged, type IncidentType, type IncidentView } from '../api';
import type { Person } from '../content';
import type { Attached } from '../PhotoField';
import { lastSite, rememberSite } from './lastSite';

export type When = 'now' | 'hour' | 'date';

export interface Report extends Record<string, unknown> {
  /** One id for all tries, also after a reload, so that a broken line reports nothing twice. */
  id: string;
  type: IncidentType | '';
  accident_type: number;
  when: When;
  moment: string;
  place: string;
  weather: string;
  work: string;
  machine: string;
  description: string;
  immediate: string;
  project_id: string;
  project: string;
  photos: Attached[];
  people: Person[];
}

const HOUR_MS = 3_600_000;

function empty(me: string): Report {
  const site = lastSite(me);
  return {
    id: randomId(),
    type: 'near_miss',
    accident_type: 0,
    when: 'now',
    moment: '',
    place: '',
    weather: '',
    work: '',
    machine: '',
    description: '',
    immediate: '',
    project_id: site?.value ?? '',
    project: site?.label ?? '',
    photos: [],
    people: [],
  };
}

/** The instant of the report: a moment typed on the phone is the time in Japan. */
export function instantOf({ when, moment }: Pick<Report, 'when' | 'moment'>, now = new Date()): string | null {
  if (when === 'now') return now.toISOString();
  if (when === 'hour') return new Date(now.getTime() - HOUR_MS / 2).toISOString();
  const found = new Date(`${moment}:00+09:00`);
  return Number.isNaN(found.getTime()) ? null : found.toISOString();
}

/** Whether a name typed for a person stands in what is told. */
export function hasName({ people, description, immediate, place, work }: Report): boolean {
  const text = [description, immediate, place, work].join('\n').replace(/\s/g, '');
  return people.some(({ name }) => {
    const bare = (name ?? '').replace(/\s/g, '');
    return bare.length > 1 && text.includes(bare);
  });
}

/** A report being written: kept at every key, sent once. */
export function useReport(onSent: (incident: IncidentView) => void) {
  const { id: me } = useMe();
  const [base] = useState(() => empty(me));
  const { form, draft } = useDraftForm<Report>('incident.report', base, {});
  const send = useMutation({
    mutationFn: (report: Report) =>
      answer(
        api.POST('/api/v1/incidents', {
          body: {
            id: report.id,
            project_id: report.project_id || null,
            work_types: [],
            told: {
              type: report.type || 'near_miss',
              occurred_at: instantOf(report) ?? '',
              time_known: true,
              title: '',
              place: report.place,
              weather: report.weather,
              work: report.work,
              machine: report.machine,
              accident_type: report.accident_type || null,
              agent: null,
              likelihood: null,
              consequence: null,
              severity: null,
              description: report.description,
              immediate: report.immediate,
              photos: report.photos.map(({ id }, at) => ({
                id: `p${at + 1}`,
                picture: id,
                address: '',
                caption: '',
                taken_at: null,
              })),
              people: report.people,
              timeline: [],
              causes: [],
              whys: [],
            },
          },
        }),
      ),
    onSuccess: (incident, report) => {
      rememberSite(me, report.project_id === '' ? null : { value: report.project_id, label: report.project });
      draft.done();
      incidentChanged();
      onSent(incident);
    },
  });
  return { form, draft, send, problem: send.error ? asProblem(send.error) : null };
}
