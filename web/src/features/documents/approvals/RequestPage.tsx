import { IconArrowLeft, IconFileText } from '@tabler/icons-react';
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
import { Pill } from '@/ui/Pill';
import { Comparison } from '../compare/Comparison';
import { editionQuery } from '../history/queries';
import { Body } from '../page/Body';
import pageClasses from '../page/Page.module.css';
import classes from './Approvals.module.css';
import { Decide } from './Decide';
import { requestQuery, type Request } from './queries';
import { StatePill } from './RequestLine';
import { Stages } from './Stages';
import { Steps } from './Steps';
import { texts } from './texts';

const route = getRouteApi('/shell/approvals/$id');

// Fetched for regulations alone.
const EditionArticles = lazy(async () => ({
  default: (await import('../regulation/EditionArticles')).EditionArticles,
}));

export function RequestPage() {
  const t = useTexts(texts);
  const { id } = route.useParams();
  const query = useQuery(requestQuery(id));
  return (
    <Loaded query={query} lines={6} page={t.page} next={<ButtonLink to="/approvals">{t.back}</ButtonLink>}>
      {(request) => <Shown request={request} />}
    </Loaded>
  );
}

/** Who asks for what, how much it weighs, what changes; and the decision. */
function Shown({ request }: { request: Request }) {
  const t = useTexts(texts);
  return (
    <Page
      title={request.title}
      width="narrow"
      lead={`${request.document.code} ${request.document.kind_name}・${t.purposeOf(t.purposes[request.purpose as keyof typeof t.purposes] ?? request.purpose_name)}`}
      above={
        <Link to="/approvals" className={pageClasses.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
      actions={<Opened request={request} />}
    >
      <Card tone={request.can.approve ? 'attention' : 'plain'}>
        <div className={classes.line}>
          <StatePill state={request.state} />
          {request.late && <Pill tone="danger">{t.late}</Pill>}
          {request.can.approve && <strong>{t.waitsForYou}</strong>}
          {request.instead_of && <p>{t.insteadOf(request.instead_of.name)}</p>}
          {request.why_not && <p>{request.why_not}</p>}
        </div>
        <Decide request={request} />
      </Card>
      <Summary request={request} />
      <Change request={request} />
      <Card title={t.stages}>
        <Stages stages={request.stages} />
      </Card>
      <Card title={t.steps}>
        <Steps steps={request.steps} />
      </Card>
      {request.earlier.length > 0 && <Earlier request={request} />}
    </Page>
  );
}

/** The way to what is decided about: the document, or the incident with its actions. */
function Opened({ request }: { request: Request }) {
  const t = useTexts(texts);
  const params = { code: request.document.code };
  const icon = <IconFileText size={20} />;
  if (request.purpose !== 'publish') {
    return (
      <ButtonLink to="/incidents/$code" params={params} variant="default" leftSection={icon}>
        {t.openIncident}
      </ButtonLink>
    );
  }
  return (
    <ButtonLink to="/d/$code" params={params} variant="default" leftSection={icon}>
      {t.openDocument}
    </ButtonLink>
  );
}

function Summary({ request }: { request: Request }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { edition } = request;
  const at = (instant: string) => showInstant(instant, language);
  const others = edition.writers.map(({ name }) => name).join('・');
  const heavy = request.importance === 'critical' || request.importance === 'high';
  const publish = request.purpose === 'publish';
  const facts = [
    { name: t.requester, value: `${request.requester.name} ${at(request.requested_at)}` },
    { name: t.writers, value: others },
    { name: t.note, value: request.note },
    { name: t.reason, value: publish ? (edition.reason ?? '') : '' },
    { name: t.weight, value: publish ? (edition.is_material ? t.material : t.editorial) : '' },
    { name: t.category, value: request.category?.name ?? '' },
    { name: t.project, value: request.project?.name ?? '' },
    { name: t.wanted, value: publish ? (request.wanted_from ? at(request.wanted_from) : t.atOnce) : '' },
    { name: t.why, value: request.routed_because },
  ];
  return (
    <Card title={t.summary}>
      <dl className={classes.facts}>
        <dt>{t.risk}</dt>
        <dd>
          <Pill tone={heavy ? 'danger' : 'plain'}>{t.importances[request.importance]}</Pill>
        </dd>
        {facts
          .filter(({ value }) => value !== '')
          .map(({ name, value }) => (
            <Fact key={name} name={name} value={value} />
          ))}
      </dl>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** What changes against the edition in force, with only the changed parts open; a first edition is read as a whole. */
function Change({ request }: { request: Request }) {
  const t = useTexts(texts);
  const { document, edition, compare_with: base } = request;
  const law = document.kind === 'regulation';
  if (base !== null) {
    return (
      <Card title={t.change}>
        <Comparison code={document.code} sides={{ from: base, to: edition.id }} law={law} />
      </Card>
    );
  }
  return (
    <Card title={request.purpose === 'publish' ? t.change : t.content}>
      {request.purpose === 'publish' && <p className="mks-note">{t.first}</p>}
      {law ? (
        <Suspense fallback={null}>
          <EditionArticles id={document.id} edition={edition.id} />
        </Suspense>
      ) : (
        <WholeText code={document.code} id={edition.id} />
      )}
    </Card>
  );
}

function WholeText({ code, id }: { code: string; id: string }) {
  const query = useQuery(editionQuery(code, id));
  return (
    <Loaded query={query} lines={3}>
      {({ text }) => (
        <>
          {text.summary && <p className="mks-note">{text.summary}</p>}
          <Body html={text.body_html} />
        </>
      )}
    </Loaded>
  );
}

function Earlier({ request }: { request: Request }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  return (
    <Card title={t.earlier}>
      <ul className={classes.list}>
        {request.earlier.map((one) => (
          <li key={one.id}>
            <Link to="/approvals/$id" params={{ id: one.id }} className={pageClasses.back}>
              {t.earlierOf(t.states[one.state], showInstant(one.requested_at, language))}
            </Link>
            <Steps steps={one.steps.filter(({ text, kind }) => text !== '' || kind === 'returned')} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
