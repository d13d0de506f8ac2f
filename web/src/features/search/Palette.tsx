import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCrane, IconFileText, IconLayoutSidebar, IconSearch, type Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTexts } from '@/lib/texts';
import classes from './Palette.module.css';
import { sitesQuery, suggestQuery } from './queries';
import { texts } from './texts';

const PAUSE_MS = 120;
const MOST = 6;

export interface PalettePage {
  to: string;
  name: string;
}

interface Option {
  key: string;
  group: 'search' | 'documents' | 'sites' | 'pages';
  text: string;
  detail?: string;
  open: () => void;
}

const ICONS: Record<Option['group'], Icon> = {
  search: IconSearch,
  documents: IconFileText,
  sites: IconCrane,
  pages: IconLayoutSidebar,
};

interface PaletteProps {
  opened: boolean;
  onClose: () => void;
  /** The pages that the person may open. */
  pages: PalettePage[];
}

/** One field that leads to any document, site and page, and to the search for what was typed. */
export function Palette({ opened, onClose, pages }: PaletteProps) {
  const t = useTexts(texts);
  return (
    <Modal.Root opened={opened} onClose={onClose} size="lg" yOffset="10dvh" radius="lg">
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content aria-label={t.palette}>
        <Modal.Body p={0}>
          <Finder onClose={onClose} pages={pages} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ onClose, pages }: { onClose: () => void; pages: PalettePage[] }) {
  const t = useTexts(texts);
  const combobox = useCombobox({ opened: true });
  const [typed, setTyped] = useState('');
  const composing = useRef(false);
  const [composed, setComposed] = useState('');
  const [words] = useDebouncedValue(composed.trim(), PAUSE_MS);
  const options = useOptions(words, pages, onClose);

  const take = (text: string) => {
    setComposed(text);
    combobox.updateSelectedOptionIndex();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={(key) => options.find((option) => option.key === key)?.open()}>
      <Combobox.EventsTarget>
        <TextInput
          type="search"
          size="lg"
          variant="unstyled"
          data-autofocus
          aria-label={t.palette}
          placeholder={t.paletteHint}
          leftSection={<IconSearch size={20} aria-hidden />}
          className={classes.field ?? ''}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (!composing.current) take(event.currentTarget.value);
          }}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            take(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            // Keys of a conversion choose among its candidates, not among ours.
            if (event.nativeEvent.isComposing) event.stopPropagation();
            else if (event.key === 'Escape') onClose();
            else if (event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0) {
              event.preventDefault();
              options[0]?.open();
            }
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes.options ?? ''} aria-label={t.palette}>
        {options.map((option) => (
          <OptionLine key={option.key} option={option} />
        ))}
        {options.length === 0 && <Combobox.Empty>{t.paletteNone}</Combobox.Empty>}
      </Combobox.Options>
      <p className={classes.keys}>{t.paletteKeys}</p>
    </Combobox>
  );
}

function OptionLine({ option }: { option: Option }) {
  const t = useTexts(texts);
  const Symbol = ICONS[option.group];
  return (
    <Combobox.Option value={option.key} className={classes.option ?? ''}>
      <Symbol size={20} aria-hidden />
      <span className={classes.text}>{option.text}</span>
      <span className={classes.detail}>{option.detail ?? t.groups[option.group]}</span>
    </Combobox.Option>
  );
}

/** What fits the words: documents, sites, pages, and the search for them itself. */
function useOptions(words: string, pages: PalettePage[], onClose: () => void): Option[] {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { data: documents = [] } = useQuery(suggestQuery(words));
  const { data: sites = [] } = useQuery(sitesQuery(words));
  const go = (way: () => unknown) => () => {
    onClose();
    void way();
  };
  const fitting = pages.filter(({ name }) => words === '' || name.toLowerCase().includes(words.toLowerCase()));
  const found: Option[] =
    words === ''
      ? []
      : documents.slice(0, MOST).map(({ text, code, anchor = '' }) => ({
          key: `d:${code}#${anchor}`,
          group: 'documents',
          text,
          detail: code,
          open: go(() => navigate({ to: '/d/$code', params: { code }, hash: anchor })),
        }));
  const places: Option[] =
    words === ''
      ? []
      : sites.map(({ id, name, code }) => ({
          key: `s:${id}`,
          group: 'sites',
          text: name,
          detail: code,
          open: go(() => navigate({ to: '/projects/$id', params: { id } })),
        }));
  const ways: Option[] = fitting.map(({ to, name }) => ({
    key: `p:${to}`,
    group: 'pages',
    text: name,
    open: go(() => navigate({ to })),
  }));
  if (words === '') return ways;
  const whole: Option = {
    key: 'search',
    group: 'search',
    text: t.searchFor(words),
    open: go(() => navigate({ to: '/search', search: { q: words } })),
  };
  return [whole, ...found, ...places, ...ways];
}
