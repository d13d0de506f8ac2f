import { Button } from '@mantine/core';
import { IconFileText, IconPrinter, IconUserCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { showToast } from '@/ui/toastStore';
import { moved, useConsultationVerb, type Consultation } from './queries';
import { texts } from './texts';

// Forms are fetched when one is opened.
const AssignDialog = lazy(async () => ({ default: (await import('./AssignDialog')).AssignDialog }));
const ReasonDialog = lazy(async () => ({ default: (await import('./ReasonDialog')).ReasonDialog }));
const RateDialog = lazy(async () => ({ default: (await import('./RateDialog')).RateDialog }));
const ChangeDialog = lazy(async () => ({ default: (await import('./ChangeDialog')).ChangeDialog }));

type Opened = 'assign' | 'decline' | 'cancel' | 'reopen' | 'rate' | 'change' | null;

/** What may be done to the consultation as a whole, as the server says. */
export function Actions({ consultation }: { consultation: Consultation }) {
  const t = useTexts(texts);
  const { can } = consultation;
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const resolve = useConsultationVerb({
    run: () => answer(api.POST('/api/v1/consultations/{ref}/resolve', moved(consultation))),
    done: t.resolved,
  });
  const more: [Exclude<Opened, 'assign' | null>, string][] = [
    ['change', t.changeQuestion],
    ['decline', t.decline],
    ['reopen', t.reopen],
    ['cancel', t.cancel],
  ];
  const offered = more.filter(([name]) => can[name]);
  return (
    <>
      {(can.assign || can.hand_over) && (
        <Button
          variant={consultation.state.code === 'open' ? 'filled' : 'default'}
          leftSection={<IconUserCheck size={20} />}
          onClick={() => setOpened('assign')}
        >
          {can.hand_over ? t.handOver : t.assign}
        </Button>
      )}
      {can.resolve && (
        <Button variant="default" loading={resolve.isPending} onClick={() => resolve.mutate()}>
          {t.resolve}
        </Button>
      )}
      {can.rate && (
        <Button variant="default" onClick={() => setOpened('rate')}>
          {t.rate}
        </Button>
      )}
      {can.convert && <Convert consultation={consultation} />}
      <Button
        variant="subtle"
        leftSection={<IconPrinter size={20} />}
        onClick={() => void import('../pdf').then(({ makePdf }) => makePdf(consultation.id, {}))}
      >
        {t.pdf}
      </Button>
      {offered.map(([name, label]) => (
        <Button key={name} variant="subtle" color={name === 'cancel' ? 'red' : 'moss'} onClick={() => setOpened(name)}>
          {label}
        </Button>
      ))}
      <Suspense>
        {opened === 'assign' && <AssignDialog consultation={consultation} onClose={close} />}
        {opened === 'rate' && <RateDialog consultation={consultation} onClose={close} />}
        {opened === 'change' && <ChangeDialog consultation={consultation} onClose={close} />}
        {(opened === 'decline' || opened === 'cancel' || opened === 'reopen') && (
          <ReasonDialog consultation={consultation} move={opened} onClose={close} />
        )}
      </Suspense>
    </>
  );
}

/** The accepted answer becomes a draft of knowledge, which opens to be worked over; pressed again it is the same one. */
function Convert({ consultation }: { consultation: Consultation }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const convert = useConsultationVerb({
    run: async () => {
      const made = await answer(
        api.POST('/api/v1/consultations/{ref}/knowledge', { params: { path: { ref: consultation.id } } }),
      );
      if (made === null) return;
      showToast(t.converted);
      await navigate(
        made.draft
          ? { to: '/d/$code/edit', params: { code: made.code } }
          : { to: '/d/$code', params: { code: made.code } },
      );
    },
  });
  return (
    <Button leftSection={<IconFileText size={20} />} loading={convert.isPending} onClick={() => convert.mutate()}>
      {t.convert}
    </Button>
  );
}
