import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Pill } from '@/ui/Pill';
import classes from './Projects.module.css';
import type { Project } from './queries';
import { siteTexts } from './siteTexts';

/** What the people of the site are asked to read, and how many of them have; for those who may see that. */
export function DistributionsCard({ project }: { project: Project }) {
  const t = useTexts(siteTexts);
  const sends = useMay()('distribution.send');
  const query = useQuery({
    queryKey: ['distributions', 'project', project.id],
    queryFn: () =>
      answer(api.GET('/api/v1/projects/{project_id}/distributions', { params: { path: { project_id: project.id } } })),
    enabled: sends,
  });
  if (!sends) return null;
  return (
    <Card title={t.distributions}>
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="mks-note">{t.distributionsNone}</p>
          ) : (
            <ul className={classes.documents}>
              {items.map(({ id, document, tally }) => (
                <li key={id}>
                  <Link
                    to="/distributions/$id"
                    params={{ id }}
                    search={{ project: project.id }}
                    className={classes.name}
                  >
                    {document.title}
                  </Link>
                  <span className={classes.small}>{t.distributionDone(tally.done, tally.total)}</span>
                  {tally.late > 0 && <Pill tone="danger">{t.distributionLate(tally.late)}</Pill>}
                  <Progress
                    value={tally.total === 0 ? 0 : (tally.done / tally.total) * 100}
                    aria-label={t.distributionOf(document.title)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
