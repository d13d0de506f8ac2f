import { useTexts } from '@/lib/texts';
import classes from './Logo.module.css';
import { texts } from './texts';

interface LogoProps {
  size?: number;
  tone?: 'accent' | 'light';
}

/** A ridge line over an open book, with the name of the product. */
export function Logo({ size = 32, tone = 'accent' }: LogoProps) {
  const t = useTexts(texts);
  return (
    <span className={classes.logo} data-tone={tone}>
      <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
        <rect width="64" height="64" rx="14" className={classes.plate} />
        <path className={classes.ridge} d="M8 35 22 17l9 11 7-8 18 15c-8-3-17-2-24 4-7-6-16-7-24-4z" />
        <path className={classes.book} d="M10 41c8-2 16 0 22 6 6-6 14-8 22-6v8c-8-2-16 0-22 6-6-6-14-8-22-6z" />
      </svg>
      <span className={classes.name}>{t.product}</span>
    </span>
  );
}
