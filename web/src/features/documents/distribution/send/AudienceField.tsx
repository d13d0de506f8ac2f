import { ActionIcon, Select, type ComboboxParsedItem } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import classes from '../Distribution.module.css';
import { choicesQuery, type Choices } from '../queries';
import type { Chosen } from './form';
import { texts } from './texts';

interface AudienceFieldProps {
  value: Chosen[];
  onChange: (audience: Chosen[]) => void;
  error: boolean;
  /** A group holds no groups. */
  withGroups?: boolean;
}

const TIERS = [0, 1, 2, 3];
const SITES_WITH_TIERS = 5;
const keyOf = ({ kind, value, project_id: project }: Chosen) => `${kind}:${value}:${project ?? ''}`;

/** Who is reached: everyone, roles, sites and their companies, companies, people, groups. */
export function AudienceField({ value, onChange, error, withGroups = true }: AudienceFieldProps) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 250);
  const { data } = useQuery(choicesQuery(looked));
  const taken = new Set(value.map(keyOf));
  const offered = offeredOf(data, typed, withGroups, t).map(({ group, items }) => ({
    group,
    items: items.filter((one) => !taken.has(keyOf(one))),
  }));
  const all = offered.flatMap(({ items }) => items);
  return (
    <div>
      <Select
        label={t.audience}
        description={t.audienceHint}
        placeholder={t.addHint}
        required
        withAsterisk
        searchable
        data={offered
          .filter(({ items }) => items.length > 0)
          .map(({ group, items }) => ({ group, items: items.map((one) => ({ value: keyOf(one), label: one.name })) }))}
        filter={({ options, search }) => narrowed(options, search)}
        value={null}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={(key) => {
          const found = all.find((one) => keyOf(one) === key);
          if (found) onChange([...value, found]);
          setTyped('');
        }}
        nothingFoundMessage={t.notFound}
        error={error && t.audienceMissing}
      />
      {value.length > 0 && (
        <ul className={classes.targets} aria-label={t.audience}>
          {value.map((one) => (
            <li key={keyOf(one)} className={classes.target}>
              {one.name}
              <ActionIcon
                variant="subtle"
                size="xl"
                radius="xl"
                aria-label={t.remove(one.name)}
                onClick={() => onChange(value.filter((other) => other !== one))}
              >
                <IconX size={18} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Options = ComboboxParsedItem<string>[];

/** What the server has looked up by reading and company stays; what is known here is narrowed by its name. */
function narrowed(options: Options, search: string): Options {
  const words = search.trim();
  if (words === '') return options;
  return options.map((option) =>
    'group' in option
      ? {
          ...option,
          items: option.items.filter(
            (item) => !/^(everyone|role|group):/.test(String(item.value)) || String(item.label).includes(words),
          ),
        }
      : option,
  );
}

function offeredOf(
  data: Choices | undefined,
  typed: string,
  withGroups: boolean,
  t: ReturnType<typeof useTexts<typeof texts.ja>>,
): { group: string; items: Chosen[] }[] {
  if (!data) return [];
  const plain = (kind: Chosen['kind'], items: { id: string; name: string; note: string }[]) =>
    items.map(({ id, name, note }) => ({
      kind,
      value: id,
      project_id: null,
      name: kind === 'person' && note ? `${name}（${note}）` : name,
    }));
  const sites = typed.trim() === '' ? [] : data.projects.slice(0, SITES_WITH_TIERS);
  const tiers = sites.flatMap(({ id, name }) =>
    TIERS.map((tier) => ({
      kind: 'tier' as const,
      value: String(tier),
      project_id: id,
      name: t.tierOf(name, tier),
    })),
  );
  return [
    { group: t.groups.everyone, items: [{ kind: 'everyone', value: '', project_id: null, name: t.everyone }] },
    { group: t.groups.group, items: withGroups ? plain('group', [...data.groups]) : [] },
    {
      group: t.groups.role,
      items: data.roles.map(({ code, name }) => ({ kind: 'role' as const, value: code, project_id: null, name })),
    },
    { group: t.groups.project, items: plain('project', [...data.projects]) },
    { group: t.groups.tier, items: tiers },
    { group: t.groups.company, items: plain('company', [...data.companies]) },
    { group: t.groups.person, items: plain('person', [...data.people]) },
  ];
}
