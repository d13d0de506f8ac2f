import { Button, Group } from '@mantine/core';
import { IconBuildingPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { DataList, type Column } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import classes from './Projects.module.css';
import type { CompanyPlace, Project } from './queries';
import { texts } from './texts';
import { usePeriod } from './usePeriod';
import { useProjectVerb } from './useProjectVerb';

// Forms are fetched when one is opened.
const AddCompanyDialog = lazy(async () => ({ default: (await import('./AddCompanyDialog')).AddCompanyDialog }));

export function CompaniesCard({ project }: { project: Project }) {
  const t = useTexts(texts);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<CompanyPlace | null>(null);
  return (
    <Card
      title={t.companies}
      actions={
        <Group gap="sm">
          {project.companies.length > 0 && (
            <ExportMenu list="project-companies" filter={{ project: project.id }} of={t.companies} />
          )}
          {project.can.set_companies && (
            <Button variant="default" leftSection={<IconBuildingPlus size={18} />} onClick={() => setAdding(true)}>
              {t.companyAdd}
            </Button>
          )}
        </Group>
      }
    >
      {project.companies.length === 0 ? (
        <p className="mks-note">{t.companiesNone}</p>
      ) : (
        <CompanyList project={project} onRemove={setRemoving} />
      )}
      <Suspense>{adding && <AddCompanyDialog project={project} opened onClose={() => setAdding(false)} />}</Suspense>
      {removing && <RemoveCompany projectId={project.id} place={removing} onClose={() => setRemoving(null)} />}
    </Card>
  );
}

function CompanyList({ project, onRemove }: { project: Project; onRemove: (place: CompanyPlace) => void }) {
  const t = useTexts(texts);
  const period = usePeriod();
  const places = [...project.companies].sort((one, other) => one.tier - other.tier);
  const columns: Column<CompanyPlace>[] = [
    { key: 'company', title: t.company, main: true, render: ({ company }) => company.name },
    { key: 'tier', title: t.tier, render: ({ tier }) => t.tierName(tier) },
    { key: 'work', title: t.work, render: ({ work }) => work ?? '–' },
    {
      key: 'period',
      title: t.memberPeriod,
      render: (place) => <span className={classes.period}>{period(place.starts_on, place.ends_on)}</span>,
    },
  ];
  if (project.can.set_companies) {
    columns.push({
      key: 'actions',
      title: t.actions,
      render: (place) => (
        <Button
          variant="subtle"
          px="xs"
          color="red"
          aria-label={t.companyRemoveOf(place.company.name)}
          onClick={() => onRemove(place)}
        >
          {t.companyRemove}
        </Button>
      ),
    });
  }
  return <DataList label={t.companies} rows={places} rowKey={({ company }) => company.id} columns={columns} />;
}

interface RemoveCompanyProps {
  projectId: string;
  place: CompanyPlace;
  onClose: () => void;
}

function RemoveCompany({ projectId, place, onClose }: RemoveCompanyProps) {
  const t = useTexts(texts);
  const remove = useProjectVerb({
    run: () =>
      answer(
        api.DELETE('/api/v1/projects/{project_id}/companies/{company_id}', {
          params: { path: { project_id: projectId, company_id: place.company.id } },
        }),
      ),
    done: t.companyRemoved(place.company.name),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      danger
      title={t.companyRemoveTitle(place.company.name)}
      confirm={t.companyRemove}
      pending={remove.isPending}
      problem={remove.problem}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <p className="mks-note">{t.companyRemoveLead}</p>
    </ConfirmDialog>
  );
}
