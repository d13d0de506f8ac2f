import { IconAlertTriangle, IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import type { RelatedItem } from '@/ui/related/RelatedCard';
import { incidentQuery, type IncidentView } from '../api';
import { ActionsCard } from './ActionsCard';
import { contentOf } from '../content';
import classes from '../Incidents.module.css';
import { IncidentPills } from '../pills';
import { texts as shared } from '../texts';
import { Analysis } from './Analysis';
import { Facts } from './Facts';
import { People } from './People';
import { SimilarCard } from './SimilarCard';
import { StateBar } from './StateBar';
import { texts } from './texts';

const FilesCard = lazy(() => import('@/ui/files/list/FilesCard').then((module) => ({ default: module.FilesCard })));
const RelatedCard = lazy(() => import('@/ui/related/RelatedCard').then((module) => ({ default: module.RelatedCard })));
const route = getRouteApi('/shell/incidents/$code');

/** An incident from its report to its close. */
export function IncidentPage() {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { code } = route.useParams();
  const query = useQuery(incidentQuery(code));
  return (
    <Loaded query={query} lines={6} page={t.page} next={<ButtonLink to="/incidents">{s.back}</ButtonLink>}>
      {(incident) => <Sheet key={incident.id} incident={incident} />}
    </Loaded>
  );
}

/** Incidents of the same sort stand among the similar ones. */
function isSimilarIncident({ kind, reasons }: RelatedItem): boolean {
  return kind === 'incident' && reasons.every((reason) => reason === 'text');
}

function Sheet({ incident }: { incident: IncidentView }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const content = contentOf(incident);
  return (
    <Page
      title={incident.title}
      lead={
        <span className={classes.pills}>
          {incident.code}
          <IncidentPills incident={incident} />
          <span>{t.reportedBy(incident.reporter.name)}</span>
        </span>
      }
      above={
        <Link to="/incidents" className={classes.back}>
          <IconArrowLeft size={18} aria-hidden />
          {s.back}
        </Link>
      }
      actions={
        <>
          {incident.can.change && (
            <ButtonLink to="/incidents/$code/edit" params={{ code: incident.code }} variant="default">
              {t.edit}
            </ButtonLink>
          )}
          <ButtonLink to="/d/$code" params={{ code: incident.code }} variant="subtle">
            {t.document}
          </ButtonLink>
        </>
      }
    >
      {incident.flags.length > 0 && (
        <section aria-label={t.flags} className={classes.notice}>
          {incident.flags.map((flag) => (
            <p key={flag} className={classes.words}>
              <IconAlertTriangle size={18} aria-hidden /> {flag}
            </p>
          ))}
        </section>
      )}
      <StateBar incident={incident} />
      <div className={classes.columns}>
        <div>
          <Card title={t.story}>
            <p className={classes.words}>{content.description}</p>
            {content.immediate && (
              <>
                <h3>{t.immediate}</h3>
                <p className={classes.words}>{content.immediate}</p>
              </>
            )}
          </Card>
          <Pictures incident={incident} />
          <Suspense>
            <FilesCard documentId={incident.id} hasText={false} />
          </Suspense>
          <ActionsCard incident={incident} />
          <Analysis content={content} />
        </div>
        <div>
          <Facts incident={incident} />
          <People incident={incident} />
          <History incident={incident} />
          <SimilarCard code={incident.code} />
          <Suspense>
            <RelatedCard id={incident.id} shownElsewhere={isSimilarIncident} />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}

function Pictures({ incident }: { incident: IncidentView }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { photos } = contentOf(incident);
  if (photos.length === 0) return null;
  return (
    <Card title={t.photos}>
      <ul className={classes.thumbs}>
        {photos.map(({ id, picture, caption, address }, at) => {
          const url = picture ? incident.pictures[picture] : undefined;
          const name = caption || s.photoOf(at + 1);
          return (
            <li key={id}>
              {url ? (
                <a href={url} target="_blank" rel="noreferrer">
                  <img src={url} alt={name} loading="lazy" />
                </a>
              ) : (
                <span>{[name, address].filter(Boolean).join(' ')}</span>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function History({ incident }: { incident: IncidentView }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { language } = usePreferences();
  return (
    <Card title={t.history}>
      <ol className={classes.rows}>
        {incident.steps.map(({ state, at, by, reason }, place) => (
          <li key={`${at}-${place}`}>
            <strong>{t.became(s.states[state.code as keyof typeof s.states] ?? state.name)}</strong>
            <p className="mks-note">
              {showInstant(at, language)} {by.name}
            </p>
            {reason && <p className={classes.words}>{reason}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
