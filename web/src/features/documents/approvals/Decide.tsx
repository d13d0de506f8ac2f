import { Button, Group, Select, Stack, Textarea } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck, IconUserShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import classes from './Approvals.module.css';
import { deputiesQuery, useApprovalVerb, type Request } from './queries';
import { texts } from './texts';

type Deed = 'approve' | 'sendBack' | 'delegate' | 'withdraw';

/** 承認 / 差戻し / 任せる for those whose turn it is; 取下げ for those who asked. */
export function Decide({ request }: { request: Request }) {
  const t = useTexts(texts);
  const [deed, setDeed] = useState<Deed | null>(null);
  const close = () => setDeed(null);
  const { can } = request;
  return (
    <>
      <div className={classes.decide}>
        {can.approve && (
          <Button leftSection={<IconCircleCheck size={20} />} onClick={() => setDeed('approve')}>
            {t.approve}
          </Button>
        )}
        {can.send_back && (
          <Button variant="default" leftSection={<IconArrowBackUp size={20} />} onClick={() => setDeed('sendBack')}>
            {t.sendBack}
          </Button>
        )}
        {can.delegate && (
          <Button variant="default" leftSection={<IconUserShare size={20} />} onClick={() => setDeed('delegate')}>
            {t.delegate}
          </Button>
        )}
        {can.withdraw && (
          <Button variant="subtle" color="red" onClick={() => setDeed('withdraw')}>
            {t.withdraw}
          </Button>
        )}
      </div>
      {deed === 'withdraw' ? (
        <WithdrawDialog request={request} onClose={close} />
      ) : (
        deed && <DeedDialog request={request} deed={deed} onClose={close} />
      )}
    </>
  );
}

function WithdrawDialog({ request, onClose }: { request: Request; onClose: () => void }) {
  const t = useTexts(texts);
  const verb = useApprovalVerb({
    run: () =>
      answer(api.POST('/api/v1/approvals/{request_id}/withdraw', { params: { path: { request_id: request.id } } })),
    done: t.withdrawn,
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t.withdrawTitle}
      confirm={t.withdraw}
      danger
      pending={verb.isPending}
      problem={verb.problem}
      onConfirm={() => verb.mutate()}
      onCancel={onClose}
    >
      <p className="mks-note">{t.withdrawLead}</p>
    </ConfirmDialog>
  );
}

interface DeedDialogProps {
  request: Request;
  deed: 'approve' | 'sendBack' | 'delegate';
  onClose: () => void;
}

/** One decision about the edition and the stage that are on the screen. */
function DeedDialog({ request, deed, onClose }: DeedDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [text, setText] = useState('');
  const [person, setPerson] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const words = {
    approve: { title: t.approveTitle, lead: t.approveLead, done: t.approved, button: t.approve },
    sendBack: { title: t.sendBackTitle, lead: t.sendBackLead, done: t.sentBack, button: t.sendBack },
    delegate: { title: t.delegateTitle, lead: t.delegateLead, done: t.delegated, button: t.delegate },
  }[deed];
  const verb = useApprovalVerb({
    run: () => {
      const params = { path: { request_id: request.id } };
      const about = { edition_id: request.edition.id, stage: request.stage };
      if (deed === 'approve') {
        return answer(
          api.POST('/api/v1/approvals/{request_id}/approve', { params, body: { ...about, comment: text } }),
        );
      }
      if (deed === 'sendBack') {
        return answer(api.POST('/api/v1/approvals/{request_id}/return', { params, body: { ...about, reason: text } }));
      }
      const body = { ...about, comment: text, person_id: person ?? '' };
      return answer(api.POST('/api/v1/approvals/{request_id}/delegate', { params, body }));
    },
    done: words.done,
    onDone: onClose,
  });
  const gap = (deed === 'sendBack' && text.trim() === '') || (deed === 'delegate' && person === null);
  return (
    <Dialog opened onClose={onClose} title={words.title}>
      <Form
        label={words.title}
        onSubmit={(event) => {
          event.preventDefault();
          if (gap) setMissing(true);
          else verb.mutate();
        }}
      >
        <Stack gap="md">
          <p className="mks-note">{words.lead}</p>
          <FormProblem problem={verb.problem} />
          {deed === 'delegate' && (
            <Decider value={person} onChange={setPerson} error={missing && person === null} request={request} />
          )}
          <Textarea
            label={deed === 'sendBack' ? t.sendBackReason : t.comment}
            required={deed === 'sendBack'}
            withAsterisk={deed === 'sendBack'}
            autosize
            minRows={2}
            maxLength={1000}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setMissing(false);
            }}
            error={deed === 'sendBack' && missing && t.reasonMissing}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" color={deed === 'sendBack' ? 'red' : 'moss'} loading={verb.isPending}>
              {words.button}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}

interface DeciderProps {
  request: Request;
  value: string | null;
  onChange: (person: string | null) => void;
  error: boolean;
}

/** Somebody who may decide, but for those who wrote and those who decide already. */
function Decider({ request, value, onChange, error }: DeciderProps) {
  const t = useTexts(texts);
  const people = useQuery(deputiesQuery).data?.people ?? [];
  const seats = request.stages[request.stage - 1]?.seats ?? [];
  const out = new Set([
    request.requester.id,
    ...request.edition.writers.map(({ id }) => id),
    ...seats.map(({ person }) => person.id),
  ]);
  return (
    <Select
      label={t.person}
      required
      withAsterisk
      searchable
      data={people.filter(({ id }) => !out.has(id)).map(({ id, name }) => ({ value: id ?? '', label: name }))}
      nothingFoundMessage={t.noneFound}
      value={value}
      onChange={onChange}
      error={error && t.personMissing}
    />
  );
}
