import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/ui/ButtonLink';

interface DocumentLinkProps {
  code: string;
  className?: string | undefined;
  children: ReactNode;
}

/** The way to the page of a document. */
export function DocumentLink({ code, className, children }: DocumentLinkProps) {
  return (
    <Link to="/d/$code" params={{ code }} className={className ?? ''}>
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
      to="/d/$code/edit"
      params={{ code }}
      variant="default"
      leftSection={<IconPencil size={18} />}
      {...(label ? { 'aria-label': label } : {})}
    >
      {children}
    </ButtonLink>
  );
}
