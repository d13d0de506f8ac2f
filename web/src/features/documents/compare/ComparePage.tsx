import { ActionIcon, Select } from '@mantine/core';
import { IconArrowLeft, IconArrowsDiff, IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { Page } from '@/ui/Page';
import { documentQuery, type DocumentView, type EditionRow } from '../api';
import { editionsQuery } from '../history/queries';
import classes from './Compare.module.css';
import { Comparison } from './Comparison';
import { DRAFT, sidesOf, type Sides } from './sides';
import { texts } from './texts';

const route = getRouteApi('/shell/d/$code/compare');

export function ComparePage() {
  const t = useTexts(texts);
  const { code } = route.useParams();
  const query = useQuery(documentQuery(code));
  return (
    <Loaded query={query} lines={6} page={t.page} next={<ButtonLink to="/documents">{t.back}</ButtonLink>}>
      {(document) => <Compared document={document} />}
    </Loaded>
  );
}

function Compared({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const asked = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(editionsQuery(document.code));
  const choose = (sides: Sides) => void navigate({ search: sides, replace: true });
  return (
    <Page
      title={t.title(document.title)}
      lead={document.code}
      above={
        <Link to="/d/$code/history" params={{ code: document.code }} className={classes.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
    >
      <Loaded query={query} lines={4}>
        {({ items }) => {
          const sides = sidesOf(asked, items, document.draft !== null);
          if (sides === null) {
            return <Message icon={<IconArrowsDiff size={32} />} title={t.tooFewTitle} detail={t.tooFewDetail} />;
          }
          return (
            <>
              <Chooser editions={items} document={document} sides={sides} onChoose={choose} />
              {sides.from === sides.to ? (
                <p className="mks-note">{t.same}</p>
              ) : (
                <Comparison code={document.code} sides={sides} law={document.kind === 'regulation'} />
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

interface ChooserProps {
  editions: EditionRow[];
  document: DocumentView;
  sides: Sides;
  onChoose: (sides: Sides) => void;
}

/** Which two texts are compared: any two editions, or the draft. */
function Chooser({ editions, document, sides, onChoose }: ChooserProps) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const nameOf = ({ no, phase, in_force_from: from, created_at: made }: EditionRow) =>
    t.option(no === null ? t.noNumber : t.edition(no), t.phases[phase], showDay(from ?? made, language));
  const { draft } = document;
  const data = [
    ...(draft ? [{ value: DRAFT, label: t.option(t.draft, t.writing, showDay(draft.updated_at, language)) }] : []),
    ...editions.map((edition) => ({ value: edition.id, label: nameOf(edition) })),
  ];
  return (
    <div className={classes.chooser}>
      <Select
        label={t.older}
        data={data}
        allowDeselect={false}
        value={sides.from}
        onChange={(from) => from && onChoose({ ...sides, from })}
      />
      <ActionIcon
        variant="default"
        size={42}
        className={classes.swap ?? ''}
        aria-label={t.swap}
        title={t.swap}
        onClick={() => onChoose({ from: sides.to, to: sides.from })}
      >
        <IconArrowsExchange size={20} />
      </ActionIcon>
      <Select
        label={t.newer}
        data={data}
        allowDeselect={false}
        value={sides.to}
        onChange={(to) => to && onChoose({ ...sides, to })}
      />
    </div>
  );
}
