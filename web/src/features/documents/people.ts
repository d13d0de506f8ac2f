import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { DocumentView, PersonName } from './api';

export interface Choice {
  value: string;
  label: string;
}

/** People to name in a comment, to grant the document or to ask about; partners may not look through the company. */
export const peopleToNameQuery = (id: string, q: string) =>
  queryOptions({
    queryKey: ['people-to-name', id, q],
    queryFn: () =>
      answer(
        api.GET('/api/v1/documents/{ref}/people-to-name', {
          params: { path: { ref: id }, query: q ? { q } : {} },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export function choiceOf(person: { id: string; name: string; company: { name: string } | null }): Choice {
  return { value: person.id, label: person.company ? `${person.name}(${person.company.name})` : person.name };
}

/** Those who have to do with a document already: who made it, who looks after it, who wrote and approved it. */
export function peopleOf(document: DocumentView, others: readonly PersonName[] = []): Choice[] {
  const { owner, creator, edition } = document;
  const all = [
    owner,
    creator,
    ...(edition?.writers ?? []),
    edition?.author,
    ...(edition?.approved_by ?? []),
    ...others,
  ];
  const found = new Map<string, Choice>();
  for (const person of all) if (person?.id) found.set(person.id, { value: person.id, label: person.name });
  return [...found.values()];
}
