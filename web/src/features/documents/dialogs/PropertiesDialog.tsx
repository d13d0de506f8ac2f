import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import { changedOnly } from '@/lib/changes';
import { useTexts } from '@/lib/texts';
import { ConflictDialog, type ConflictLine } from '@/ui/ConflictDialog';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { showToast } from '@/ui/toastStore';
import { useDraftForm } from '@/ui/useDraftForm';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { categoriesQuery, documentChanged, workTypesQuery, type DocumentChange, type DocumentView } from '../api';
import { texts as shared } from '../texts';
import { propertyBody, propertyValues, type PropertyBody, type PropertyValues } from './properties';
import { PropertyFields } from './PropertyFields';
import { texts } from './texts';

interface PropertiesDialogProps {
  document: DocumentView;
  onClose: () => void;
  onSaved?: (document: DocumentView) => void;
}

/** What is said of a document beside its text. */
export function PropertiesDialog(props: PropertiesDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened onClose={props.onClose} title={t.propertiesTitle} size="lg">
      <PropertiesForm {...props} />
    </Dialog>
  );
}

function PropertiesForm({ document, onClose, onSaved }: PropertiesDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  // The record as it was when the form opened: what is sent and compared rests on it.
  const [opened] = useState(document);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm<PropertyValues>(
    `document.${document.id}.properties`,
    propertyValues(document),
    {},
  );
  const linesOf = useConflictLines(document.kind);
  const take = (saved: DocumentView) => {
    documentChanged(saved);
    onSaved?.(saved);
    draft.done();
    onClose();
  };
  const save = useVersionedSave<Partial<PropertyBody>, DocumentView>({
    send: (body, version) =>
      answer(
        api.PATCH('/api/v1/documents/{ref}', {
          params: { path: { ref: document.id } },
          headers: ifMatch(version),
          body: changeOf<DocumentChange>(body),
        }),
      ),
    onSaved: (saved) => {
      showToast(t.propertiesSaved);
      take(saved);
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  const submit = (values: PropertyValues) => {
    const body = changedOnly(propertyBody(values), propertyBody(propertyValues(opened)));
    if (Object.keys(body).length === 0) {
      draft.done();
      onClose();
    } else save.submit(body, opened.version);
  };
  return (
    <Form onSubmit={form.onSubmit(submit, focusFirst(form))} label={t.propertiesTitle}>
      <Stack gap="md">
        <DraftNotice draft={draft} />
        <FormProblem problem={save.problem} more={more} />
        <PropertyFields document={opened} form={form} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.pending && !save.conflict}>
            {common.save}
          </Button>
        </Group>
      </Stack>
      <ConflictDialog
        lines={save.conflict && linesOf(save.conflict.body, form.values, save.conflict.current)}
        pending={save.pending}
        onKeepMine={save.keepMine}
        onTakeTheirs={() => {
          if (save.conflict) take(save.conflict.current);
          save.endConflict();
        }}
        onCancel={save.endConflict}
      />
    </Form>
  );
}

/** One's own entries beside the properties as they are now, field by field in words. */
function useConflictLines(kind: string) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { data: categories } = useQuery(categoriesQuery(kind));
  const { data: workTypes } = useQuery(workTypesQuery);
  const nameOf = (items: { code: string; name: string }[] | undefined, code: string) =>
    items?.find((item) => item.code === code)?.name ?? code;
  const names: Record<keyof PropertyBody, string> = {
    audience: s.audience,
    category: s.category,
    work_types: s.workTypes,
    tags: s.tags,
    project_id: s.project,
    work_section: t.section,
    owner_id: s.owner,
    owner_name: t.ownerName,
    number: t.number,
    next_review_on: t.nextReview,
  };
  const words = (field: keyof PropertyBody, values: PropertyValues): string => {
    switch (field) {
      case 'audience':
        return s.audiences[values.audience as keyof typeof s.audiences];
      case 'category':
        return nameOf(categories?.items, values.category);
      case 'work_types':
        return values.work_types.map((code) => nameOf(workTypes?.items, code)).join('・');
      case 'tags':
        return values.tags.join('・');
      case 'project_id':
        return values.project;
      case 'owner_id':
        return values.owner;
      default:
        return values[field];
    }
  };
  return (mine: Partial<PropertyBody>, typed: PropertyValues, current: DocumentView): ConflictLine[] =>
    (Object.keys(mine) as (keyof PropertyBody)[]).map((field) => ({
      field: names[field],
      mine: words(field, typed),
      theirs: words(field, propertyValues(current)),
    }));
}
