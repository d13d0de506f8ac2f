import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { passwordAdvice } from '@/lib/password';
import { useTexts } from '@/lib/texts';
import classes from './PasswordAdviceList.module.css';
import { texts } from './texts';

/** What makes a password good, ticked while it is typed. */
export function PasswordAdviceList({ password, own }: { password: string; own: string[] }) {
  const t = useTexts(texts);
  const met = passwordAdvice(password, own);
  const lines = [
    { text: t.adviceLength, met: met.length },
    { text: t.advicePersonal, met: met.personal },
    { text: t.adviceVaried, met: met.varied },
  ];
  return (
    <div className={classes.advice}>
      <strong>{t.adviceTitle}</strong>
      <ul>
        {lines.map((line) => (
          <li key={line.text} data-met={line.met || undefined}>
            {line.met ? <IconCircleCheckFilled size={18} aria-hidden /> : <IconCircle size={18} aria-hidden />}
            {line.text}
            <span className="mks-hidden">{line.met ? t.met : t.unmet}</span>
          </li>
        ))}
      </ul>
      <p className="mks-note">{t.adviceExample}</p>
    </div>
  );
}
