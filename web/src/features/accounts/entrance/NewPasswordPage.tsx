import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { accept, signOut } from '@/api/session';
import { useTexts } from '@/lib/texts';
import { EntranceFrame } from './EntranceFrame';
import { PasswordForm } from './PasswordForm';
import { texts } from './texts';

/** The first sign-in: nothing else is open until the initial password is replaced. */
export function NewPasswordPage() {
  const t = useTexts(texts);
  const me = useMe();
  const leave = useMutation({ mutationFn: signOut });
  return (
    <EntranceFrame title={t.newTitle} lead={t.newLead}>
      <PasswordForm me={me} initial onChanged={accept} />
      <Button variant="subtle" mt="md" fullWidth loading={leave.isPending} onClick={() => leave.mutate()}>
        {t.signOut}
      </Button>
    </EntranceFrame>
  );
}
