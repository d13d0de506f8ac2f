import { Button } from '@mantine/core';
import { IconArrowLeft, IconHistory, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useMay } from '@/api/me';
import type { Person } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { personQuery } from '../queries';
import classes from './People.module.css';
import { PersonAccess } from './PersonAccess';
import { PersonPills } from './PersonPills';
import { PersonStop } from './PersonStop';
import { texts } from './texts';

const EditPersonDialog = lazy(async () => ({ default: (await import('./EditPersonDialog')).EditPersonDialog }));
const RolesDialog = lazy(async () => ({ default: (await import('./RolesDialog')).RolesDialog }));
const route = getRouteApi('/shell/people/$id');

export function PersonPage() {
  const { id } = route.useParams();
  const query = useQuery(personQuery(id));
  const t = useTexts(texts);
  return (
    <Loaded query={query} lines={6} page={t.title} next={<ButtonLink to="/people">{t.backToList}</ButtonLink>}>
      {(person) => <PersonView key={person.id} person={person} />}
    </Loaded>
  );
}

function PersonView({ person }: { person: Person }) {
  const t = useTexts(texts);
  const may = useMay();
  const [open, setOpen] = useState<'edit' | 'roles' | null>(null);
  const close = () => setOpen(null);
  return (
    <Page
      title={person.name}
      lead={
        <span className={classes.person}>
          {person.name_kana}
          <PersonPills person={person} />
        </span>
      }
      above={
        <Link to="/people" className={classes.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.backToList}
        </Link>
      }
    >
      <div className={classes.columns}>
        <div>
          <Card
            title={t.details}
            actions={
              person.can.edit && (
                <Button variant="default" leftSection={<IconPencil size={18} />} onClick={() => setOpen('edit')}>
                  {t.edit}
                </Button>
              )
            }
          >
            <PersonFacts person={person} />
          </Card>
          <Card
            title={t.rolesCard}
            actions={
              person.can.grant && (
                <Button variant="default" leftSection={<IconPencil size={18} />} onClick={() => setOpen('roles')}>
                  {t.rolesEdit}
                </Button>
              )
            }
          >
            {person.roles.length === 0 ? (
              <p className="mks-note">{t.rolesNone}</p>
            ) : (
              person.roles.map((role) => role.name).join('・')
            )}
          </Card>
        </div>
        <div>
          <PersonAccess person={person} />
          <PersonStop person={person} />
          {may('audit.read') && (
            <ButtonLink
              to="/audit"
              search={{ subject_kind: 'person', subject_id: person.id }}
              variant="subtle"
              leftSection={<IconHistory size={20} />}
            >
              {t.history}
            </ButtonLink>
          )}
        </div>
      </div>
      <Suspense>
        {open === 'edit' && <EditPersonDialog person={person} opened onClose={close} />}
        {open === 'roles' && <RolesDialog person={person} opened onClose={close} />}
      </Suspense>
    </Page>
  );
}

function PersonFacts({ person }: { person: Person }) {
  const t = useTexts(texts);
  const facts: [string, ReactNode][] = [
    [t.loginName, person.login_name],
    [t.company, person.company?.name],
    [t.department, person.department],
    [t.email, person.email],
    [t.created, <Instant key="created" at={person.created_at} />],
    [t.updated, <Instant key="updated" at={person.updated_at} />],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? t.notSet}</dd>
        </div>
      ))}
    </dl>
  );
}
