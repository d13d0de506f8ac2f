import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
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
        next={
          <Button component={Link} to="/">
            {t.toHome}
          </Button>
        }
      />
    </>
  );
}
