import { orNull } from '@/lib/normalise';
import type { DocumentChange, DocumentView } from '../api';

/** The properties as the form holds them; beside each id stands the name to show. */
export interface PropertyValues extends Record<string, unknown> {
  audience: string;
  category: string;
  work_types: string[];
  tags: string[];
  project_id: string;
  project: string;
  work_section: string;
  owner_id: string;
  owner: string;
  owner_name: string;
  number: string;
  next_review_on: string;
}

export function propertyValues(document: DocumentView): PropertyValues {
  const { owner, project } = document;
  return {
    audience: document.audience,
    category: document.category?.code ?? '',
    work_types: document.work_types.map(({ code }) => code),
    tags: [...document.tags],
    project_id: project?.id ?? '',
    project: project ? `${project.name}(${project.code})` : '',
    work_section: document.work_section ?? '',
    owner_id: owner?.id ?? '',
    owner: owner?.id ? owner.name : '',
    owner_name: owner && !owner.id ? owner.name : '',
    number: document.number ?? '',
    next_review_on: document.next_review_on ?? '',
  };
}

export type PropertyBody = Omit<DocumentChange, 'work_types' | 'tags'> & { work_types: string[]; tags: string[] };

export function propertyBody(values: PropertyValues): PropertyBody {
  return {
    audience: values.audience as PropertyBody['audience'],
    category: orNull(values.category),
    work_types: values.work_types,
    tags: values.tags,
    project_id: orNull(values.project_id),
    work_section: orNull(values.work_section),
    owner_id: orNull(values.owner_id),
    owner_name: values.owner_id ? null : orNull(values.owner_name),
    number: orNull(values.number),
    next_review_on: orNull(values.next_review_on),
  };
}
