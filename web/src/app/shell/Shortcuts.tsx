import { Kbd, Table } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay } from '@/api/me';
import { createChords, isPaletteKey, isTyping } from '@/lib/shortcuts';
import { useTexts } from '@/lib/texts';
import { texts } from '../texts';
import { allowed, MANAGEMENT, PERSONAL } from './destinations';
import { Dialog } from '@/ui/Dialog';

interface ShortcutsProps {
  opened: boolean;
  onOpen: () => void;
  onFind: () => void;
  onClose: () => void;
}

/** Single keys that lead somewhere, and the list of them. */
export function Shortcuts({ opened, onOpen, onFind, onClose }: ShortcutsProps) {
  const t = useTexts(texts);
  const may = useMay();
  const navigate = useNavigate();
  const destinations = allowed([...PERSONAL, ...MANAGEMENT], may);
  const [chordOf] = useState(() => createChords(() => Date.now()));

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isPaletteKey(event) && !event.isComposing) {
        event.preventDefault();
        onFind();
        return;
      }
      if (event.isComposing || event.defaultPrevented || isTyping(event.target)) return;
      const chord = chordOf(event);
      if (!chord) return;
      if (chord.kind === 'help') onOpen();
      if (chord.kind === 'search') {
        event.preventDefault();
        const field = document.querySelector<HTMLElement>('main input[type="search"]');
        if (field) field.focus();
        else onFind();
      }
      if (chord.kind === 'go') {
        const found = destinations.find(({ letter }) => letter === chord.letter);
        if (found) void navigate({ to: found.to });
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });

  return (
    <Dialog opened={opened} onClose={onClose} title={t.shortcuts}>
      <p className="mks-note">{t.shortcutsLead}</p>
      <Table>
        <Table.Tbody>
          {destinations.map(({ letter, text }) => (
            <Table.Tr key={letter}>
              <Table.Th scope="row">{t[text]}</Table.Th>
              <Table.Td>{t.shortcutGo(letter)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">{t.shortcutSearch}</Table.Th>
            <Table.Td>
              <Kbd>{'/'}</Kbd>
            </Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{t.shortcutPalette}</Table.Th>
            <Table.Td>
              <Kbd>{'Ctrl'}</Kbd> <Kbd>{'K'}</Kbd>
            </Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{t.shortcutHelp}</Table.Th>
            <Table.Td>
              <Kbd>{'?'}</Kbd>
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
