import { Button, Group as Row, NativeSelect, Select, Stack, Switch, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { asProblem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Pill } from '@/ui/Pill';
import { showToast } from '@/ui/toastStore';
import { texts as uiTexts } from '@/ui/texts';
import classes from './Outbound.module.css';
import type { Group, SaveGroup } from './queries';
import { useTest } from './Settings';
import { texts } from './texts';

const LEASTS = ['low', 'medium', 'high', 'critical'] as const;
const COMPANY = '';

const sitesQuery = {
  queryKey: ['projects', 'choices'],
  queryFn: async () => {
    const { items } = await answer(api.GET('/api/v1/projects', { params: { query: { limit: 200 } } }));
    return items.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
  },
};

/** The groups in Teams that get cards: of the whole company, or of one site. */
export function Groups({ groups }: { groups: readonly Group[] }) {
  const t = useTexts(texts);
  const [edited, setEdited] = useState<Group | 'new' | null>(null);
  const test = useTest();
  const { data: sites = [] } = useQuery(sitesQuery);
  const siteOf = (id: string | null) => sites.find(({ value }) => value === id)?.label ?? t.site;
  return (
    <Card
      title={t.groups}
      actions={
        <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setEdited('new')}>
          {t.add}
        </Button>
      }
    >
      <p className="mks-note">{t.groupsLead}</p>
      <FormProblem problem={test.error && asProblem(test.error)} />
      {groups.length === 0 && <p>{t.noGroups}</p>}
      <ul className={classes.ways}>
        {groups.map((group) => (
          <li key={group.id} className={classes.way}>
            <div>
              <strong>{group.name}</strong> {!group.active && <Pill>{t.off}</Pill>}
              <p className="mks-note">
                {group.project_id ? siteOf(group.project_id) : t.company} ・{' '}
                {t.leasts[group.least as (typeof LEASTS)[number]]} ・ {group.address}
              </p>
            </div>
            <Row gap="xs">
              {group.active && (
                <Button
                  variant="default"
                  aria-label={t.testGroupOf(group.name)}
                  onClick={() => test.mutate({ channel: 'teams', webhook_id: group.id })}
                >
                  {t.testGroup}
                </Button>
              )}
              <Button variant="subtle" aria-label={t.editOf(group.name)} onClick={() => setEdited(group)}>
                {t.edit}
              </Button>
            </Row>
          </li>
        ))}
      </ul>
      {edited && (
        <Dialog
          opened
          title={edited === 'new' ? t.add : t.editOf(edited.name)}
          onClose={() => setEdited(null)}
          size="lg"
        >
          <GroupForm group={edited === 'new' ? null : edited} sites={sites} onClose={() => setEdited(null)} />
        </Dialog>
      )}
    </Card>
  );
}

interface GroupFormProps {
  group: Group | null;
  sites: { value: string; label: string }[];
  onClose: () => void;
}

function GroupForm({ group, sites, onClose }: GroupFormProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [name, setName] = useState(group?.name ?? '');
  const [site, setSite] = useState(group?.project_id ?? COMPANY);
  const [address, setAddress] = useState('');
  const [least, setLeast] = useState(group?.least ?? 'high');
  const [active, setActive] = useState(group?.active ?? true);
  const save = useMutation({
    mutationFn: () => {
      const body: SaveGroup = {
        name,
        project_id: site === COMPANY ? null : site,
        least: least as (typeof LEASTS)[number],
        active,
        ...(address ? { address } : {}),
      };
      if (group === null) return answer(api.POST('/api/v1/outbound/groups', { body }));
      const where = { params: { path: { group_id: group.id } }, headers: ifMatch(group.version) };
      return answer(api.PUT('/api/v1/outbound/groups/{group_id}', { ...where, body }));
    },
    onSuccess: () => {
      showToast(t.saved);
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['outbound'] }),
  });
  const problem = save.error && asProblem(save.error);
  const fault = (field: string) => problem?.fields.find((one) => one.field === field)?.message;
  return (
    <Form
      label={t.groups}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="md">
        <FormProblem problem={problem ?? null} />
        <TextInput
          size="md"
          label={t.groupName}
          value={name}
          maxLength={100}
          error={fault('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          size="md"
          label={t.site}
          searchable
          allowDeselect={false}
          data={[{ value: COMPANY, label: t.company }, ...sites]}
          value={site}
          onChange={(value) => setSite(value ?? COMPANY)}
        />
        <TextInput
          size="md"
          type="url"
          label={t.address}
          description={group ? t.addressKept : undefined}
          value={address}
          maxLength={2000}
          autoComplete="off"
          error={fault('address')}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <NativeSelect
          size="md"
          label={t.least}
          data={LEASTS.map((value) => ({ value, label: t.leasts[value] }))}
          value={least}
          onChange={(event) => setLeast(event.currentTarget.value)}
        />
        <Switch
          size="lg"
          label={t.active}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
        <Row justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t.save}
          </Button>
        </Row>
      </Stack>
    </Form>
  );
}
