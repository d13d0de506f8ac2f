import { IconMapQuestion } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Message } from '@/ui/Message';
import { DocumentTitle } from '@/ui/Page';
import { texts } from '../texts';

export function NotFoundPage() {
  const t = useTexts(texts);
  return (
    <>
      <DocumentTitle title={t.notFoundTitle} />
      <Message
        level={1}
        icon={<IconMapQuestion size={32} />}
        title={t.notFoundTitle}
        detail={t.notFoundDetail}
        next={<ButtonLink to="/">{t.toHome}</ButtonLink>}
      />
    </>
  );
}
