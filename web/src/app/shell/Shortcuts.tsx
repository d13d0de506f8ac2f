import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay } from '@/api/me';
import { createChords, isPaletteKey, isTyping } from '@/lib/shortcuts';
import { allowed, MANAGEMENT, PERSONAL } from './destinations';

interface ShortcutsProps {
  onHelp: () => void;
  onFind: () => void;
}

/** Single keys that lead somewhere. */
export function Shortcuts({ onHelp, onFind }: ShortcutsProps) {
  const may = useMay();
  const navigate = useNavigate();
  const destinations = allowed([...PERSONAL, ...MANAGEMENT], may);
  const [chordOf] = useState(() => createChords(() => Date.now()));

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isPaletteKey(event) && !event.isComposing) {
        event.preventDefault();
        onFind();
        return;
      }
      if (event.isComposing || event.defaultPrevented || isTyping(event.target)) return;
      const chord = chordOf(event);
      if (!chord) return;
      if (chord.kind === 'help') onHelp();
      if (chord.kind === 'search') {
        event.preventDefault();
        const field = document.querySelector<HTMLElement>('main input[type="search"]');
        if (field) field.focus();
        else onFind();
      }
      if (chord.kind === 'go') {
        const found = destinations.find(({ letter }) => letter === chord.letter);
        if (found) void navigate({ to: found.to });
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
  return null;
}
