import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { accept } from '@/api/session';
import type { SignInHint } from '@/api/types';
import { halfWidth } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { PasswordField } from '@/ui/PasswordField';
import { EntranceFrame } from './EntranceFrame';
import { SignInHints } from './SignInHints';
import { texts } from './texts';
import { useCountdown } from './useCountdown';

const route = getRouteApi('/sign-in');

/** Signs in. Where to go next is decided by the router as soon as there is a session. */
export function SignInPage() {
  const t = useTexts(texts);
  const { why } = route.useSearch();
  const [lockedUntil, setLockedUntil] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const left = useCountdown(lockedUntil);
  const form = useForm({
    initialValues: { login_name: '', password: '' },
    validate: {
      login_name: (value) => (halfWidth(value) === '' ? t.loginNameMissing : null),
      password: (value) => (value === '' ? t.passwordMissing : null),
    },
  });
  const signIn = useMutation({
    mutationFn: (values: typeof form.values) =>
      answer(api.POST('/api/v1/auth/login', { body: { ...values, login_name: halfWidth(values.login_name) } })),
    onMutate: () => {
      setProblem(null);
      setLockedUntil(null);
    },
    onSuccess: accept,
    onError: (cause) => {
      const refusal = asProblem(cause);
      setProblem(refusal);
      showFieldProblems(form, refusal);
      form.setFieldValue('password', '');
      if (refusal.status === 429) setLockedUntil(Date.now() + (refusal.retryAfter ?? 5) * 1000);
      else form.getInputNode('password')?.focus();
    },
  });
  const fill = (hint: SignInHint) => {
    form.setValues({ login_name: hint.login_name, password: hint.password });
    form.clearErrors();
  };

  return (
    <EntranceFrame title={t.title} lead={t.lead}>
      <Form onSubmit={form.onSubmit((values) => signIn.mutate(values), focusFirst(form))}>
        <Stack gap="md">
          {!problem && why && (
            <Alert color="moss" variant="light" role="status">
              {why === 'ended' ? t.ended : t.left}
            </Alert>
          )}
          <FormProblem problem={lockedUntil !== null && left === 0 ? null : problem} />
          <Waiting left={left} started={lockedUntil !== null} />
          {signIn.data?.next === 'second_factor' && <Alert color="terracotta">{t.secondFactor}</Alert>}
          <TextInput
            label={t.loginName}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            {...form.getInputProps('login_name')}
          />
          <PasswordField label={t.password} autoComplete="current-password" {...form.getInputProps('password')} />
          <Button type="submit" size="lg" fullWidth loading={signIn.isPending} disabled={left > 0}>
            {t.submit}
          </Button>
          <p className="mks-note">{t.forgotten}</p>
          <SignInHints onChoose={fill} />
        </Stack>
      </Form>
    </EntranceFrame>
  );
}

/** How long signing in stays locked. Told once to the ear, counted every second for the eye. */
function Waiting({ left, started }: { left: number; started: boolean }) {
  const t = useTexts(texts);
  if (!started) return null;
  return (
    <>
      <span role="status" className="mks-hidden">
        {left === 0 ? t.waitOver : ''}
      </span>
      <Alert color={left > 0 ? 'terracotta' : 'moss'} variant="light" role="presentation">
        {left > 0 ? t.wait(t.minutes(Math.floor(left / 60), left % 60)) : t.waitOver}
      </Alert>
    </>
  );
}
