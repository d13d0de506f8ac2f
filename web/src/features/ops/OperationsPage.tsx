import { Button, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { readiness } from '@/api/readiness';
import type { HealthCheck, Readiness } from '@/api/types';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { DataList } from '@/ui/DataList';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import classes from './Operations.module.css';
import { texts } from './texts';

const ICONS = { ok: IconCircleCheck, degraded: IconAlertTriangle, down: IconCircleX };
const TONES = { ok: 'good', degraded: 'attention', down: 'danger' } as const;
const URGENT_FIRST = { down: 0, degraded: 1, ok: 2 };

/** The health of the system in words, the worst first. */
export function OperationsPage() {
  const t = useTexts(texts);
  const query = useQuery(readiness);
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={20} />}
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        >
          {t.checkNow}
        </Button>
      }
    >
      <Loaded query={query} lines={6}>
        {(report) => <Report report={report} at={new Date(query.dataUpdatedAt)} />}
      </Loaded>
      <Build />
    </Page>
  );
}

function Report({ report, at }: { report: Readiness; at: Date }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const Icon = ICONS[report.status];
  const words = { ok: t.stateOk, degraded: t.stateDegraded, down: t.stateDown };
  const checks = [...report.checks].sort((a, b) => URGENT_FIRST[a.state] - URGENT_FIRST[b.state]);
  return (
    <>
      <div className={classes.summary} data-state={report.status} role="status">
        <Icon size={36} aria-hidden />
        <div>
          <Title order={2} className={classes.words}>
            {t[report.status]}
          </Title>
          <span className="mks-note">{t.checkedAt(showInstant(at, language))}</span>
        </div>
      </div>
      <DataList<HealthCheck>
        label={t.title}
        rows={checks}
        rowKey={(check) => check.name}
        columns={[
          { key: 'name', title: t.part, main: true, render: (check) => check.name_ja },
          {
            key: 'state',
            title: t.state,
            render: (check) => {
              const StateIcon = ICONS[check.state];
              return (
                <Pill tone={TONES[check.state]} icon={<StateIcon size={16} aria-hidden />}>
                  {words[check.state]}
                </Pill>
              );
            },
          },
          { key: 'message', title: t.message, render: (check) => check.message },
        ]}
      />
    </>
  );
}

/** Which version runs, for a call to support. */
function Build() {
  const t = useTexts(texts);
  const { data } = useQuery({
    queryKey: ['version'],
    queryFn: () => answer(api.GET('/api/v1/health/version')),
    staleTime: Infinity,
  });
  if (!data) return null;
  const environments: Record<string, string> = {
    production: t.envProduction,
    development: t.envDevelopment,
    test: t.envTest,
  };
  return (
    <p className={classes.build}>
      {t.version} {data.version} / {t.environment} {environments[data.env] ?? data.env}{' '}
      <a href="/api/v1/docs" className="mks-target">
        {t.apiDocs}
      </a>
    </p>
  );
}
