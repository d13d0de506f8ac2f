import { Select } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Pill } from '@/ui/Pill';
import { SearchField } from '@/ui/SearchField';
import classes from './Distribution.module.css';
import { receiptsQuery, STANDS, type Distribution, type Receipt, type Stands } from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/distributions/$id');

/** Every recipient with how they stand, narrowed as the address says. */
export function Board({ distribution }: { distribution: Distribution }) {
  const t = useTexts(texts);
  const { stands = 'all', project, q } = route.useSearch();
  const navigate = route.useNavigate();
  const { row, sites } = distribution;
  const query = useInfiniteQuery(receiptsQuery(row.id, { stands, project, q }));
  const go = (to: { stands?: Stands; project?: string | undefined; q?: string | undefined }) => {
    const next: { stands: Stands; project: string | undefined; q: string | undefined } = { stands, project, q, ...to };
    const { stands: how, project: site, q: words } = next;
    void navigate({
      search: {
        ...(how === 'all' ? {} : { stands: how }),
        ...(site ? { project: site } : {}),
        ...(words ? { q: words } : {}),
      },
      replace: true,
    });
  };
  const filter = { distribution: row.id, stands, ...(project ? { project } : {}), ...(q ? { q } : {}) };
  return (
    <Card title={t.boardTitle} actions={<ExportMenu list="receipts" filter={filter} />}>
      <div className={classes.filters}>
        <Select
          label={t.standsLabel}
          allowDeselect={false}
          data={STANDS.map((one) => ({ value: one, label: t.stands[one] }))}
          value={stands}
          onChange={(value) => go({ stands: STANDS.find((one) => one === value) ?? 'all' })}
        />
        {sites.length > 0 && (
          <Select
            label={t.site}
            placeholder={t.allSites}
            clearable
            searchable
            data={sites.map((site) => ({ value: site.project.id, label: site.project.name }))}
            value={project ?? null}
            onChange={(value) => go({ project: value ?? undefined })}
          />
        )}
        <SearchField label={t.search} value={q ?? ''} onSearch={(words) => go({ q: words || undefined })} />
      </div>
      <Loaded query={query} lines={4}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) {
            const none = row.tally.total === 0;
            return (
              <Message
                icon={<IconUsers size={32} />}
                title={none ? t.nobody : t.boardEmpty}
                detail={!none && t.boardEmptyDetail}
              />
            );
          }
          return (
            <>
              <ul className={classes.list} aria-label={t.boardTitle} aria-busy={query.isPlaceholderData}>
                {rows.map((receipt) => (
                  <Person key={receipt.id} receipt={receipt} confirm={row.confirm} />
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

function Person({ receipt, confirm }: { receipt: Receipt; confirm: boolean }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const done = receipt.reply === 'read' || (!confirm && receipt.opened_at !== null);
  const at = receipt.answered_at ?? receipt.opened_at;
  const state =
    receipt.reply === 'read'
      ? t.isRead
      : receipt.reply === 'unclear'
        ? t.isUnclear
        : receipt.opened_at === null
          ? t.isUnopened
          : confirm
            ? t.isWaiting
            : t.isOpened;
  return (
    <li className={classes.person}>
      <div className={classes.line}>
        <strong>{receipt.person.name}</strong>
        <small>{[receipt.company, receipt.department].filter(Boolean).join(' ')}</small>
      </div>
      <div className={classes.pills}>
        <Pill tone={done ? 'good' : receipt.reply === 'unclear' ? 'attention' : 'plain'}>{state}</Pill>
        {receipt.late && <Pill tone={done ? 'attention' : 'danger'}>{done ? t.wasLate : t.isLate}</Pill>}
        {receipt.asked_again && <Pill>{t.again}</Pill>}
        {receipt.at_meeting && <Pill>{t.atMeeting}</Pill>}
        {receipt.tries > 0 && <Pill>{t.tries(receipt.tries)}</Pill>}
        {at && <small>{showInstant(at, language)}</small>}
      </div>
      {receipt.questions.map(({ id, text, answer }) => (
        <small key={id}>{[text, answer].filter(Boolean).join(' → ')}</small>
      ))}
    </li>
  );
}
