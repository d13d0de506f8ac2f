import { Button } from '@mantine/core';
import { IconStar, IconStarFilled, IconThumbUp, IconThumbUpFilled } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';
import { useTexts } from '@/lib/texts';
import { showToast } from '@/ui/toastStore';
import { keys, type DocumentView } from '../api';
import classes from './Page.module.css';
import { texts } from './texts';

type Counted = components['schemas']['Counted'];

/** A reader's own marks, shown at once and put right by what the server answers. */
function useMark(document: DocumentView, name: 'favourite' | 'helpful') {
  const t = useTexts(texts);
  const path = { params: { path: { ref: document.id } } };
  const show = (marks: Partial<Counted>) =>
    queryClient.setQueriesData<DocumentView>({ queryKey: ['documents', 'one'] }, (one) =>
      one?.id === document.id ? { ...one, ...marks } : one,
    );
  return useMutation({
    mutationFn: (on: boolean) => {
      const address = `/api/v1/documents/{ref}/${name}` as const;
      return answer<Counted>(on ? api.PUT(address, path) : api.DELETE(address, path));
    },
    onMutate: (on) => {
      const { count, mine } = document.helpful;
      show(
        name === 'favourite'
          ? { favourite: on }
          : { helpful: { mine: on, count: count + (on === mine ? 0 : on ? 1 : -1) } },
      );
    },
    onSuccess: (marks) => {
      show(marks);
      void queryClient.invalidateQueries({ queryKey: keys.all, refetchType: 'none' });
    },
    onError: (cause) => {
      show({ favourite: document.favourite, helpful: document.helpful });
      showToast(asProblem(cause).title, { tone: 'danger', title: t.failed });
    },
  });
}

export function FavouriteButton({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const mark = useMark(document, 'favourite');
  return (
    <Button
      variant="default"
      aria-pressed={document.favourite}
      aria-label={document.favourite ? t.favouriteOff : t.favouriteOn}
      leftSection={document.favourite ? <IconStarFilled size={20} /> : <IconStar size={20} />}
      onClick={() => mark.mutate(!document.favourite)}
    >
      {t.favourite}
    </Button>
  );
}

/** Below the text: whether it helped, and how often it was read. */
export function Marks({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const mark = useMark(document, 'helpful');
  const { mine, count } = document.helpful;
  return (
    <div className={classes.marks}>
      <Button
        variant={mine ? 'filled' : 'default'}
        aria-pressed={mine}
        leftSection={mine ? <IconThumbUpFilled size={20} /> : <IconThumbUp size={20} />}
        onClick={() => mark.mutate(!mine)}
      >
        {t.helpful(count)}
      </Button>
      <span className="mks-note">{t.views(document.views)}</span>
    </div>
  );
}
