import { Button, Group } from '@mantine/core';
import classes from './Editor.module.css';

interface NoticeProps {
  title: string;
  lead: string;
  actions: { label: string; act: () => void }[];
}

/** Something about the text that waits for a decision, the last way on being the usual one. */
export function Notice({ title, lead, actions }: NoticeProps) {
  return (
    <div className={classes.notice} role="alert">
      <div>
        <strong>{title}</strong>
        <p>{lead}</p>
      </div>
      <Group gap="sm">
        {actions.map(({ label, act }, at) => (
          <Button key={label} variant={at === actions.length - 1 ? 'filled' : 'default'} onClick={act}>
            {label}
          </Button>
        ))}
      </Group>
    </div>
  );
}
