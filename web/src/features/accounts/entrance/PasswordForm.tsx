import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import type { Me, SignedIn } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { PasswordField } from '@/ui/PasswordField';
import { PasswordAdviceList } from './PasswordAdviceList';
import { texts } from './texts';

interface PasswordFormProps {
  me: Pick<Me, 'login_name' | 'name' | 'name_kana' | 'email'>;
  /** The password to give first is the one an administrator handed over. */
  initial?: boolean;
  onChanged: (signedIn: SignedIn) => void;
}

/** Changes one's own password. What is typed here is never kept as a draft. */
export function PasswordForm({ me, initial = false, onChanged }: PasswordFormProps) {
  const t = useTexts(texts);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [more, setMore] = useState<string[]>([]);
  const form = useForm({
    initialValues: { current_password: '', new_password: '', repeat: '' },
    validate: {
      current_password: (value) => (value === '' ? t.currentMissing : null),
      new_password: (value) => (value === '' ? t.newMissing : null),
      repeat: (value, values) => (value === values.new_password ? null : t.repeatDiffers),
    },
  });
  const change = useMutation({
    mutationFn: ({ current_password, new_password }: typeof form.values) =>
      answer(api.POST('/api/v1/auth/password', { body: { current_password, new_password } })),
    onMutate: () => setProblem(null),
    onSuccess: (signedIn) => {
      form.reset();
      onChanged(signedIn);
    },
    onError: (cause) => {
      const refusal = asProblem(cause);
      setProblem(refusal);
      setMore(showFieldProblems(form, refusal));
    },
  });
  const own = [me.login_name, me.name, me.name_kana ?? '', me.email ?? ''];

  return (
    <Form onSubmit={form.onSubmit((values) => change.mutate(values), focusFirst(form))}>
      <Stack gap="md">
        <FormProblem problem={problem} more={more} />
        {/* Password managers store the new password under this name. */}
        <input type="text" name="username" autoComplete="username" value={me.login_name} readOnly hidden />
        <PasswordField
          label={initial ? t.currentInitial : t.currentPassword}
          autoComplete="current-password"
          {...form.getInputProps('current_password')}
        />
        <PasswordField label={t.newPassword} autoComplete="new-password" {...form.getInputProps('new_password')} />
        <PasswordAdviceList password={form.values.new_password} own={own} />
        <PasswordField label={t.repeat} autoComplete="new-password" {...form.getInputProps('repeat')} />
        {!initial && <p className="mks-note">{t.changeOthersEnd}</p>}
        <Button type="submit" loading={change.isPending}>
          {t.change}
        </Button>
      </Stack>
    </Form>
  );
}
