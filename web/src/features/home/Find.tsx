import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import classes from './HomePage.module.css';
import { texts } from './texts';

/** The first question of most mornings: where does it say so. */
export function Find() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const find = () => {
    const q = words.trim();
    void navigate({ to: '/search', search: q === '' ? {} : { q } });
  };
  return (
    <search className={classes.find}>
      <TextInput
        type="search"
        size="lg"
        aria-label={t.find}
        placeholder={t.findHint}
        leftSection={<IconSearch size={20} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter that ends a conversion chooses its words and nothing more.
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) find();
        }}
      />
      <Button size="lg" onClick={find}>
        {t.findGo}
      </Button>
    </search>
  );
}
