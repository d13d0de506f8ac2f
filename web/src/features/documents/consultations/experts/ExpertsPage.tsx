import { Button, Select, Switch } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import { SearchField } from '@/ui/SearchField';
import list from '../../list/List.module.css';
import classes from '../Consultations.module.css';
import { expertsQuery, type ExpertRow } from '../queries';
import { durationText, texts as words } from '../texts';
import { Presence } from './Presence';
import { texts } from './texts';

// Forms are fetched when one is opened.
const ExpertDialog = lazy(async () => ({ default: (await import('./ExpertDialog')).ExpertDialog }));
const ChooseDialog = lazy(async () => ({ default: (await import('./ChooseDialog')).ChooseDialog }));
const route = getRouteApi('/shell/experts');

/** Who knows what, and who takes questions. */
export function ExpertsPage() {
  const t = useTexts(texts);
  const me = useMe();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(expertsQuery(filter));
  const [editing, setEditing] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const change = (changes: { q?: string | undefined; specialty?: string | undefined; available?: true | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...changes }), replace: true });
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ExportMenu list="experts" filter={{ ...filter }} />
          {query.data?.can_edit_own && (
            <Button variant="default" onClick={() => setEditing(me.id)}>
              {t.editOwn}
            </Button>
          )}
          {query.data?.can_add && (
            <Button leftSection={<IconPlus size={20} />} onClick={() => setChoosing(true)}>
              {t.add}
            </Button>
          )}
        </>
      }
    >
      <search className={classes.filters}>
        <SearchField label={t.search} value={filter.q ?? ''} onSearch={(q) => change({ q: q || undefined })} />
        <Select
          label={t.specialty}
          placeholder={t.any}
          clearable
          searchable
          data={query.data?.specialties.slice() ?? []}
          value={filter.specialty ?? null}
          onChange={(specialty) => change({ specialty: specialty ?? undefined })}
        />
        <Switch
          label={t.available}
          checked={filter.available === true}
          onChange={(event) => change({ available: event.currentTarget.checked ? true : undefined })}
        />
      </search>
      <Loaded query={query} lines={5}>
        {({ items }) =>
          items.length === 0 ? (
            <Message icon={<IconUsersGroup size={32} />} title={t.none} detail={t.noneDetail} />
          ) : (
            <ul className={list.lines} aria-label={t.title}>
              {items.map((row) => (
                <ExpertLine key={row.profile.person_id} row={row} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Suspense>
        {choosing && (
          <ChooseDialog
            onClose={() => setChoosing(false)}
            onChoose={(id) => {
              setChoosing(false);
              setEditing(id);
            }}
          />
        )}
        {editing !== null && <ExpertDialog id={editing} onClose={() => setEditing(null)} />}
      </Suspense>
    </Page>
  );
}

function ExpertLine({ row: { profile, figures } }: { row: ExpertRow }) {
  const t = useTexts(texts);
  const w = useTexts(words);
  const told = [
    profile.department,
    profile.years !== null && t.years(profile.years),
    ...profile.certifications,
    `${t.answers} ${t.count(figures.answers)}`,
    `${t.accepted} ${t.count(figures.accepted)}`,
    figures.rating !== null && `${t.rating} ${t.ratingValue(figures.rating, figures.ratings)}`,
    figures.median_minutes !== null && `${t.median} ${durationText(w, figures.median_minutes)}`,
    `${t.load} ${t.count(figures.load)}`,
  ].filter((word): word is string => typeof word === 'string' && word !== '');
  return (
    <li className={list.line}>
      <div className={list.head}>
        <Link to="/experts/$id" params={{ id: profile.person_id }} className={list.name}>
          {profile.name}
        </Link>
      </div>
      <div className={list.pills}>
        <Presence profile={profile} />
        {profile.leads && <Pill>{t.leads}</Pill>}
        {profile.specialties.map((word) => (
          <Pill key={word}>{word}</Pill>
        ))}
      </div>
      <ul className={list.words}>
        {told.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </li>
  );
}
