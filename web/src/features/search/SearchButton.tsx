import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import classes from './SearchButton.module.css';
import { texts } from './texts';

/** Looks like the field it opens; on the phone it is its glass alone. */
export function SearchButton({ onOpen }: { onOpen: () => void }) {
  const t = useTexts(texts);
  return (
    <UnstyledButton className={classes.button} aria-label={t.open} title={t.openHint} onClick={onOpen}>
      <IconSearch size={22} aria-hidden />
      <span className={classes.hint} aria-hidden>
        {t.openHint}
      </span>
    </UnstyledButton>
  );
}
