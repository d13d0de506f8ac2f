import type { PersonRow } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import classes from './People.module.css';
import { texts } from './texts';

/** What is out of the ordinary about a person's access; nothing for most people. */
export function PersonPills({ person }: { person: PersonRow }) {
  const t = useTexts(texts);
  return (
    <span className={classes.pills}>
      {person.state === 'disabled' && <Pill>{t.disabled}</Pill>}
      {person.state === 'active' && person.locked_until && <Pill tone="danger">{t.locked}</Pill>}
      {person.state === 'active' && person.must_change_password && <Pill tone="attention">{t.mustChange}</Pill>}
    </span>
  );
}
