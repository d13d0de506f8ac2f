import { Title } from '@mantine/core';
import { IconActivityHeartbeat, IconBuildingCommunity, IconHistory, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answer, api } from '@/api/client';
import { useMay } from '@/api/me';
import { readiness } from '@/api/readiness';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import classes from './HomePage.module.css';
import { texts } from './texts';

/** One figure for each management page the person may open. Each tile leads to the page behind it. */
export function ManagementTiles() {
  const t = useTexts(texts);
  const may = useMay();
  const tiles = [
    may('person.manage') && <PeopleTile key="people" />,
    may('person.manage') && <CompaniesTile key="companies" />,
    may('operations.manage') && <OperationsTile key="operations" />,
    may('audit.read') && <AuditTile key="audit" />,
  ].filter(Boolean);
  if (tiles.length === 0) return null;
  return (
    <section>
      <Title order={2} className={classes.sub}>
        {t.manage}
      </Title>
      <ul className={classes.tiles}>{tiles}</ul>
    </section>
  );
}

interface TileProps {
  to: '/people' | '/companies' | '/operations' | '/audit';
  icon: ReactNode;
  name: string;
  children: ReactNode;
  state?: string | undefined;
  words?: boolean;
}

function Tile({ to, icon, name, children, state, words }: TileProps) {
  return (
    <li>
      <Link to={to} className={classes.tile}>
        <span className={classes.name}>
          {icon}
          {name}
        </span>
        <span className={classes.figure} data-state={state} data-words={words || undefined}>
          {children}
        </span>
      </Link>
    </li>
  );
}

function Count({ value, unit, failed }: { value: number | null | undefined; unit: string; failed: boolean }) {
  const t = useTexts(texts);
  if (failed) return t.unknown;
  if (value === undefined || value === null) return '–';
  return (
    <>
      {value.toLocaleString()}
      <small>{unit}</small>
    </>
  );
}

function PeopleTile() {
  const t = useTexts(texts);
  const { data, isError } = useQuery({
    queryKey: ['people', 'count'],
    queryFn: () => answer(api.GET('/api/v1/people', { params: { query: { state: 'active', limit: 1 } } })),
  });
  return (
    <Tile to="/people" icon={<IconUsers size={20} aria-hidden />} name={t.people}>
      <Count value={data?.total} unit={t.peopleUnit} failed={isError} />
    </Tile>
  );
}

function CompaniesTile() {
  const t = useTexts(texts);
  const { data, isError } = useQuery({
    queryKey: ['companies', 'count'],
    queryFn: () => answer(api.GET('/api/v1/companies', { params: { query: { limit: 1 } } })),
  });
  return (
    <Tile to="/companies" icon={<IconBuildingCommunity size={20} aria-hidden />} name={t.companies}>
      <Count value={data?.total} unit={t.companiesUnit} failed={isError} />
    </Tile>
  );
}

function OperationsTile() {
  const t = useTexts(texts);
  const { data, isError } = useQuery(readiness);
  const words = { ok: t.operationsOk, degraded: t.operationsDegraded, down: t.operationsDown };
  return (
    <Tile
      to="/operations"
      icon={<IconActivityHeartbeat size={20} aria-hidden />}
      name={t.operations}
      state={data?.status}
    >
      {isError ? t.unknown : data ? words[data.status] : '–'}
    </Tile>
  );
}

function AuditTile() {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { data, isError } = useQuery({
    queryKey: ['audit', 'latest'],
    queryFn: () => answer(api.GET('/api/v1/audit', { params: { query: { limit: 1 } } })),
  });
  const latest = data?.items[0];
  const words = latest ? t.auditLatest(showInstant(latest.at, language)) : t.auditNone;
  return (
    <Tile to="/audit" icon={<IconHistory size={20} aria-hidden />} name={t.audit} words>
      {isError ? t.unknown : data ? words : '–'}
    </Tile>
  );
}
