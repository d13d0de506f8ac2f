import { Button, Menu } from '@mantine/core';
import { IconArrowLeft, IconBellRinging, IconDots, IconPrinter, IconSunrise, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { showToast } from '@/ui/toastStore';
import page from '../page/Page.module.css';
import { Board } from './Board';
import { CancelDialog } from './CancelDialog';
import classes from './Distribution.module.css';
import { Progress, StatePill, Troubles } from './Progress';
import { distributionQuery, takePdf, useDistributionVerb, type Distribution } from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/distributions/$id');

/** One distribution: what was sent, how each site stands, and every recipient. */
export function DistributionPage() {
  const { id } = route.useParams();
  const t = useTexts(texts);
  const query = useQuery(distributionQuery(id));
  return (
    <Loaded query={query} lines={6} page={t.page} next={<ButtonLink to="/distributions">{t.back}</ButtonLink>}>
      {(distribution) => <Sheet distribution={distribution} />}
    </Loaded>
  );
}

function Sheet({ distribution }: { distribution: Distribution }) {
  const t = useTexts(texts);
  const { row } = distribution;
  return (
    <Page
      title={row.document.title}
      lead={
        <span className={page.lead}>
          {row.document.code}
          {row.edition_no !== null && <span>{t.edition(row.edition_no)}</span>}
          <StatePill state={row.state} />
          <Troubles tally={row.tally} />
        </span>
      }
      above={
        <Link to="/distributions" className={page.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
      actions={<Deeds distribution={distribution} />}
    >
      {row.state === 'sending' && <p role="status">{t.sending}</p>}
      {row.state === 'sent' && <Progress tally={row.tally} title={row.document.title} />}
      <Summary distribution={distribution} />
      {distribution.sites.length > 0 && <Sites distribution={distribution} />}
      {distribution.meetings.length > 0 && <Meetings distribution={distribution} />}
      {row.state !== 'scheduled' && <Board distribution={distribution} />}
    </Page>
  );
}

function Deeds({ distribution }: { distribution: Distribution }) {
  const t = useTexts(texts);
  const [cancelling, setCancelling] = useState(false);
  const { row, can } = distribution;
  const params = { path: { distribution_id: row.id } };
  const nudge = useDistributionVerb({
    run: () => answer(api.POST('/api/v1/distributions/{distribution_id}/nudge', { params })),
    onDone: ({ people }) => showToast(t.nudged(people)),
  });
  const proof = () => answer(api.POST('/api/v1/distributions/{distribution_id}/proof', { params }));
  return (
    <>
      <ButtonLink to="/d/$code" params={{ code: row.document.code }} variant="default">
        {t.openDocument}
      </ButtonLink>
      {can.meet && (
        <ButtonLink to="/distributions/$id/meeting" params={{ id: row.id }} leftSection={<IconSunrise size={20} />}>
          {t.meet}
        </ButtonLink>
      )}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" aria-label={t.deeds} loading={nudge.isPending}>
            <IconDots size={20} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {row.state === 'sent' && (
            <Menu.Item leftSection={<IconPrinter size={20} />} onClick={() => void takePdf(proof, t.proofMaking)}>
              {t.proof}
            </Menu.Item>
          )}
          {can.nudge && (
            <Menu.Item leftSection={<IconBellRinging size={20} />} onClick={() => nudge.mutate()}>
              {t.nudge}
            </Menu.Item>
          )}
          {can.cancel && (
            <Menu.Item leftSection={<IconTrash size={20} />} color="red" onClick={() => setCancelling(true)}>
              {t.cancel}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {cancelling && <CancelDialog id={row.id} onClose={() => setCancelling(false)} />}
    </>
  );
}

function Summary({ distribution }: { distribution: Distribution }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { row, questions, left_out: out, left_out_count: count } = distribution;
  const at = (instant: string) => showInstant(instant, language);
  const facts: [string, string | null][] = [
    [t.audience, row.audience_words],
    [t.sender, row.rule_no === null ? row.sender.name : `${row.sender.name} ${t.auto(row.rule_no)}`],
    [t.sentOn, row.sent_at ? at(row.sent_at) : row.send_at && t.sendsAt(at(row.send_at))],
    [t.dueOn, row.due_at && at(row.due_at)],
    [t.message, distribution.message],
  ];
  return (
    <Card title={t.summary}>
      {distribution.cancelled_at && (
        <p>{t.cancelledAt(at(distribution.cancelled_at), distribution.cancelled_reason ?? '')}</p>
      )}
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => [<dt key={label}>{label}</dt>, <dd key={`${label}-`}>{value}</dd>])}
        {questions.length > 0 && <dt>{t.check}</dt>}
        {questions.map(({ text, choices, right }) => (
          <dd key={text}>
            {text} {right !== null && t.rightIs(choices[right] ?? '')}
          </dd>
        ))}
      </dl>
      {count > 0 && (
        <details>
          <summary>{t.leftOut(count)}</summary>
          <ul className={classes.names}>
            {out.map(({ id, name, company }) => (
              <li key={id}>{[name, company].filter(Boolean).join(' ')}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function Sites({ distribution }: { distribution: Distribution }) {
  const t = useTexts(texts);
  return (
    <Card title={t.sites}>
      <p className="mks-note">{t.sitesLead}</p>
      <ul className={classes.list}>
        {distribution.sites.map(({ project, tally }) => (
          <li key={project.id}>
            <div className={classes.line}>
              <Link
                to="/distributions/$id"
                params={{ id: distribution.row.id }}
                search={{ project: project.id }}
                className={page.back}
              >
                {project.name}
              </Link>
              <Troubles tally={tally} />
            </div>
            <Progress tally={tally} title={project.name} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Meetings({ distribution }: { distribution: Distribution }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const pdf = (id: string) => () =>
    answer(api.POST('/api/v1/morning-meetings/{meeting_id}/pdf', { params: { path: { meeting_id: id } } }));
  return (
    <Card title={t.meetings}>
      <ul className={classes.list}>
        {distribution.meetings.map(({ id, held_at: at, project, people }) => (
          <li key={id} className={classes.line}>
            {t.meetingLine(showInstant(at, language), project.name, people)}
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} />}
              aria-label={t.meetingPdfOf(showInstant(at, language))}
              onClick={() => void takePdf(pdf(id), t.meetingMaking)}
            >
              {t.meetingPdf}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
