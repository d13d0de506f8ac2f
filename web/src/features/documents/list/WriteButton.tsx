import { Menu, Button } from '@mantine/core';
import { IconChevronDown, IconPencilPlus } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useTexts } from '@/lib/texts';
import type { KindView } from './queries';
import { texts } from './texts';

const pathOf = (kind: string) => `/documents/new?kind=${encodeURIComponent(kind)}`;

/** The way to a new document; with more kinds than one that I may write, a choice among them. */
export function WriteButton({ kinds }: { kinds: readonly KindView[] }) {
  const t = useTexts(texts);
  const router = useRouter();
  const mine = kinds.filter((kind) => kind.can_write);
  const go = (event: MouseEvent, path: string) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.history.push(path);
  };
  const only = mine.length === 1 ? mine[0] : undefined;
  if (only) {
    const path = pathOf(only.code);
    return (
      <Button component="a" href={path} leftSection={<IconPencilPlus size={20} />} onClick={(event) => go(event, path)}>
        {t.write}
      </Button>
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
          <Menu.Item key={code} component="a" href={pathOf(code)} onClick={(event) => go(event, pathOf(code))}>
            {t.writeKind(name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
