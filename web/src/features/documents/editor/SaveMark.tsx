import { Button } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconCloudUpload, IconPencil } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import type { EditingSession, SaveState } from './session';
import { texts } from './texts';

const timeOf = (instant: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );

/** Where the text stands: with the server, on its way, or on this device alone. */
export function SaveMark({ save, session }: { save: SaveState; session: EditingSession }) {
  const t = useTexts(texts);
  const { online } = useNetwork();
  switch (save.kind) {
    case 'clean':
      return (
        <Pill tone="good" icon={<IconCheck size={16} aria-hidden />}>
          {save.at ? t.saved(timeOf(save.at)) : t.clean}
        </Pill>
      );
    case 'unsaved':
      return <Pill icon={<IconPencil size={16} aria-hidden />}>{t.unsaved}</Pill>;
    case 'saving':
      return <Pill icon={<IconCloudUpload size={16} aria-hidden />}>{t.saving}</Pill>;
    case 'waiting':
      return (
        <>
          <Pill tone="attention" icon={<IconCloudOff size={16} aria-hidden />}>
            {online ? t.waiting : t.waitingOffline}
          </Pill>
          {online && (
            <Button variant="default" size="compact-md" onClick={() => void session.flush()}>
              {t.saveNow}
            </Button>
          )}
        </>
      );
    default:
      return (
        <Pill tone="danger" icon={<IconAlertTriangle size={16} aria-hidden />}>
          {save.kind === 'refused' ? t.refused : t.conflict}
        </Pill>
      );
  }
}
