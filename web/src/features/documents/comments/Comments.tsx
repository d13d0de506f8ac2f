import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { randomId } from '@/lib/ids';
import { dropDraft } from '@/lib/drafts';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { MoreRows } from '@/ui/MoreRows';
import { commentsQuery, type CommentView, type DocumentView, type PersonName } from '../api';
import { CommentForm } from './CommentForm';
import { CommentItem } from './CommentItem';
import classes from './Comments.module.css';
import { texts } from './texts';
import { threadsOf, type Thread } from './threads';
import { useCommentVerb } from './useCommentVerb';

/** What people say about a document. */
export function Comments({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const query = useInfiniteQuery(commentsQuery(document.id));
  const [sent, setSent] = useState<CommentView[]>([]);
  const total = query.data?.pages[0]?.total ?? document.comments_count;
  return (
    <Card title={t.title(total)}>
      <Loaded query={query} lines={2}>
        {({ pages }) => {
          const loaded = pages.flatMap(({ items }) => items);
          const threads = threadsOf(loaded, sent);
          const people = [...loaded, ...sent].map(({ author }) => author);
          const add = (comment: CommentView) => setSent((before) => [...before, comment]);
          return (
            <>
              {threads.length === 0 && (
                <p className="mks-note">
                  {t.empty} {document.can.comment && t.emptyMay}
                </p>
              )}
              <ol className={classes.list}>
                {threads.map((thread) => (
                  <ThreadItem key={thread.first.id} document={document} thread={thread} people={people} onSent={add} />
                ))}
              </ol>
              {query.hasNextPage && <MoreRows query={query} shown={loaded.length} />}
              {document.can.comment && <NewComment document={document} parent={null} people={people} onSent={add} />}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

interface ThreadItemProps {
  document: DocumentView;
  thread: Thread;
  people: readonly PersonName[];
  onSent: (comment: CommentView) => void;
}

function ThreadItem({ document, thread, people, onSent }: ThreadItemProps) {
  const [answered, setAnswered] = useState<CommentView | null>(null);
  const replyTo = (comment: CommentView) => (document.can.comment ? () => setAnswered(comment) : null);
  return (
    <CommentItem document={document} comment={thread.first} onReply={replyTo(thread.first)}>
      {(thread.answers.length > 0 || answered) && (
        <ol className={classes.list}>
          {thread.answers.map((comment) => (
            <CommentItem key={comment.id} document={document} comment={comment} onReply={replyTo(comment)} />
          ))}
          {answered && (
            <li>
              <NewComment
                key={answered.id}
                document={document}
                parent={answered}
                people={people}
                onSent={(comment) => {
                  setAnswered(null);
                  onSent(comment);
                }}
                onCancel={() => setAnswered(null)}
              />
            </li>
          )}
        </ol>
      )}
    </CommentItem>
  );
}

interface NewCommentProps {
  document: DocumentView;
  parent: CommentView | null;
  people: readonly PersonName[];
  onSent: (comment: CommentView) => void;
  onCancel?: () => void;
}

function NewComment({ document, parent, people, onSent, onCancel }: NewCommentProps) {
  const t = useTexts(texts);
  // Sent under one id until it has arrived, so that a second try does not say it twice.
  const [id, setId] = useState(randomId);
  const name = `comment.${document.id}.${parent?.id ?? 'new'}`;
  const add = useCommentVerb<{ body: string; mentions: string[] }, CommentView>(document, {
    run: ({ body, mentions }) =>
      answer(
        api.POST('/api/v1/documents/{ref}/comments', {
          params: { path: { ref: document.id } },
          body: { id, body, mentions, parent_id: parent?.id ?? null },
        }),
      ),
    done: t.sent,
    onDone: (comment) => {
      dropDraft(name);
      setId(randomId());
      onSent(comment);
    },
  });
  return (
    <CommentForm
      key={id}
      document={document}
      name={name}
      label={parent ? t.replyTo(parent.author.name) : t.write}
      send={t.send}
      known={people}
      pending={add.isPending}
      problem={add.problem}
      onSend={(body, mentions) => add.mutate({ body, mentions })}
      {...(onCancel ? { onCancel } : {})}
    />
  );
}
