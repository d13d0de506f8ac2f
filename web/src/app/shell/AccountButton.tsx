import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';
import { useMe } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { texts } from '../texts';
import classes from './AccountMenu.module.css';

/** Who is signed in; opens the menu of what is theirs. */
export function AccountButton(props: ComponentPropsWithRef<'button'>) {
  const t = useTexts(texts);
  const { name } = useMe();
  return (
    <UnstyledButton className={classes.target} aria-label={t.accountMenu(name)} {...props}>
      <span className={classes.face} aria-hidden>
        {Array.from(name)[0]}
      </span>
      <span className={classes.name}>{name}</span>
      <IconChevronDown size={18} aria-hidden />
    </UnstyledButton>
  );
}
