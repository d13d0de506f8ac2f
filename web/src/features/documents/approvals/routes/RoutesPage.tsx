import { Button } from '@mantine/core';
import { IconPencil, IconPlus, IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import classes from '../Approvals.module.css';
import { Preview } from './Preview';
import { routesQuery, type Route } from './queries';
import { RulesCard } from './RulesCard';
import { texts } from './texts';

// Fetched when one is opened.
const RouteDialog = lazy(async () => ({ default: (await import('./RouteDialog')).RouteDialog }));

/** Routes, the order of the rules that pick one, and a trial. */
export function RoutesPage() {
  const t = useTexts(texts);
  const query = useQuery(routesQuery);
  const [edited, setEdited] = useState<Route | 'new' | null>(null);
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="narrow"
      actions={
        <Button leftSection={<IconPlus size={20} />} onClick={() => setEdited('new')}>
          {t.addRoute}
        </Button>
      }
    >
      <Loaded query={query} lines={6}>
        {({ items }) => (
          <>
            <RulesCard routes={items} />
            <Card title={t.routes}>
              <p className="mks-note">{t.routesLead}</p>
              {items.length === 0 ? (
                <Message icon={<IconRoute size={32} />} title={t.noRoutes} detail={t.noRoutesDetail} />
              ) : (
                <ul className={classes.list} aria-label={t.routes}>
                  {items.map((route) => (
                    <RouteRow key={route.id} route={route} onEdit={() => setEdited(route)} />
                  ))}
                </ul>
              )}
            </Card>
            <Preview />
          </>
        )}
      </Loaded>
      <Suspense>
        {edited && <RouteDialog route={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      </Suspense>
    </Page>
  );
}

function RouteRow({ route, onEdit }: { route: Route; onEdit: () => void }) {
  const t = useTexts(texts);
  return (
    <li>
      <div className={classes.line}>
        <strong>{route.name}</strong>
        {route.archived && <Pill>{t.archived}</Pill>}
        <Button
          variant="default"
          leftSection={<IconPencil size={18} />}
          aria-label={t.editOf(route.name)}
          onClick={onEdit}
        >
          {t.edit}
        </Button>
      </div>
      <ul className={classes.list}>
        {route.stages.map(({ name, needed, who }, place) => (
          <li key={place}>{t.stageLine(place + 1, name, needed, who.map((one) => one.name).join('・'))}</li>
        ))}
      </ul>
    </li>
  );
}
