import { Button } from '@mantine/core';
import { IconCircleCheck, IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { FormProblem } from '@/ui/FormProblem';
import { Instant } from '@/ui/Instant';
import { Pill } from '@/ui/Pill';
import { Body } from '../page/Body';
import classes from './Consultations.module.css';
import { moved, useConsultationVerb, type Consultation, type Post } from './queries';
import { RewriteDialog } from './RewriteDialog';
import { texts } from './texts';

interface PostCardProps {
  consultation: Consultation;
  post: Post;
}

/** Something written to the question; an accepted answer says so first. */
export function PostCard({ consultation, post }: PostCardProps) {
  const t = useTexts(texts);
  const [rewriting, setRewriting] = useState(false);
  return (
    <li className={classes.post} data-accepted={post.accepted || undefined} data-kind={post.kind}>
      <h2 className={classes.postHead}>
        {post.accepted ? (
          <Pill tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>
            {t.accepted}
          </Pill>
        ) : (
          <Pill>{t.kinds[post.kind]}</Pill>
        )}
        <span>{post.author.name}</span>
        {post.author_title && <span className={classes.small}>{post.author_title}</span>}
        <span className={classes.small}>
          <Instant at={post.at} />
        </span>
        {post.edited_at && <span className={classes.small}>{t.edited}</span>}
      </h2>
      <Body html={post.body_html} />
      <Former post={post} />
      <Tools consultation={consultation} post={post} onRewrite={() => setRewriting(true)} />
      {rewriting && <RewriteDialog consultation={consultation} post={post} onClose={() => setRewriting(false)} />}
    </li>
  );
}

/** The attachments an imported answer named, by their names: their files were not part of it. */
function Former({ post }: { post: Post }) {
  const t = useTexts(texts);
  const told = (post.former as { attachments?: unknown }).attachments;
  if (!Array.isArray(told) || told.length === 0) return null;
  const names = told.map((one: unknown) =>
    typeof one === 'object' && one !== null && 'name' in one ? String(one.name) : String(one),
  );
  return (
    <p className={classes.small}>
      {t.formerAttachments}: {names.join('・')}
    </p>
  );
}

function Tools({ consultation, post, onRewrite }: PostCardProps & { onRewrite: () => void }) {
  const t = useTexts(texts);
  const path = { ref: consultation.id, post_id: post.id };
  const mark = useConsultationVerb({
    run: () =>
      post.mine_helpful
        ? answer(api.DELETE('/api/v1/consultations/{ref}/posts/{post_id}/helpful', { params: { path } }))
        : answer(api.PUT('/api/v1/consultations/{ref}/posts/{post_id}/helpful', { params: { path } })),
  });
  const accept = useConsultationVerb<boolean>({
    run: (resolve) =>
      answer(
        api.POST('/api/v1/consultations/{ref}/accept', {
          ...moved(consultation),
          body: { post_id: post.id, resolve },
        }),
      ),
    done: t.accepted,
  });
  const acceptable = post.can_accept && !post.accepted;
  return (
    <>
      <FormProblem problem={accept.problem} />
      <div className={classes.tools}>
        {acceptable && consultation.can.resolve && (
          <Button loading={accept.isPending} onClick={() => accept.mutate(true)}>
            {t.acceptResolve}
          </Button>
        )}
        {acceptable && (
          <Button variant="default" loading={accept.isPending} onClick={() => accept.mutate(false)}>
            {t.accept}
          </Button>
        )}
        {post.kind === 'answer' && (
          <Button
            variant={post.mine_helpful ? 'light' : 'subtle'}
            leftSection={<IconThumbUp size={18} />}
            aria-pressed={post.mine_helpful}
            loading={mark.isPending}
            onClick={() => mark.mutate()}
          >
            {t.helpful(post.helpful)}
          </Button>
        )}
        {post.can_edit && (
          <Button variant="subtle" onClick={onRewrite}>
            {t.edit}
          </Button>
        )}
      </div>
    </>
  );
}
