import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import classes from './Projects.module.css';
import { siteDocumentsQuery, type Project } from './queries';
import { siteTexts } from './siteTexts';

/** What is in force on the site: its procedures, its incidents, and what came into force last. */
export function DocumentsCards({ project }: { project: Project }) {
  const t = useTexts(siteTexts);
  return (
    <>
      <DocumentsCard
        project={project}
        kind="sop"
        words={{ title: t.procedures, none: t.proceduresNone, all: t.proceduresAll }}
      />
      <DocumentsCard
        project={project}
        kind="incident"
        words={{ title: t.incidents, none: t.incidentsNone, all: t.incidentsAll }}
      />
      <DocumentsCard project={project} words={{ title: t.documents, none: t.documentsNone, all: t.documentsAll }} />
    </>
  );
}

interface DocumentsCardProps {
  project: Project;
  kind?: 'sop' | 'incident';
  words: { title: string; none: string; all: string };
}

function DocumentsCard({ project, kind, words }: DocumentsCardProps) {
  const t = useTexts(siteTexts);
  const query = useQuery(siteDocumentsQuery(project.id, kind));
  return (
    <Card title={words.title}>
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="mks-note">{words.none}</p>
          ) : (
            <>
              <ul className={classes.documents}>
                {items.map((row) => (
                  <li key={row.id}>
                    <Link to="/d/$code" params={{ code: row.code }} className={classes.name}>
                      {row.title}
                    </Link>
                    <span className={classes.small}>{`${row.code}・${t.edition(row.edition_no)}`}</span>
                  </li>
                ))}
              </ul>
              <Link
                to="/documents"
                search={{ project: project.id, ...(kind ? { kind } : {}) }}
                className={classes.back}
              >
                {words.all}
              </Link>
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
