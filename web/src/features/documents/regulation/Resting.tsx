import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Loaded } from '@/ui/Loaded';
import { restingQuery } from './queries';
import classes from './Regulation.module.css';
import { texts } from './texts';

interface RestingProps {
  id: string;
  article: string;
  count: number;
}

/** The documents that rest on an article, shown when somebody wants to know. */
export function Resting({ id, article, count }: RestingProps) {
  const t = useTexts(texts);
  const [opened, setOpened] = useState(false);
  const list = useId();
  return (
    <div className={classes.resting}>
      <Button
        variant="light"
        rightSection={opened ? <IconChevronUp size={18} /> : <IconChevronDown size={18} />}
        aria-expanded={opened}
        aria-controls={opened ? list : undefined}
        onClick={() => setOpened(!opened)}
      >
        {t.resting(count)}
      </Button>
      {opened && <List id={id} article={article} list={list} />}
    </div>
  );
}

function List({ id, article, list }: { id: string; article: string; list: string }) {
  const query = useQuery(restingQuery(id, article));
  return (
    <Loaded query={query} lines={1}>
      {(items) => (
        <ul id={list}>
          {items.map(({ code, kind_name: kind, title }) => (
            <li key={code}>
              <Link to="/d/$code" params={{ code }} className={classes.link}>
                {title}
              </Link>
              <small>
                {kind} {code}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
