import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { choicesQuery, type ArticleChoice } from './queries';
import { texts } from './texts';

/** Finds an article by law and number or words, to refer to it. */
export function ArticlePicker({ onChoose }: { onChoose: (choice: ArticleChoice) => void }) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 200);
  const query = useQuery(choicesQuery(words));
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = words === '' ? [] : (query.data ?? []);
  const choose = (target: string) => {
    const choice = found.find((one) => one.target === target);
    if (choice) onChoose(choice);
    setTyped('');
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target>
        <TextInput
          label={t.pick}
          placeholder={t.pickHint}
          leftSection={<IconScale size={18} />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={words === ''}>
        <Combobox.Options>
          {found.map(({ target, name, caption }) => (
            <Combobox.Option key={target} value={target}>
              {name}
              {caption}
            </Combobox.Option>
          ))}
          {query.isFetched && found.length === 0 && <Combobox.Empty>{t.pickNothing}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
