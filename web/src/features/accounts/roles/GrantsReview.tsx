import { Button, Group, Stack, Title } from '@mantine/core';
import type { Problem } from '@/api/problem';
import type { Role } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { DataList } from '@/ui/DataList';
import { FormProblem } from '@/ui/FormProblem';
import { texts } from './texts';
import { useScopeName } from './useScopeName';

interface GrantsReviewProps {
  role: Role;
  changes: { right: string; before: string | undefined; after: string | undefined }[];
  pending: boolean;
  problem: Problem | null;
  onConfirm: () => void;
  onBack: () => void;
}

/** What will change, for how many people, before it does. */
export function GrantsReview({ role, changes, pending, problem, onConfirm, onBack }: GrantsReviewProps) {
  const t = useTexts(texts);
  const scopeName = useScopeName();
  return (
    <Stack gap="md">
      <Title order={3} size="h4">
        {t.confirmTitle(role.name)}
      </Title>
      <p className="mks-note">{t.confirmLead(role.people_count)}</p>
      <DataList
        label={t.confirmTitle(role.name)}
        rows={changes}
        rowKey={(change) => change.right}
        columns={[
          { key: 'right', title: t.right, main: true, render: (change) => change.right },
          { key: 'before', title: t.before, render: (change) => scopeName(change.before) },
          { key: 'after', title: t.after, render: (change) => scopeName(change.after) },
        ]}
      />
      <FormProblem problem={problem} more={problem?.fields.map((field) => field.message) ?? []} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onBack}>
          {t.back}
        </Button>
        <Button loading={pending} onClick={onConfirm}>
          {t.confirm}
        </Button>
      </Group>
    </Stack>
  );
}
