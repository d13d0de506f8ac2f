import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import type { ConflictLine } from '@/ui/ConflictDialog';
import { projectBody, projectValues, type ProjectBody } from './ProjectFields';
import { workTypesQuery, type Project } from './queries';
import { texts } from './texts';
import { useDay } from './usePeriod';

/** One's own entries beside the record as it is now, field by field in words. */
export function useConflictLines(): (mine: Partial<ProjectBody>, current: Project) => ConflictLine[] {
  const t = useTexts(texts);
  const day = useDay();
  const { data } = useQuery(workTypesQuery);
  const names: Record<keyof ProjectBody, string> = {
    name: t.name,
    name_kana: t.kana,
    code: t.code,
    client: t.client,
    region: t.region,
    work_types: t.workTypes,
    starts_on: t.startsOn,
    ends_on: t.endsOn,
    access_days_after_end: t.accessDays,
    budget: t.budget,
    description: t.description,
  };
  return (mine, current) => {
    const known = new Map([...(data?.items ?? []), ...current.work_types].map(({ code, name }) => [code, name]));
    const words = (field: keyof ProjectBody, body: Partial<ProjectBody>): string => {
      if (field === 'work_types') return (body.work_types ?? []).map((code) => known.get(code) ?? code).join('・');
      if (field === 'starts_on' || field === 'ends_on') return day(body[field]);
      if (field === 'access_days_after_end') return t.days(body.access_days_after_end ?? 0);
      if (field === 'budget') return typeof body.budget === 'number' ? t.yen(body.budget) : t.notSet;
      return body[field] ?? '';
    };
    const theirs = projectBody(projectValues(current));
    return (Object.keys(mine) as (keyof ProjectBody)[]).map((field) => ({
      field: names[field],
      mine: words(field, mine),
      theirs: words(field, theirs),
    }));
  };
}
