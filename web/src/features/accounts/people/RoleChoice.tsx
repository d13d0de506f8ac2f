import { Checkbox, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '@/lib/texts';
import { Loaded } from '@/ui/Loaded';
import { rolesQuery } from '../queries';
import { texts } from './texts';

interface RoleChoiceProps {
  value: string[];
  onChange: (codes: string[]) => void;
  error?: ReactNode;
}

/** The roles a person holds, each with what it is for. */
export function RoleChoice({ value, onChange, error }: RoleChoiceProps) {
  const t = useTexts(texts);
  const query = useQuery(rolesQuery);
  return (
    <Loaded query={query} lines={3}>
      {({ items }) => (
        <Checkbox.Group label={t.roles} description={t.rolesHint} value={value} onChange={onChange} error={error}>
          <Stack gap="xs" mt="xs">
            {items.map((role) => (
              <Checkbox key={role.code} value={role.code} label={role.name} description={role.description} size="md" />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Loaded>
  );
}
