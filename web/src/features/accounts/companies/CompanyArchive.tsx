import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { Company } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { FormProblem } from '@/ui/FormProblem';
import { showToast } from '@/ui/toastStore';
import { texts } from './texts';

/** Takes a company out of use, or back into it. */
export function CompanyArchive({ company, onDone }: { company: Company; onDone: () => void }) {
  const t = useTexts(texts);
  const client = useQueryClient();
  const path = { params: { path: { company_id: company.id } } };
  const [asking, setAsking] = useState(false);
  const finish = (message: string) => {
    void client.invalidateQueries({ queryKey: ['companies'] });
    showToast(message);
    setAsking(false);
    onDone();
  };
  const archive = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/companies/{company_id}/archive', path)),
    onSuccess: () => finish(t.wasArchived),
  });
  const restore = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/companies/{company_id}/restore', path)),
    onSuccess: () => finish(t.wasRestored),
  });
  return (
    <>
      <FormProblem problem={restore.error && asProblem(restore.error)} />
      <Group gap="sm">
        <ButtonLink to="/people" search={{ company_id: company.id, state: 'all' }} variant="subtle">
          {t.showPeople}
        </ButtonLink>
        {company.can.archive && (
          <Button variant="outline" color="red" onClick={() => setAsking(true)}>
            {t.archive}
          </Button>
        )}
        {company.can.restore && (
          <Button variant="outline" loading={restore.isPending} onClick={() => restore.mutate()}>
            {t.restore}
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t.archiveTitle(company.name)}
        confirm={t.archive}
        danger
        pending={archive.isPending}
        problem={archive.error && asProblem(archive.error)}
        onConfirm={() => archive.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p className="mks-note">{t.archiveLead}</p>
      </ConfirmDialog>
    </>
  );
}
