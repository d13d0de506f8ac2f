import { UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import { useTexts } from '@/lib/texts';
import classes from './Facet.module.css';
import { texts } from './texts';

/** Values to narrow by, under their name. */
export function FacetGroup({ title, children }: { title: string; children: React.ReactNode }) {
  const id = useId();
  return (
    <section className={classes.group}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      <ul aria-labelledby={id} className={classes.choices}>
        {children}
      </ul>
    </section>
  );
}

interface ChoiceProps {
  name: string;
  count?: number;
  chosen: boolean;
  onChoose: () => void;
}

/** One value, with how many it would leave. */
export function Choice({ name, count, chosen, onChoose }: ChoiceProps) {
  const t = useTexts(texts);
  return (
    <li>
      <UnstyledButton className={classes.choice} aria-pressed={chosen} onClick={onChoose}>
        <span className={classes.tick} aria-hidden>
          {chosen && <IconCheck size={16} stroke={3} />}
        </span>
        <span className={classes.choiceName}>{name}</span>
        {count !== undefined && (
          <span className={classes.count}>
            <span aria-hidden>{t.count(count)}</span>
            <span className="mks-hidden">{t.countLong(count)}</span>
          </span>
        )}
      </UnstyledButton>
    </li>
  );
}

/** Shows the rest of a long facet, or hides it. */
export function MoreChoices({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <li>
      <UnstyledButton className={classes.more} onClick={onClick}>
        {text}
      </UnstyledButton>
    </li>
  );
}
