import { Button } from '@mantine/core';
import { IconCrane, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { DataList, type Column } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { ProjectFilters } from './ProjectFilters';
import classes from './Projects.module.css';
import { projectsQuery, type ProjectRow } from './queries';
import { StatusPill } from './StatusPill';
import { texts } from './texts';
import { usePeriod } from './usePeriod';

// Forms are fetched when one is opened.
const AddProjectDialog = lazy(async () => ({ default: (await import('./AddProjectDialog')).AddProjectDialog }));
const route = getRouteApi('/shell/projects');

export function ProjectsPage() {
  const t = useTexts(texts);
  const { add, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(projectsQuery(filter));
  const filtered = Object.keys(filter).length > 0;
  const mayAdd = query.data?.pages[0]?.can.add === true;
  const setAdding = (adding: boolean) =>
    void navigate({ search: (now) => ({ ...now, add: adding ? true : undefined }), replace: true });

  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ExportMenu list="projects" filter={{ ...filter }} />
          {mayAdd && (
            <Button leftSection={<IconPlus size={20} />} onClick={() => setAdding(true)}>
              {t.add}
            </Button>
          )}
        </>
      }
    >
      <ProjectFilters filter={filter} />
      <Loaded query={query} lines={6}>
        {({ pages }) => {
          const projects = pages.flatMap((page) => page.items);
          if (projects.length === 0) return <Nothing filtered={filtered} mayAdd={mayAdd} />;
          return (
            <>
              <ProjectList projects={projects} />
              <MoreRows query={query} shown={projects.length} total={pages[0]?.total ?? null} />
            </>
          );
        }}
      </Loaded>
      <Suspense>{mayAdd && add === true && <AddProjectDialog opened onClose={() => setAdding(false)} />}</Suspense>
    </Page>
  );
}

function Nothing({ filtered, mayAdd }: { filtered: boolean; mayAdd: boolean }) {
  const t = useTexts(texts);
  const empty = mayAdd ? t.emptyDetailAdd : t.emptyDetail;
  return (
    <Message
      icon={<IconCrane size={32} />}
      title={filtered ? t.noneTitle : t.emptyTitle}
      detail={filtered ? t.noneDetail : empty}
      next={
        filtered && (
          <ButtonLink variant="default" to="/projects" search={{}}>
            {t.clear}
          </ButtonLink>
        )
      }
    />
  );
}

function ProjectList({ projects }: { projects: ProjectRow[] }) {
  const t = useTexts(texts);
  const period = usePeriod();
  const columns: Column<ProjectRow>[] = [
    {
      key: 'name',
      title: t.name,
      main: true,
      render: (project) => (
        <span className={classes.site}>
          <Link to="/projects/$id" params={{ id: project.id }} className={classes.name}>
            {project.name}
          </Link>
          <span className={classes.small}>
            {[project.code, ...project.work_types.map(({ name }) => name)].join('・')}
          </span>
        </span>
      ),
    },
    { key: 'status', title: t.status, render: (project) => <StatusPill status={project.status} /> },
    {
      key: 'client',
      title: t.client,
      render: (project) => [project.client, project.region].filter(Boolean).join(' / ') || '–',
    },
    {
      key: 'period',
      title: t.period,
      render: (project) => <span className={classes.period}>{period(project.starts_on, project.ends_on)}</span>,
    },
    {
      key: 'members',
      title: t.membersCount,
      numeric: true,
      render: (project) => t.people(project.members_count),
    },
  ];
  return <DataList label={t.title} rows={projects} rowKey={(project) => project.id} columns={columns} />;
}
