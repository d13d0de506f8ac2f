import { Kbd, Table } from '@mantine/core';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { texts } from '../texts';
import { allowed, MANAGEMENT, PERSONAL } from './destinations';

/** The list of the single keys that lead somewhere. */
export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTexts(texts);
  const may = useMay();
  const destinations = allowed([...PERSONAL, ...MANAGEMENT], may);
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
