import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import type { IncidentView } from '../api';
import { ActionCard } from '../board/ActionCard';
import classes from '../Incidents.module.css';
import { texts } from './texts';

const PlanDialog = lazy(async () => ({ default: (await import('../board/PlanDialog')).PlanDialog }));

/** What is done about it. */
export function ActionsCard({ incident }: { incident: IncidentView }) {
  const t = useTexts(texts);
  const [planning, setPlanning] = useState(false);
  return (
    <Card
      title={t.actions}
      actions={
        incident.can.plan && (
          <Button variant="default" leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setPlanning(true)}>
            {t.plan}
          </Button>
        )
      }
    >
      {incident.actions.length === 0 && <p className="mks-note">{t.actionsNone}</p>}
      <ul className={classes.rows} aria-label={t.actions}>
        {incident.actions.map((action) => (
          <ActionCard key={action.id} action={action} />
        ))}
      </ul>
      <Suspense>
        {planning && (
          <PlanDialog incident={incident.code} version={incident.version} onClose={() => setPlanning(false)} />
        )}
      </Suspense>
    </Card>
  );
}
