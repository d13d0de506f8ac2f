import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { showToast } from '@/ui/toastStore';
import { companyBody, CompanyFields, NO_COMPANY, useCompanyChecks, type CompanyValues } from './CompanyFields';
import { texts } from './texts';

export function AddCompanyForm({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const client = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm('company.new', NO_COMPANY, useCompanyChecks());
  const add = useMutation({
    mutationFn: (values: CompanyValues) => answer(api.POST('/api/v1/companies', { body: companyBody(values) })),
    onMutate: () => setProblem(null),
    onSuccess: (company) => {
      draft.done();
      void client.invalidateQueries({ queryKey: ['companies'] });
      showToast(t.added(company.name));
      onClose();
    },
    onError: (cause) => {
      const refusal = asProblem(cause);
      setProblem(refusal);
      setMore(showFieldProblems(form, refusal));
    },
  });
  return (
    <Form onSubmit={form.onSubmit((values) => add.mutate(values), focusFirst(form))} label={t.addTitle}>
      <Stack gap="md">
        <DraftNotice draft={draft} />
        <FormProblem problem={problem} more={more} />
        <CompanyFields form={form} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t.addSubmit}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
