import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import { publicRecordQuery, type PublicView } from '../api';
import classes from '../Incidents.module.css';
import { texts } from './texts';

const route = getRouteApi('/shell/public-records/$id');

/** One record as it was published, with its source. */
export function PublicRecordPage() {
  const t = useTexts(texts);
  const { id } = route.useParams();
  const query = useQuery(publicRecordQuery(id));
  return (
    <Loaded query={query} lines={4} page={t.title} next={<ButtonLink to="/public-records">{t.back}</ButtonLink>}>
      {(record) => <Sheet record={record} />}
    </Loaded>
  );
}

function Sheet({ record }: { record: PublicView }) {
  const t = useTexts(texts);
  const facts = [
    [t.when, record.when],
    [t.hours, record.hours],
    [t.accidentType, record.accident_type],
    [t.agent, record.agent],
    [t.industry, record.industry],
    [t.size, record.workplace_size],
    [t.originIds, record.origin_ids.join('、')],
  ].filter(([, value]) => Boolean(value));
  return (
    <Page
      title={`${record.accident_type}（${record.when}）`}
      lead={<Pill>{t.label}</Pill>}
      width="narrow"
      above={
        <Link to="/public-records" className={classes.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
    >
      <Card title={t.description}>
        <p className={classes.words}>{record.description}</p>
        {record.records > 1 && <p className="mks-note">{t.records(record.records)}</p>}
        <dl className={classes.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.source}>{t.source(record.source)}</p>
      </Card>
    </Page>
  );
}
