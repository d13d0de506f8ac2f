import { Button, Select } from '@mantine/core';
import { IconBuildingCommunity, IconBuildingPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Company } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { DataList, type Column } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import { SearchField } from '@/ui/SearchField';
import { companiesQuery, type CompanyFilter } from '../queries';
import classes from './Companies.module.css';
import { CompanyDialog } from './CompanyDialog';
import { texts } from './texts';

const route = getRouteApi('/shell/companies');
const NEW = 'new';

export function CompaniesPage() {
  const t = useTexts(texts);
  const { open, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(companiesQuery(filter));
  const filtered = Object.keys(filter).length > 0;
  const show = (id: string | undefined) => void navigate({ search: (now) => ({ ...now, open: id }) });

  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ExportMenu list="companies" filter={{ ...filter }} />
          <Button leftSection={<IconBuildingPlus size={20} />} onClick={() => show(NEW)}>
            {t.add}
          </Button>
        </>
      }
    >
      <Filters filter={filter} />
      <Loaded query={query} lines={6}>
        {({ pages }) => {
          const companies = pages.flatMap((page) => page.items);
          if (companies.length === 0) {
            return (
              <Message
                icon={<IconBuildingCommunity size={32} />}
                title={filtered ? t.noneTitle : t.emptyTitle}
                detail={filtered ? t.noneDetail : t.emptyDetail}
                next={
                  filtered && (
                    <ButtonLink variant="default" to="/companies" search={{}}>
                      {t.clear}
                    </ButtonLink>
                  )
                }
              />
            );
          }
          return (
            <>
              <CompanyList companies={companies} onOpen={show} />
              <MoreRows query={query} shown={companies.length} total={pages[0]?.total ?? null} />
            </>
          );
        }}
      </Loaded>
      <CompanyDialog
        id={open === NEW ? null : (open ?? null)}
        opened={open !== undefined}
        onClose={() => show(undefined)}
      />
    </Page>
  );
}

function Filters({ filter }: { filter: CompanyFilter }) {
  const t = useTexts(texts);
  const navigate = route.useNavigate();
  return (
    <search className={classes.filters}>
      <SearchField
        label={t.search}
        value={filter.q ?? ''}
        onSearch={(q) => void navigate({ search: (now) => ({ ...now, q: q || undefined }), replace: true })}
      />
      <Select
        label={t.kind}
        placeholder={t.anyKind}
        clearable
        data={[
          { value: 'own', label: t.own },
          { value: 'partner', label: t.partner },
          { value: 'client', label: t.client },
        ]}
        value={filter.kind ?? null}
        onChange={(kind) => void navigate({ search: (now) => ({ ...now, kind: kind ?? undefined }), replace: true })}
      />
    </search>
  );
}

function CompanyList({ companies, onOpen }: { companies: Company[]; onOpen: (id: string) => void }) {
  const t = useTexts(texts);
  const kinds = { own: t.own, partner: t.partner, client: t.client };
  const columns: Column<Company>[] = [
    {
      key: 'name',
      title: t.name,
      main: true,
      render: (company) => (
        <span className={classes.company}>
          <button type="button" className={classes.name} onClick={() => onOpen(company.id)}>
            {company.name}
          </button>
          <span className={classes.kana}>{company.name_kana}</span>
          {company.state === 'archived' && <Pill>{t.archived}</Pill>}
        </span>
      ),
    },
    { key: 'code', title: t.code, render: (company) => company.code },
    { key: 'kind', title: t.kind, render: (company) => kinds[company.kind] },
    {
      key: 'people',
      title: t.people,
      numeric: true,
      render: (company) =>
        company.people_count === 0 ? (
          t.peopleCount(0)
        ) : (
          <Link to="/people" search={{ company_id: company.id }} className={classes.link}>
            {t.peopleCount(company.people_count)}
          </Link>
        ),
    },
  ];
  return <DataList label={t.title} rows={companies} rowKey={(company) => company.id} columns={columns} />;
}
