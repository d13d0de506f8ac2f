import { IconLock } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Message } from '@/ui/Message';
import { DocumentTitle } from '@/ui/Page';
import { texts } from '../texts';

/** A right that a page asks for. */
export type PageRight =
  | 'knowledge.write'
  | 'regulation.write'
  | 'consultation.ask'
  | 'document.bin'
  | 'person.manage'
  | 'master.manage'
  | 'route.manage'
  | 'distribution.send'
  | 'approval.decide'
  | 'audit.read'
  | 'integration.manage'
  | 'operations.manage';

export function ForbiddenPage({ right }: { right: PageRight }) {
  const t = useTexts(texts);
  return (
    <>
      <DocumentTitle title={t.forbiddenTitle} />
      <Message
        level={1}
        icon={<IconLock size={32} />}
        title={t.forbiddenTitle}
        detail={
          <>
            <p>{t.forbiddenDetail}</p>
            <p>{t.forbiddenRight(t.rights[right])}</p>
          </>
        }
        next={<ButtonLink to="/">{t.toHome}</ButtonLink>}
      />
    </>
  );
}
