import { Button, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { DraftNotice } from '@/ui/DraftNotice';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { showToast } from '@/ui/toastStore';
import type { DocumentView } from '../../api';
import { ProjectLookup } from '../../dialogs/Lookup';
import { UploadList } from '../../editor/UploadList';
import { usePictures } from '../../editor/usePictures';
import type { CheckItem } from '../parts';
import { CheckRow } from './CheckRow';
import classes from './Checks.module.css';
import { texts } from './texts';
import { useCheck } from './useCheck';

interface ChecklistFormProps {
  document: DocumentView;
  edition: string;
  checklist: readonly CheckItem[];
  onDone: () => void;
}

/** The checklist to be answered and handed in as a record. */
export function ChecklistForm({ document, edition, checklist, onDone }: ChecklistFormProps) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const pictures = usePictures();
  const [tried, setTried] = useState(false);
  const { form, draft, change, left, unsaid, send, problem } = useCheck({
    document,
    edition,
    checklist,
    onDone: () => {
      onDone();
      showToast(t.recorded);
      void navigate({ to: '/d/$code/checks', params: { code: document.code } });
    },
  });
  const { values } = form;
  const submit = () => {
    setTried(true);
    if (left === 0 && !unsaid && pictures.sending.length === 0) send.mutate(values);
  };
  return (
    <Form onSubmit={form.onSubmit(submit)} label={t.form}>
      <div className={classes.form}>
        <DraftNotice draft={draft} />
        {checklist.map((item) => (
          <CheckRow
            key={item.id}
            item={item}
            found={values.results[item.id]}
            change={(fields) => change(item.id, fields)}
            tried={tried}
            pictures={pictures}
          />
        ))}
        <UploadList pictures={pictures} />
        <TextInput label={t.place} description={t.placeHint} maxLength={200} {...form.getInputProps('place')} />
        <ProjectLookup
          label={t.site}
          chosen={values.project_id ? { value: values.project_id, label: values.project } : null}
          onChoose={(choice) => form.setValues({ project_id: choice?.value ?? '', project: choice?.label ?? '' })}
        />
        <Textarea label={t.remark} autosize minRows={2} maxLength={2000} {...form.getInputProps('remark')} />
        <FormProblem problem={problem} more={problem?.fields.map(({ message }) => message) ?? []} />
        {problem?.status === 0 && <p className="mks-note">{t.keptUntilSent}</p>}
        <p role="status">{tried && left > 0 && t.requiredMissing(left)}</p>
        <Button type="submit" size="lg" loading={send.isPending}>
          {t.record}
        </Button>
      </div>
    </Form>
  );
}
