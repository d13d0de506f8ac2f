import { Button, Group, Select, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import type { Grant, Right, Role } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { texts as uiTexts } from '@/ui/texts';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { rolesQuery } from '../queries';
import { GrantsReview } from './GrantsReview';
import classes from './Roles.module.css';
import { texts } from './texts';
import { useScopeName } from './useScopeName';
import { Dialog } from '@/ui/Dialog';
import { showToast } from '@/ui/toastStore';

const NOT = '-';

interface GrantsDialogProps {
  /** Null while no role is being changed. */
  role: Role | null;
  rights: Right[];
  onClose: () => void;
}

export function GrantsDialog({ role, rights, onClose }: GrantsDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={role !== null} onClose={onClose} size="lg" title={role ? t.editOf(role.name) : ''}>
      {role && <GrantsForm key={role.code} role={role} rights={rights} onClose={onClose} />}
    </Dialog>
  );
}

const scopesOf = (grants: readonly Grant[]) => new Map(grants.map(({ right, scope }) => [right, scope]));

function GrantsForm({ role, rights, onClose }: { role: Role; rights: Right[]; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const scopeName = useScopeName();
  const client = useQueryClient();
  const [opened] = useState(role);
  const [chosen, setChosen] = useState(() => scopesOf(role.grants));
  const [reviewing, setReviewing] = useState(false);
  const before = scopesOf(opened.grants);
  const changes = rights
    .map(({ right, name }) => ({ right: name, before: before.get(right), after: chosen.get(right) }))
    .filter((change) => change.before !== change.after);
  const reload = () => client.invalidateQueries({ queryKey: rolesQuery.queryKey });

  const save = useVersionedSave<Grant[], Role>({
    send: (grants, version) =>
      answer(
        api.PUT('/api/v1/roles/{code}/grants', {
          params: { path: { code: role.code } },
          headers: ifMatch(version),
          body: { grants },
        }),
      ),
    onSaved: () => {
      void reload();
      showToast(t.saved(role.name));
      onClose();
    },
  });
  const choose = (right: string, scope: string | null) => {
    const next = new Map(chosen);
    if (scope === null || scope === NOT) next.delete(right);
    else next.set(right, scope);
    setChosen(next);
  };
  const send = () =>
    save.submit(
      [...chosen].map(([right, scope]) => ({ right, scope })),
      opened.version,
    );
  const nameAll = (grants: readonly Grant[]) => {
    const scopes = scopesOf(grants);
    return (right: string) => scopeName(scopes.get(right));
  };

  if (reviewing) {
    return (
      <>
        <GrantsReview
          role={role}
          changes={changes}
          pending={save.pending}
          problem={save.problem}
          onConfirm={send}
          onBack={() => setReviewing(false)}
        />
        <ConflictDialog
          lines={
            save.conflict &&
            rights.map(({ right, name }) => ({
              field: name,
              mine: nameAll(save.conflict?.body ?? [])(right),
              theirs: nameAll(save.conflict?.current.grants ?? [])(right),
            }))
          }
          pending={save.pending}
          onKeepMine={save.keepMine}
          onTakeTheirs={() => {
            void reload();
            onClose();
          }}
          onCancel={save.endConflict}
        />
      </>
    );
  }
  return (
    <Stack gap="md">
      <p className="mks-note">{t.editLead}</p>
      <div className={classes.choices}>
        {rights.map(({ right, name, scopes }) => (
          <div key={right} className={classes.choice}>
            <span aria-hidden>{name}</span>
            <Select
              aria-label={name}
              size="sm"
              allowDeselect={false}
              data={[
                { value: NOT, label: t.none },
                ...scopes.map((scope) => ({ value: scope, label: scopeName(scope) })),
              ]}
              value={chosen.get(right) ?? NOT}
              onChange={(scope) => choose(right, scope)}
            />
          </div>
        ))}
      </div>
      <Group justify="flex-end" gap="sm">
        <span className="mks-note" role="status">
          {changes.length === 0 ? t.unchanged : ''}
        </span>
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button disabled={changes.length === 0} onClick={() => setReviewing(true)}>
          {t.review}
        </Button>
      </Group>
    </Stack>
  );
}
