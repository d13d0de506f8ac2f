import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import classes from './Approvals.module.css';
import type { Step } from './queries';
import { texts } from './texts';

/** What happened to a request, in its order. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  return (
    <ol className={classes.list}>
      {steps.map((step) => (
        <li key={step.id} className={classes.line}>
          <span>{showInstant(step.at, language)}</span>
          <strong>{t.stepKinds[step.kind]}</strong>
          <span>{step.by.name === '' ? t.machine : t.stepBy(step.by.name, step.instead_of?.name ?? null)}</span>
          {step.to && <span>{t.stepTo(step.to.name)}</span>}
          {step.text !== '' && <p>{step.text}</p>}
        </li>
      ))}
    </ol>
  );
}
