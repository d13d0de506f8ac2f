import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPencilPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import type { KindView } from './queries';
import { texts } from './texts';

/** The way to a new document; with more kinds than one that I may write, a choice among them. */
export function WriteButton({ kinds }: { kinds: readonly KindView[] }) {
  const t = useTexts(texts);
  const mine = kinds.filter((kind) => kind.can_write);
  const only = mine.length === 1 ? mine[0] : undefined;
  if (only) {
    return (
      <ButtonLink to="/documents/new" search={{ kind: only.code }} leftSection={<IconPencilPlus size={20} />}>
        {t.write}
      </ButtonLink>
    );
  }
  if (mine.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconPencilPlus size={20} />} rightSection={<IconChevronDown size={18} />}>
          {t.write}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mine.map(({ code, name }) => (
          <Menu.Item key={code} renderRoot={(props) => <Link {...props} to="/documents/new" search={{ kind: code }} />}>
            {t.writeKind(name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
