import { Button, Divider, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import type { Company } from '@/api/types';
import { changedOnly } from '@/lib/changes';
import { useTexts } from '@/lib/texts';
import { ConflictDialog, type ConflictLine } from '@/ui/ConflictDialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { showToast } from '@/ui/toastStore';
import { companyQuery } from '../queries';
import { CompanyArchive } from './CompanyArchive';
import {
  companyBody,
  CompanyFields,
  companyValues,
  useCompanyChecks,
  useKindNames,
  type CompanyBody,
  type CompanyValues,
} from './CompanyFields';
import { texts } from './texts';

interface EditCompanyFormProps {
  company: Company;
  onClose: () => void;
}

export function EditCompanyForm({ company, onClose }: EditCompanyFormProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const client = useQueryClient();
  const kinds = useKindNames();
  const [opened] = useState(company);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm(`company.${company.id}`, companyValues(company), useCompanyChecks());
  const replace = (saved: Company) => {
    client.setQueryData(companyQuery(saved.id).queryKey, saved);
    void client.invalidateQueries({ queryKey: ['companies', 'list'] });
  };
  const save = useVersionedSave<Partial<CompanyBody>, Company>({
    send: (body, version) =>
      answer(
        api.PATCH('/api/v1/companies/{company_id}', {
          params: { path: { company_id: company.id } },
          headers: ifMatch(version),
          body: changeOf(body),
        }),
      ),
    onSaved: (saved) => {
      draft.done();
      replace(saved);
      showToast(t.saved);
      onClose();
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  const submit = (values: CompanyValues) => {
    const body = changedOnly(companyBody(values), companyBody(companyValues(opened)));
    if (Object.keys(body).length === 0) {
      draft.done();
      onClose();
    } else save.submit(body, opened.version);
  };
  const names: Record<keyof CompanyBody, string> = { code: t.code, name: t.name, name_kana: t.kana, kind: t.kind };
  const words = (field: keyof CompanyBody, value: string | null | undefined) =>
    field === 'kind' ? kinds[value as Company['kind']] : (value ?? '');
  const lines = (mine: Partial<CompanyBody>, theirs: Company): ConflictLine[] =>
    (Object.keys(mine) as (keyof CompanyBody)[]).map((field) => ({
      field: names[field],
      mine: words(field, mine[field]),
      theirs: words(field, theirs[field]),
    }));
  const takeTheirs = () => {
    if (save.conflict) replace(save.conflict.current);
    draft.done();
    save.endConflict();
    onClose();
  };

  return (
    <>
      <Form onSubmit={form.onSubmit(submit, focusFirst(form))} label={t.editTitle(company.name)}>
        <Stack gap="md">
          <DraftNotice draft={draft} />
          <FormProblem problem={save.problem} more={more} />
          <CompanyFields form={form} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            {company.can.edit && (
              <Button type="submit" loading={save.pending && !save.conflict}>
                {common.save}
              </Button>
            )}
          </Group>
        </Stack>
      </Form>
      <Divider my="md" />
      <CompanyArchive company={company} onDone={onClose} />
      <ConflictDialog
        lines={save.conflict && lines(save.conflict.body, save.conflict.current)}
        pending={save.pending}
        onKeepMine={save.keepMine}
        onTakeTheirs={takeTheirs}
        onCancel={save.endConflict}
      />
    </>
  );
}
