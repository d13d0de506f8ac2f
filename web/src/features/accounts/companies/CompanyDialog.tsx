import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import { Loaded } from '@/ui/Loaded';
import { companyQuery } from '../queries';
import { AddCompanyForm } from './AddCompanyForm';
import { EditCompanyForm } from './EditCompanyForm';
import { texts } from './texts';
import { Dialog } from '@/ui/Dialog';

interface CompanyDialogProps {
  /** Null for a new company. */
  id: string | null;
  opened: boolean;
  onClose: () => void;
}

export function CompanyDialog({ id, opened, onClose }: CompanyDialogProps) {
  const t = useTexts(texts);
  const query = useQuery({ ...companyQuery(id ?? ''), enabled: opened && id !== null });
  const title = id === null ? t.addTitle : query.data ? t.editTitle(query.data.name) : t.title;
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {id === null ? (
        <AddCompanyForm onClose={onClose} />
      ) : (
        <Loaded query={query}>
          {(company) => <EditCompanyForm key={company.id} company={company} onClose={onClose} />}
        </Loaded>
      )}
    </Dialog>
  );
}
