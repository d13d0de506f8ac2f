import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { PasswordField } from '@/ui/PasswordField';
import { texts } from './texts';

/** Asks who is signed in for the password, before something that others rely on. */
export function ConfirmPerson({ onDone }: { onDone: (confirmed: boolean) => void }) {
  const t = useTexts(texts);
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? t.confirmMissing : null) },
  });
  const confirm = useMutation({
    mutationFn: (body: typeof form.values) => answer(api.POST('/api/v1/auth/confirm', { body })),
    onSuccess: () => onDone(true),
    onError: (cause) => {
      form.setFieldValue('password', '');
      showFieldProblems(form, asProblem(cause));
      form.getInputNode('password')?.focus();
    },
  });
  const problem = confirm.error ? asProblem(confirm.error) : null;
  return (
    <Dialog opened onClose={() => onDone(false)} title={t.confirmTitle} above>
      <Form label={t.confirmTitle} onSubmit={form.onSubmit((values) => confirm.mutate(values))}>
        <Stack gap="md">
          <p className="mks-note">{t.confirmLead}</p>
          <FormProblem problem={problem?.fields.length === 0 ? problem : null} />
          <PasswordField
            label={t.confirmPassword}
            autoComplete="current-password"
            data-autofocus
            required
            {...form.getInputProps('password')}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => onDone(false)}>
              {t.confirmCancel}
            </Button>
            <Button type="submit" loading={confirm.isPending}>
              {t.confirmSubmit}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
