import { Button } from '@mantine/core';
import { IconBook, IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import list from '../list/List.module.css';
import classes from './Distribution.module.css';
import { mustReadsQuery, type MustRead } from './queries';
import { texts } from './readingTexts';

const route = getRouteApi('/shell/must-read');

/** What I am asked to read, and what I have read. */
export function MustReadPage() {
  const t = useTexts(texts);
  const { done = false } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(mustReadsQuery(done));
  const waiting = query.data?.pages[0]?.waiting ?? 0;
  return (
    <Page
      title={t.mustTitle}
      lead={t.mustLead}
      width="narrow"
      actions={<ExportMenu list="must-reads" filter={{ done: String(done) }} />}
    >
      <div className={classes.views} role="group" aria-label={t.mustLabel}>
        {[false, true].map((one) => (
          <Button
            key={String(one)}
            variant={one === done ? 'filled' : 'default'}
            aria-pressed={one === done}
            onClick={() => void navigate({ search: one ? { done: true } : {}, replace: true })}
          >
            {one ? t.mustDone : t.mustWaiting(waiting)}
          </Button>
        ))}
      </div>
      <Loaded query={query} lines={4}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            const icon = done ? <IconBook size={32} /> : <IconCircleCheck size={32} />;
            return (
              <Message
                icon={icon}
                title={done ? t.doneEmpty : t.mustEmpty}
                detail={done ? t.doneEmptyDetail : t.mustEmptyDetail}
              />
            );
          }
          return (
            <>
              <ul className={list.lines} aria-label={t.mustTitle} aria-busy={query.isPlaceholderData}>
                {items.map((item) => (
                  <Line key={item.id} item={item} />
                ))}
              </ul>
              <MoreRows query={query} shown={items.length} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Line({ item }: { item: MustRead }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const answered = item.questions.some(({ answer }) => answer !== null);
  const words = [
    item.document.code,
    item.edition_no !== null && t.edition(item.edition_no),
    item.sender,
    item.done && item.answered_at
      ? t.readAt(showInstant(item.answered_at, language))
      : t.due(showInstant(item.due_at, language)),
  ].filter((word): word is string => typeof word === 'string');
  return (
    <li className={list.line}>
      <div className={list.head}>
        <Link to="/d/$code" params={{ code: item.document.code }} className={list.name}>
          {item.document.title}
        </Link>
      </div>
      <div className={list.pills}>
        {item.late && <Pill tone={item.done ? 'attention' : 'danger'}>{item.done ? t.wasLate : t.isLate}</Pill>}
        {item.changed_from !== null && <Pill tone="attention">{t.again2}</Pill>}
        {item.reply === 'unclear' && (
          <Pill tone={answered ? 'good' : 'attention'}>{answered ? t.answeredPill : t.asking}</Pill>
        )}
      </div>
      {item.message && <p className="mks-note">{item.message}</p>}
      <ul className={list.words}>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </li>
  );
}
