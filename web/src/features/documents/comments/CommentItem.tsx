import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { answer, api } from '@/api/client';
import { dropDraft } from '@/lib/drafts';
import { useTexts } from '@/lib/texts';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Instant } from '@/ui/Instant';
import { texts as uiTexts } from '@/ui/texts';
import type { CommentView, DocumentView } from '../api';
import { texts as shared } from '../texts';
import { CommentForm } from './CommentForm';
import classes from './Comments.module.css';
import { texts } from './texts';
import { useCommentVerb } from './useCommentVerb';

interface CommentItemProps {
  document: DocumentView;
  comment: CommentView;
  onReply: (() => void) | null;
  children?: ReactNode;
}

export function CommentItem({ document, comment, onReply, children }: CommentItemProps) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const old = comment.edition_no !== null && comment.edition_no !== document.edition?.no;
  return (
    <li id={`comment-${comment.id}`}>
      <div className={classes.head}>
        <strong>{comment.author.name}</strong>
        <small>
          <Instant at={comment.created_at} />
        </small>
        {comment.edited_at && !comment.deleted && <small>{t.edited}</small>}
        {old && comment.edition_no !== null && (
          <small title={s.edition(comment.edition_no)}>{t.about(comment.edition_no)}</small>
        )}
      </div>
      {comment.deleted ? (
        <p className={classes.gone}>{t.deleted}</p>
      ) : editing ? (
        <Reword document={document} comment={comment} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p className={classes.body}>{comment.body}</p>
          {comment.mentions.length > 0 && (
            <p className="mks-note">{t.told(comment.mentions.map(({ name }) => name).join('・'))}</p>
          )}
          <div className={classes.tools}>
            {onReply && (
              <Button variant="subtle" size="compact-md" onClick={onReply}>
                {t.reply}
              </Button>
            )}
            {comment.can_edit && (
              <Button variant="subtle" size="compact-md" onClick={() => setEditing(true)}>
                {t.edit}
              </Button>
            )}
            {comment.can_delete && (
              <Button variant="subtle" size="compact-md" color="red" onClick={() => setDeleting(true)}>
                {t.delete}
              </Button>
            )}
          </div>
        </>
      )}
      {children}
      <Deletion document={document} comment={comment} opened={deleting} onClose={() => setDeleting(false)} />
    </li>
  );
}

function Reword({ document, comment, onDone }: { document: DocumentView; comment: CommentView; onDone: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const name = `comment.${comment.id}`;
  const save = useCommentVerb<string>(document, {
    run: (body) =>
      answer(
        api.PATCH('/api/v1/documents/{ref}/comments/{comment_id}', {
          params: { path: { ref: document.id, comment_id: comment.id } },
          body: { body },
        }),
      ),
    done: t.saved,
    onDone: () => {
      dropDraft(name);
      onDone();
    },
  });
  return (
    <CommentForm
      document={document}
      name={name}
      label={t.edit}
      send={common.save}
      initial={comment.body}
      known={null}
      pending={save.isPending}
      problem={save.problem}
      onSend={(body) => save.mutate(body)}
      onCancel={onDone}
    />
  );
}

interface DeletionProps {
  document: DocumentView;
  comment: CommentView;
  opened: boolean;
  onClose: () => void;
}

function Deletion({ document, comment, opened, onClose }: DeletionProps) {
  const t = useTexts(texts);
  const remove = useCommentVerb(document, {
    run: () =>
      answer(
        api.DELETE('/api/v1/documents/{ref}/comments/{comment_id}', {
          params: { path: { ref: document.id, comment_id: comment.id } },
        }),
      ),
    done: t.deletedToast,
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={t.deleteTitle}
      confirm={t.delete}
      danger
      pending={remove.isPending}
      problem={remove.problem}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <p>{t.deleteLead}</p>
    </ConfirmDialog>
  );
}
