import { Link } from '@tanstack/react-router';
import { IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/ui/ButtonLink';

// Told apart from the routes of these pages, which name their own components.
const PAGE: string = '/d/$code';
export const EDITOR: string = '/d/$code/edit';

interface DocumentLinkProps {
  code: string;
  className?: string | undefined;
  children: ReactNode;
}

/** The way to the page of a document. */
export function DocumentLink({ code, className, children }: DocumentLinkProps) {
  return (
    <Link to={PAGE} params={{ code } as never} className={className ?? ''}>
      {children}
    </Link>
  );
}

interface EditLinkProps {
  code: string;
  /** What the button says to those who hear it outside its row. */
  label?: string;
  children: ReactNode;
}

/** The way to the editor of a document. */
export function EditLink({ code, label, children }: EditLinkProps) {
  return (
    <ButtonLink
      to={EDITOR}
      params={{ code } as never}
      variant="default"
      leftSection={<IconPencil size={18} />}
      {...(label ? { 'aria-label': label } : {})}
    >
      {children}
    </ButtonLink>
  );
}
