import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import { Body } from '../page/Body';
import pageClasses from '../page/Page.module.css';
import { Actions } from './Actions';
import { ClockBar } from './Clock';
import classes from './Consultations.module.css';
import { PostCard } from './PostCard';
import { consultationQuery, type Consultation } from './queries';
import { Side } from './Side';
import { StatePill } from './StatePill';
import { texts } from './texts';
import { WriteForms } from './WriteForms';

const FilesCard = lazy(async () => ({ default: (await import('@/ui/files/list/FilesCard')).FilesCard }));
const RelatedCard = lazy(async () => ({ default: (await import('@/ui/related/RelatedCard')).RelatedCard }));
const route = getRouteApi('/shell/consultations/$code');

/** A consultation: the question, what was written to it, its clock, and what may be done now. */
export function ConsultationPage() {
  const t = useTexts(texts);
  const { code } = route.useParams();
  const query = useQuery(consultationQuery(code));
  return (
    <Loaded query={query} lines={6} page={t.title} next={<ButtonLink to="/consultations">{t.back}</ButtonLink>}>
      {(consultation) => <Sheet key={consultation.id} consultation={consultation} />}
    </Loaded>
  );
}

function Sheet({ consultation }: { consultation: Consultation }) {
  const t = useTexts(texts);
  const { id, posts } = consultation;
  useEffect(() => {
    // A view that is not counted is nothing a reader should hear about.
    api.POST('/api/v1/documents/{ref}/opened', { params: { path: { ref: id } } }).catch(() => undefined);
  }, [id]);
  const accepted = posts.filter((post) => post.accepted);
  const others = posts.filter((post) => !post.accepted);
  return (
    <Page
      title={consultation.title}
      lead={
        <span className={classes.pills}>
          {consultation.code}
          <StatePill state={consultation.state} />
          <Pill tone={consultation.priority === 'urgent' ? 'danger' : 'plain'}>
            {t.urgency(t.priorities[consultation.priority])}
          </Pill>
          {consultation.specialty && <Pill>{consultation.specialty}</Pill>}
        </span>
      }
      above={
        <Link to="/consultations" className={pageClasses.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
      actions={<Actions consultation={consultation} />}
    >
      <ClockBar clock={consultation.clock} />
      {consultation.cancelled_reason && (
        <Card tone="attention">
          <p>{t.cancelledBecause(consultation.cancelled_reason)}</p>
        </Card>
      )}
      <div className={classes.columns}>
        <div className={classes.side}>
          <Card title={t.question}>
            <Body html={consultation.question_html} />
          </Card>
          <Suspense>
            <FilesCard documentId={id} />
          </Suspense>
          {posts.length > 0 && (
            <ol className={classes.thread}>
              {[...accepted, ...others].map((post) => (
                <PostCard key={post.id} consultation={consultation} post={post} />
              ))}
            </ol>
          )}
          <WriteForms consultation={consultation} />
          <Suspense>
            <RelatedCard id={id} />
          </Suspense>
        </div>
        <Side consultation={consultation} />
      </div>
    </Page>
  );
}
