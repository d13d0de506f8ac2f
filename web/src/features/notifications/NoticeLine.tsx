import { Button } from '@mantine/core';
import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import type { Notice } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { Instant } from '@/ui/Instant';
import { Pill } from '@/ui/Pill';
import { InsideLink } from '@/ui/InsideLink';
import classes from './Notices.module.css';
import { texts } from './texts';

/** One notice. Opening what it is about marks it as read. */
export function NoticeLine({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const t = useTexts(texts);
  const unread = notice.read_at === null;
  return (
    <li className={classes.line} data-unread={unread || undefined}>
      <div className={classes.head}>
        <strong>{notice.title}</strong>
        <span className={classes.pills}>
          {notice.importance === 'critical' && <Pill tone="danger">{t.critical}</Pill>}
          {notice.importance === 'high' && <Pill tone="attention">{t.important}</Pill>}
          {notice.stream !== 'subscription' && <Pill>{notice.stream === 'mandatory' ? t.mandatory : t.duty}</Pill>}
          {unread && <Pill tone="attention">{t.unread}</Pill>}
        </span>
      </div>
      {notice.body && <p className={classes.body}>{notice.body}</p>}
      {notice.why && <p className={classes.why}>{t.why(notice.why)}</p>}
      <div className={classes.foot}>
        <span className="mks-note">
          <Instant at={notice.created_at} />
        </span>
        <span className={classes.buttons}>
          {unread && (
            <Button
              variant="subtle"
              leftSection={<IconCheck size={18} />}
              aria-label={t.readOf(notice.title)}
              onClick={onRead}
            >
              {t.read}
            </Button>
          )}
          {notice.link && (
            <InsideLink href={notice.link} label={t.openOf(notice.title)} onFollow={() => unread && onRead()}>
              {t.open}
              <IconArrowRight size={18} aria-hidden />
            </InsideLink>
          )}
        </span>
      </div>
    </li>
  );
}
