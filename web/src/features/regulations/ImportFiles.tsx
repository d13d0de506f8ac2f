import { Button, FileButton, Progress } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type DragEvent } from 'react';
import { showDay, startOfDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import classes from './Laws.module.css';
import { texts } from './texts';
import { useImport, type Sent } from './useImport';

/** Takes law files, several at once, and says of each what became of it. */
export function ImportFiles({ allowed }: { allowed: boolean }) {
  const t = useTexts(texts);
  const { sent, add, again, done } = useImport();
  const [over, setOver] = useState(false);
  if (!allowed) return <p className="mks-note">{t.forbidden}</p>;
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <>
      <p className="mks-note">{t.kinds}</p>
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          add([...event.dataTransfer.files]);
        }}
      >
        <p>{t.drop}</p>
        <FileButton multiple accept=".json,.md,application/json,text/markdown" onChange={add}>
          {(props) => (
            <Button {...props} leftSection={<IconFileUpload size={20} />}>
              {t.choose}
            </Button>
          )}
        </FileButton>
      </div>
      <Card title={t.files}>
        {sent.length === 0 ? (
          <p className="mks-note">{t.none}</p>
        ) : (
          <>
            <p role="status">{t.progress(done, sent.length)}</p>
            <Progress value={(done / sent.length) * 100} aria-label={t.progressName} size="lg" mb="sm" />
            <ul className={classes.files}>
              {sent.map((one) => (
                <FileLine key={one.key} one={one} onAgain={() => again(one)} />
              ))}
            </ul>
          </>
        )}
      </Card>
    </>
  );
}

function FileLine({ one, onAgain }: { one: Sent; onAgain: () => void }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { state, problem, laws } = one;
  return (
    <li>
      <div className={classes.fileHead}>
        <span className={classes.fileName}>{one.file.name}</span>
        <Pill tone={state === 'refused' ? 'danger' : 'plain'}>
          {state === 'sending' ? `${t.states.sending} ${one.percent}%` : t.states[state]}
        </Pill>
      </div>
      {laws.map((law) => (
        <p key={law.edition_id}>
          <Link to="/d/$code" params={{ code: law.code }} className={classes.link}>
            {law.code} {t.law(law.title, showDay(startOfDay(law.effective_on), language), law.articles)}
          </Link>{' '}
          {law.outcome === 'unchanged' && <small>{t.unchanged}</small>}
        </p>
      ))}
      {problem && (
        <div role="alert" className={classes.refused}>
          <span>{problem.detail || problem.title}</span>
          <Button variant="default" onClick={onAgain}>
            {t.again}
          </Button>
        </div>
      )}
    </li>
  );
}
