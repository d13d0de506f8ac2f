import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Problem } from '@/api/problem';
import { useMay, useMe } from '@/api/me';
import { randomId } from '@/lib/ids';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { DocumentTitle } from '@/ui/Page';
import { documentChanged, documentQuery } from '../api';
import { isWritable } from './content';
import { Editor } from './Editor';
import { OpenedEditor } from './EditorPage';
import { findText } from './kept';
import { newTitle, texts } from './texts';

const route = getRouteApi('/shell/documents/new');
/** Ids given out since the page was loaded: their documents begin here, and the server need not be asked for them. */
const begunHere = new Set<string>();

/** A new document. Its id stands in the address from the start, so that a reload goes on with what was written. */
export function NewDocumentPage() {
  const { kind = 'knowledge', id } = route.useSearch();
  const navigate = useNavigate();
  const may = useMay();
  const t = useTexts(texts);
  useEffect(() => {
    if (id !== undefined) return;
    const made = randomId();
    begunHere.add(made);
    void navigate({ to: '/documents/new', search: { kind, id: made }, replace: true });
  }, [id, kind, navigate]);
  const fault = !isWritable(kind) ? t.unknownKind : may(`${kind}.write`) ? null : t.mayNotWrite;
  if (fault !== null) {
    return (
      <>
        <DocumentTitle title={fault} />
        <Message level={1} title={fault} next={<ButtonLink to="/documents">{t.backToList}</ButtonLink>} />
      </>
    );
  }
  if (id === undefined) return <DocumentTitle title={newTitle(t, kind)} />;
  return begunHere.has(id) ? <Fresh key={id} id={id} kind={kind} /> : <Reopened key={id} id={id} kind={kind} />;
}

interface NewProps {
  id: string;
  kind: string;
}

function Fresh({ id, kind }: NewProps) {
  return <Editor document={null} kind={kind} id={id} draft={null} kept={null} onBegun={() => documentChanged()} />;
}

/** After a reload: the draft that was begun, or what this device kept of one that never reached the server. */
function Reopened({ id, kind }: NewProps) {
  const t = useTexts(texts);
  const me = useMe();
  const query = useQuery({ ...documentQuery(id), retry: false });
  const missing = query.error instanceof Problem && query.error.status === 404;
  const kept = useQuery({
    queryKey: ['documents', 'kept', id],
    queryFn: () => findText(me.id, id),
    staleTime: Infinity,
    gcTime: 0,
    networkMode: 'always',
    enabled: missing,
  });
  if (missing) {
    return (
      <Loaded query={kept} lines={6} page={newTitle(t, kind)}>
        {(found) => (
          <Editor document={null} kind={kind} id={id} draft={null} kept={found} onBegun={() => documentChanged()} />
        )}
      </Loaded>
    );
  }
  return (
    <Loaded query={query} lines={6} page={newTitle(t, kind)}>
      {(document) => <OpenedEditor document={document} />}
    </Loaded>
  );
}
