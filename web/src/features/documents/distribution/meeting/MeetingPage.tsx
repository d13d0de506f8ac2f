import { ActionIcon, Button, Select, Textarea } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconUserPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { randomId } from '@/lib/ids';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import page from '../../page/Page.module.css';
import { planQuery, takePdf, useDistributionVerb } from '../queries';
import classes from './Meeting.module.css';
import { SignDialog } from './SignDialog';
import { texts } from './texts';
import { useAttendance, type Attendance } from './useAttendance';

type Plan = components['schemas']['MeetingPlan'];

const route = getRouteApi('/shell/distributions/$id/meeting');

/** A morning meeting on one device: large text, the people of the site, their signatures, one PDF. */
export function MeetingPage() {
  const t = useTexts(texts);
  const { id } = route.useParams();
  const { project } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(planQuery(id, project));
  const back = (
    <Link to="/distributions/$id" params={{ id }} className={page.back}>
      <IconArrowLeft size={18} aria-hidden />
      {t.back}
    </Link>
  );
  return (
    <Loaded query={query} lines={6} page={t.title} next={<ButtonLink to="/must-read">{t.back}</ButtonLink>}>
      {(plan) => (
        <Page title={t.title} width="narrow" above={back}>
          <Card title={plan.document.title}>
            <div className={classes.large}>
              <p>
                {plan.document.code} {plan.edition_no !== null && t.edition(plan.edition_no)}
              </p>
              {plan.summary && <p>{plan.summary}</p>}
              {plan.message && <p>{plan.message}</p>}
            </div>
            <ButtonLink to="/d/$code" params={{ code: plan.document.code }} variant="default">
              {t.read}
            </ButtonLink>
          </Card>
          <Select
            label={t.site}
            description={t.siteHint}
            size="lg"
            my="md"
            searchable
            data={plan.projects.map(({ id: value, name }) => ({ value, label: name }))}
            value={project ?? null}
            onChange={(value) => void navigate({ search: value ? { project: value } : {}, replace: true })}
            nothingFoundMessage={t.notFound}
          />
          {project ? (
            <Attending key={project} id={id} project={project} plan={plan} />
          ) : (
            <p className="mks-note">{t.choose}</p>
          )}
        </Page>
      )}
    </Loaded>
  );
}

interface AttendingProps {
  id: string;
  project: string;
  plan: Plan;
}

function Attending({ id, project, plan }: AttendingProps) {
  const t = useTexts(texts);
  const attendance = useAttendance(id, project);
  const [signing, setSigning] = useState<Omit<Attendance, 'strokes'> | null>(null);
  const { signed } = attendance;
  const listed = plan.people.map((one) => ({
    key: one.id,
    person_id: one.id,
    name: one.name,
    company: one.company ?? '',
    done: one.done,
  }));
  const strangers = signed.filter(({ person_id: known }) => known === null).map((one) => ({ ...one, done: false }));
  const people = [...listed, ...strangers];
  return (
    <>
      <Card
        title={t.people}
        actions={
          <Button
            variant="default"
            leftSection={<IconUserPlus size={20} />}
            onClick={() => setSigning({ key: randomId(), person_id: null, name: '', company: '' })}
          >
            {t.add}
          </Button>
        }
      >
        <p className="mks-note">{people.length === 0 ? t.nobody : t.peopleLead}</p>
        <ul className={classes.people} aria-label={t.people}>
          {people.map(({ done, ...one }) => {
            const has = signed.some(({ key }) => key === one.key);
            return (
              <li key={one.key} className={classes.person}>
                <Button
                  variant={has ? 'light' : 'default'}
                  justify="flex-start"
                  leftSection={has && <IconCheck size={24} />}
                  onClick={() => setSigning({ ...one })}
                >
                  <span className={classes.name}>
                    {one.name}
                    <small>{[one.company, has ? t.signed : done ? t.done : t.sign].filter(Boolean).join('・')}</small>
                  </span>
                </Button>
                {has && (
                  <ActionIcon
                    variant="subtle"
                    size="xl"
                    aria-label={t.remove(one.name)}
                    onClick={() => attendance.remove(one.key)}
                  >
                    <IconX size={20} />
                  </ActionIcon>
                )}
              </li>
            );
          })}
        </ul>
        <Textarea
          mt="md"
          label={t.note}
          autosize
          minRows={2}
          maxLength={2000}
          value={attendance.note}
          onChange={(event) => attendance.setNote(event.currentTarget.value)}
        />
        <p className="mks-note">{t.kept}</p>
        <Finish id={id} project={project} attendance={attendance} />
      </Card>
      {signing && (
        <SignDialog
          person={signing}
          onClose={() => setSigning(null)}
          onSigned={(one) => {
            attendance.sign(one);
            setSigning(null);
          }}
        />
      )}
    </>
  );
}

function Finish({
  id,
  project,
  attendance,
}: {
  id: string;
  project: string;
  attendance: ReturnType<typeof useAttendance>;
}) {
  const t = useTexts(texts);
  const navigate = route.useNavigate();
  const [asked, setAsked] = useState(false);
  const { signed } = attendance;
  const verb = useDistributionVerb({
    run: () =>
      answer(
        api.POST('/api/v1/distributions/{distribution_id}/meetings', {
          params: { path: { distribution_id: id } },
          body: {
            id: attendance.id,
            project_id: project,
            note: attendance.note,
            signatures: signed.map(({ person_id, name, company, strokes }) => ({ person_id, name, company, strokes })),
          },
        }),
      ),
    done: t.finished,
    onDone: ({ row }) => {
      attendance.forget();
      const pdf = () =>
        answer(api.POST('/api/v1/morning-meetings/{meeting_id}/pdf', { params: { path: { meeting_id: row.id } } }));
      void takePdf(pdf, t.making);
      void navigate({ search: {} });
    },
  });
  return (
    <>
      <Button size="lg" fullWidth disabled={signed.length === 0} onClick={() => setAsked(true)}>
        {t.finish(signed.length)}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t.finishTitle}
        confirm={t.finish(signed.length)}
        pending={verb.isPending}
        problem={verb.problem}
        onConfirm={() => verb.mutate()}
        onCancel={() => setAsked(false)}
      >
        <p>{t.finishLead(signed.length)}</p>
      </ConfirmDialog>
    </>
  );
}
