import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { PersonRow } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { DataList, type Column } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { peopleQuery } from '../queries';
import { PeopleFilters } from './PeopleFilters';
import { PersonPills } from './PersonPills';
import { texts } from './texts';
import classes from './People.module.css';

const AddPersonDialog = lazy(async () => ({ default: (await import('./AddPersonDialog')).AddPersonDialog }));
const route = getRouteApi('/shell/people');

export function PeoplePage() {
  const t = useTexts(texts);
  const { add, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(peopleQuery(filter));
  const filtered = Object.keys(filter).length > 0;
  const setAdding = (adding: boolean) =>
    void navigate({ search: (now) => ({ ...now, add: adding ? true : undefined }), replace: true });

  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ExportMenu list="people" filter={{ ...filter }} />
          <Button leftSection={<IconUserPlus size={20} />} onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        </>
      }
    >
      <PeopleFilters filter={filter} />
      <Loaded query={query} lines={6}>
        {({ pages }) => {
          const people = pages.flatMap((page) => page.items);
          if (people.length === 0) {
            return (
              <Message
                icon={<IconUsers size={32} />}
                title={filtered ? t.noneTitle : t.emptyTitle}
                detail={filtered ? t.noneDetail : t.emptyDetail}
                next={
                  filtered && (
                    <ButtonLink variant="default" to="/people" search={{}}>
                      {t.clear}
                    </ButtonLink>
                  )
                }
              />
            );
          }
          return (
            <>
              <PeopleList people={people} />
              <MoreRows query={query} shown={people.length} total={pages[0]?.total ?? null} />
            </>
          );
        }}
      </Loaded>
      <Suspense>{add === true && <AddPersonDialog opened onClose={() => setAdding(false)} />}</Suspense>
    </Page>
  );
}

function PeopleList({ people }: { people: PersonRow[] }) {
  const t = useTexts(texts);
  const columns: Column<PersonRow>[] = [
    {
      key: 'name',
      title: t.name,
      main: true,
      render: (person) => (
        <span className={classes.person}>
          <Link to="/people/$id" params={{ id: person.id }} className={classes.name}>
            {person.name}
          </Link>
          <span className={classes.kana}>{person.name_kana}</span>
          <PersonPills person={person} />
        </span>
      ),
    },
    { key: 'login', title: t.loginName, render: (person) => person.login_name },
    {
      key: 'company',
      title: t.company,
      render: (person) => [person.company?.name, person.department].filter(Boolean).join(' / ') || '–',
    },
    {
      key: 'roles',
      title: t.roles,
      firm: true,
      render: (person) => person.roles.map((role) => role.name).join('・') || '–',
    },
    {
      key: 'last',
      title: t.lastSignIn,
      firm: true,
      render: (person) => (person.last_signed_in_at ? <Instant at={person.last_signed_in_at} /> : t.never),
    },
  ];
  return <DataList label={t.title} rows={people} rowKey={(person) => person.id} columns={columns} />;
}
