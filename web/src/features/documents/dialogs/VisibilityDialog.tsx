import { Stack } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Loaded } from '@/ui/Loaded';
import { Pill } from '@/ui/Pill';
import type { DocumentView } from '../api';
import type { Choice } from '../people';
import { PersonLookup } from './Lookup';
import { texts } from './texts';

/** Whether a person sees the document, and why, in one sentence. */
export function VisibilityDialog({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const t = useTexts(texts);
  const [person, setPerson] = useState<Choice | null>(null);
  return (
    <Dialog opened onClose={onClose} title={t.visibilityTitle}>
      <Stack gap="md">
        <p className="mks-note">{t.visibilityLead}</p>
        <PersonLookup document={document} label={t.person} hint={t.personHint} chosen={person} onChoose={setPerson} />
        <div aria-live="polite">{person && <Sentence document={document} person={person.value} />}</div>
      </Stack>
    </Dialog>
  );
}

function Sentence({ document, person }: { document: DocumentView; person: string }) {
  const t = useTexts(texts);
  const query = useQuery({
    queryKey: ['documents', 'visibility', document.id, person],
    queryFn: () =>
      answer(
        api.GET('/api/v1/documents/{ref}/visibility', { params: { path: { ref: document.id }, query: { person } } }),
      ),
    staleTime: 0,
  });
  return (
    <Loaded query={query} lines={1}>
      {({ sees, sees_draft, sentence }) => (
        <Stack gap={6} align="flex-start">
          <Pill
            tone={sees ? 'good' : 'attention'}
            icon={sees ? <IconEye size={18} aria-hidden /> : <IconEyeOff size={18} aria-hidden />}
          >
            {sees ? t.sees : t.seesNot}
          </Pill>
          <p>
            {sentence} {sees_draft && t.seesDraft}
          </p>
        </Stack>
      )}
    </Loaded>
  );
}
