import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { showDay, startOfDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import classes from './HomePage.module.css';
import { texts } from './texts';

const SHOWN = 5;

/** What the person has been given to do on sites, the earliest due first; nothing for who has nothing to do. */
export function Tasks() {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { data } = useQuery({
    queryKey: ['projects', 'tasks', 'home'],
    queryFn: () => answer(api.GET('/api/v1/tasks', { params: { query: { mine: true, limit: SHOWN } } })),
  });
  if (!data || data.total === 0) return null;
  return (
    <Card title={t.tasks(data.total)}>
      <ul className={classes.list}>
        {data.items.map(({ id, title, project_id, project_name, due_on, late }) => (
          <li key={id}>
            <Link to="/projects/$id" params={{ id: project_id }} className={classes.notice}>
              <strong>{title}</strong>
              <span className={classes.when}>
                {project_name}
                {due_on && `・${t.taskDue(showDay(startOfDay(due_on), language))}`}
              </span>
              {late && <Pill tone="danger">{t.taskLate}</Pill>}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
