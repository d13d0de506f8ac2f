import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconHistory, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { CompaniesCard } from './CompaniesCard';
import { DocumentsCards } from './DocumentsCards';
import { MembersCard } from './MembersCard';
import { MilestonesCard } from './MilestonesCard';
import { PosterMenu } from './PosterMenu';
import classes from './Projects.module.css';
import { projectQuery, type Project } from './queries';
import { SectionsCard } from './SectionsCard';
import { StatusCard } from './StatusCard';
import { StatusPill } from './StatusPill';
import { texts } from './texts';
import { usePeriod } from './usePeriod';
import { ProgressCard } from './work/ProgressCard';

// Forms are fetched when one is opened, and what stands below the first screen after the rest.
const EditProjectDialog = lazy(async () => ({ default: (await import('./EditProjectDialog')).EditProjectDialog }));
const TasksCard = lazy(async () => ({ default: (await import('./work/TasksCard')).TasksCard }));
const DistributionsCard = lazy(async () => ({ default: (await import('./DistributionsCard')).DistributionsCard }));
const HoursCard = lazy(async () => ({ default: (await import('./work/HoursCard')).HoursCard }));
const route = getRouteApi('/shell/projects/$id');

export function ProjectPage() {
  const { id } = route.useParams();
  const query = useQuery(projectQuery(id));
  const t = useTexts(texts);
  return (
    <Loaded query={query} lines={6} page={t.title} next={<ButtonLink to="/projects">{t.backToList}</ButtonLink>}>
      {(project) => <ProjectView key={project.id} project={project} />}
    </Loaded>
  );
}

function ProjectView({ project }: { project: Project }) {
  const t = useTexts(texts);
  const may = useMay();
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={project.name}
      lead={
        <span className={classes.lead}>
          {project.code}
          <StatusPill status={project.status} />
        </span>
      }
      actions={<PosterMenu project={project} />}
      above={
        <Link to="/projects" className={classes.back}>
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
              project.can.edit && (
                <Button variant="default" leftSection={<IconPencil size={18} />} onClick={() => setEditing(true)}>
                  {t.edit}
                </Button>
              )
            }
          >
            <ProjectFacts project={project} />
          </Card>
          <ProgressCard project={project} />
          <MilestonesCard project={project} />
        </div>
        <div>
          <DocumentsCards project={project} />
          <SectionsCard project={project} />
          <StatusCard project={project} />
          {may('audit.read') && (
            <ButtonLink
              to="/audit"
              search={{ subject_kind: 'project', subject_id: project.id }}
              variant="subtle"
              leftSection={<IconHistory size={20} />}
            >
              {t.history}
            </ButtonLink>
          )}
        </div>
      </div>
      <div className={classes.below}>
        <Suspense fallback={<Skeleton height={160} radius="lg" />}>
          <TasksCard project={project} />
        </Suspense>
        <Suspense>
          <DistributionsCard project={project} />
        </Suspense>
        <MembersCard project={project} />
        <CompaniesCard project={project} />
        <Suspense>{project.can.see_hours && <HoursCard project={project} />}</Suspense>
      </div>
      <Suspense>{editing && <EditProjectDialog project={project} opened onClose={() => setEditing(false)} />}</Suspense>
    </Page>
  );
}

function ProjectFacts({ project }: { project: Project }) {
  const t = useTexts(texts);
  const period = usePeriod();
  const facts: [string, ReactNode][] = [
    [t.kana, project.name_kana],
    [t.client, project.client],
    [t.region, project.region],
    [t.period, period(project.starts_on, project.ends_on)],
    [t.workTypes, project.work_types.map(({ name }) => name).join('・') || null],
    ...(project.budget === null ? [] : [[t.budget, t.yen(project.budget)] as [string, ReactNode]]),
    [t.description, project.description],
    ...(project.can.edit ? [[t.accessDays, t.days(project.access_days_after_end)] as [string, ReactNode]] : []),
    [t.updated, <Instant key="updated" at={project.updated_at} />],
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
