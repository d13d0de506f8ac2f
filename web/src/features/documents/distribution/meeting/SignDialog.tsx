import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { SignaturePad, type Strokes } from './SignaturePad';
import { texts } from './texts';
import type { Attendance } from './useAttendance';

interface SignDialogProps {
  /** Whose signature it is; without a name it is asked for first. */
  person: Omit<Attendance, 'strokes'>;
  onSigned: (signed: Attendance) => void;
  onClose: () => void;
}

/** One person signs; somebody who is on no list says their name first. */
export function SignDialog({ person, onSigned, onClose }: SignDialogProps) {
  const t = useTexts(texts);
  const [who, setWho] = useState(person);
  const [named, setNamed] = useState(person.name !== '');
  return (
    <Dialog opened onClose={onClose} title={named ? t.signOf(who.name) : t.addTitle} size="lg">
      {named ? (
        <Signing name={who.name} onDone={(strokes) => onSigned({ ...who, strokes })} />
      ) : (
        <Naming
          onNamed={(name, company) => {
            setWho({ ...who, name, company });
            setNamed(true);
          }}
        />
      )}
    </Dialog>
  );
}

function Naming({ onNamed }: { onNamed: (name: string, company: string) => void }) {
  const t = useTexts(texts);
  const [name, setName] = useState('');
  const [company, setCompany] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <Form
      label={t.addTitle}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') setMissing(true);
        else onNamed(name.trim(), company.trim());
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t.name}
          required
          withAsterisk
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={missing && name.trim() === '' && t.nameMissing}
        />
        <TextInput
          label={t.company}
          maxLength={200}
          value={company}
          onChange={(event) => setCompany(event.currentTarget.value)}
        />
        <Button type="submit">{t.next}</Button>
      </Stack>
    </Form>
  );
}

function Signing({ name, onDone }: { name: string; onDone: (strokes: Strokes) => void }) {
  const t = useTexts(texts);
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [round, setRound] = useState(0);
  const [missing, setMissing] = useState(false);
  return (
    <Stack gap="md">
      <p>{t.signHere}</p>
      <SignaturePad
        key={round}
        label={t.signOf(name)}
        onChange={(drawn) => {
          setStrokes(drawn);
          setMissing(false);
        }}
      />
      {missing && <p role="alert">{t.signMissing}</p>}
      <Group justify="space-between" gap="sm">
        <Button
          variant="default"
          size="lg"
          onClick={() => {
            setStrokes([]);
            setRound((now) => now + 1);
          }}
        >
          {t.clear}
        </Button>
        <Button size="lg" onClick={() => (strokes.length === 0 ? setMissing(true) : onDone(strokes))}>
          {t.ok}
        </Button>
      </Group>
    </Stack>
  );
}
