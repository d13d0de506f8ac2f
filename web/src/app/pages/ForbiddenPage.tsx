import { IconLock } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Message } from '@/ui/Message';
import { DocumentTitle } from '@/ui/Page';
import { texts } from '../texts';

export function ForbiddenPage({ right }: { right: string }) {
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
            <p>{t.forbiddenRight(right)}</p>
          </>
        }
        next={<ButtonLink to="/">{t.toHome}</ButtonLink>}
      />
    </>
  );
}
