import { Button } from '@mantine/core';
import { IconArrowLeft, IconMessageQuestion } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import list from '../../list/List.module.css';
import pageClasses from '../../page/Page.module.css';
import { ConsultationLine } from '../ConsultationLine';
import classes from '../Consultations.module.css';
import { consultationsQuery, expertQuery, type ExpertRow } from '../queries';
import { durationText, texts as words } from '../texts';
import { Presence } from './Presence';
import { texts } from './texts';

const ExpertDialog = lazy(async () => ({ default: (await import('./ExpertDialog')).ExpertDialog }));
const route = getRouteApi('/shell/experts/$id');

/** An expert: what is said, what is computed, and what was answered. */
export function ExpertPage() {
  const t = useTexts(texts);
  const { id } = route.useParams();
  const query = useQuery(expertQuery(id));
  return (
    <Loaded query={query} lines={5} page={t.title} next={<ButtonLink to="/experts">{t.back}</ButtonLink>}>
      {(row) => <Sheet row={row} />}
    </Loaded>
  );
}

function Sheet({ row }: { row: ExpertRow }) {
  const t = useTexts(texts);
  const { profile } = row;
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={profile.name}
      lead={
        <span className={classes.pills}>
          {profile.department}
          <Presence profile={profile} />
          {profile.leads && <Pill>{t.leads}</Pill>}
        </span>
      }
      above={
        <Link to="/experts" className={pageClasses.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
      actions={
        <>
          {profile.can_edit && (
            <Button variant="default" onClick={() => setEditing(true)}>
              {t.edit}
            </Button>
          )}
          {profile.active && (
            <ButtonLink
              to="/consultations/new"
              search={{ expert: profile.person_id }}
              leftSection={<IconMessageQuestion size={20} />}
            >
              {t.ask}
            </ButtonLink>
          )}
        </>
      }
    >
      <div className={classes.columns}>
        <Answered id={profile.person_id} />
        <div className={classes.side}>
          <Figures row={row} />
          <Said row={row} />
        </div>
      </div>
      <Suspense>{editing && <ExpertDialog id={profile.person_id} onClose={() => setEditing(false)} />}</Suspense>
    </Page>
  );
}

function Answered({ id }: { id: string }) {
  const t = useTexts(texts);
  const query = useInfiniteQuery(consultationsQuery({ answered_by: id }, 20));
  return (
    <Card title={t.answered}>
      <Loaded query={query} lines={3}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <p>{t.answeredNone}</p>;
          return (
            <>
              <ul className={list.lines} aria-label={t.answered}>
                {rows.map((row) => (
                  <ConsultationLine key={row.id} row={row} />
                ))}
              </ul>
              <MoreRows query={query} shown={rows.length} />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

function Figures({ row: { figures } }: { row: ExpertRow }) {
  const t = useTexts(texts);
  const w = useTexts(words);
  return (
    <Card title={t.figures}>
      <Facts
        rows={[
          [t.answers, t.count(figures.answers)],
          [t.accepted, t.count(figures.accepted)],
          [t.rating, figures.rating === null ? t.noRating : t.ratingValue(figures.rating, figures.ratings)],
          [t.median, figures.median_minutes === null ? t.noMedian : durationText(w, figures.median_minutes)],
          [t.load, t.count(figures.load)],
        ]}
      />
    </Card>
  );
}

function Said({ row: { profile } }: { row: ExpertRow }) {
  const t = useTexts(texts);
  const former = Object.entries(t.formerNames)
    .filter(([key]) => profile.former[key] !== undefined && profile.former[key] !== null)
    .map(([key, name]): [string, string] => [name, String(profile.former[key])]);
  return (
    <>
      <Card>
        <Facts
          rows={[
            [t.specialty, profile.specialties.join('・')],
            [t.certifications, profile.certifications.join('・')],
            [t.yearsLabel, profile.years === null ? '' : t.years(profile.years)],
            [t.bio, profile.bio],
          ]}
        />
      </Card>
      {former.length > 0 && (
        <Card title={t.former}>
          <Facts rows={former} />
        </Card>
      )}
    </>
  );
}

function Facts({ rows }: { rows: [string, string][] }) {
  return (
    <dl className={classes.facts}>
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
