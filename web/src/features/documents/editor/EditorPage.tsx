import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { DocumentTitle } from '@/ui/Page';
import { documentChanged, documentQuery, draftQuery, type DocumentView } from '../api';
import { Editor, worthOffering } from './Editor';
import { findText } from './kept';
import { texts } from './texts';

const route = getRouteApi('/shell/d/$code/edit');

/** The text of a document to write in. */
export function EditorPage() {
  const { code } = route.useParams();
  const t = useTexts(texts);
  const query = useQuery(documentQuery(code));
  return (
    <Loaded
      query={query}
      lines={6}
      page={t.editTitle(code)}
      next={<ButtonLink to="/documents">{t.backToList}</ButtonLink>}
    >
      {(document) => <OpenedEditor key={document.id} document={document} />}
    </Loaded>
  );
}

export function OpenedEditor({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const me = useMe();
  // Whether it may be edited is asked when the editor opens, not while somebody writes in it.
  const [allowed] = useState(document.can.edit);
  const draft = useQuery({ ...draftQuery(document.id), enabled: allowed });
  const kept = useQuery({
    queryKey: ['documents', 'kept', document.id],
    queryFn: () => findText(me.id, document.id),
    staleTime: Infinity,
    gcTime: 0,
    networkMode: 'always',
    enabled: allowed,
  });
  if (!allowed) {
    return (
      <>
        <DocumentTitle title={t.forbiddenTitle} />
        <Message
          level={1}
          title={t.forbiddenTitle}
          detail={t.forbiddenLead}
          next={
            <ButtonLink to="/d/$code" params={{ code: document.code }}>
              {t.back}
            </ButtonLink>
          }
        />
      </>
    );
  }
  const title = t.editTitle(document.code);
  return (
    <Loaded query={draft} lines={6} page={title}>
      {(text) => (
        <Loaded query={kept} lines={6} page={title}>
          {(found) => (
            <Editor
              document={document}
              kind={document.kind}
              id={document.id}
              draft={text}
              kept={worthOffering(found, text)}
              onBegun={() => documentChanged()}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}
