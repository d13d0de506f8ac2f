import { Button, Collapse } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { AuditEntry } from '@/api/types';
import { useCodeNames } from '@/lib/codes';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Instant } from '@/ui/Instant';
import classes from './Audit.module.css';
import { AuditDetails } from './AuditDetails';
import { texts } from './texts';

/** One thing that was done; the rest of what is known of it on request. */
export function AuditLine({ entry }: { entry: AuditEntry }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const deed = useCodeNames().deedName(entry.tag, entry.tag_name);
  const [open, setOpen] = useState(false);
  // The server calls a thing by its id when nobody can name it any more; that tells a reader nothing.
  const named = entry.subject !== null && entry.subject.label !== entry.subject.id;
  return (
    <li className={classes.line}>
      <div className={classes.head}>
        <span className={classes.when}>
          <Instant at={entry.at} />
        </span>
        <span className={classes.who}>{entry.actor?.name ?? t.system}</span>
        <span className={classes.what}>
          {deed}
          {named && <span className={classes.subject}>{entry.subject?.label}</span>}
        </span>
        <Button
          variant="subtle"
          size="compact-md"
          aria-expanded={open}
          aria-label={open ? t.hide : t.detailsOf(deed, showInstant(entry.at, language))}
          rightSection={open ? <IconChevronUp size={18} /> : <IconChevronDown size={18} />}
          onClick={() => setOpen(!open)}
        >
          {open ? t.hide : t.details}
        </Button>
      </div>
      <Collapse expanded={open}>{open && <AuditDetails entry={entry} />}</Collapse>
    </li>
  );
}
