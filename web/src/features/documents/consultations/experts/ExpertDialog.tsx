import { Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { halfWidth } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { DayField } from '@/ui/DayField';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { texts as uiTexts } from '@/ui/texts';
import classes from '../Consultations.module.css';
import { expertFormQuery, useConsultationVerb, type ExpertProfile } from '../queries';
import { texts } from './texts';

/** What is said of an expert, written by the expert or an administrator. */
export function ExpertDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(texts);
  const query = useQuery(expertFormQuery(id));
  return (
    <Dialog opened onClose={onClose} title={t.formTitle(query.data?.name ?? '')} size="lg" onPurposeOnly>
      <Loaded query={query} lines={4}>
        {(profile) => <ExpertForm key={profile.version} profile={profile} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

function ExpertForm({ profile, onClose }: { profile: ExpertProfile; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [values, setValues] = useState({
    specialties: profile.specialties.join(t.comma),
    certifications: profile.certifications.join(t.comma),
    years: profile.years === null ? '' : String(profile.years),
    bio: profile.bio,
    available: profile.available,
    away_from: profile.away_from,
    away_until: profile.away_until,
    leads: profile.leads,
  });
  const set = (fields: Partial<typeof values>) => setValues((before) => ({ ...before, ...fields }));
  const years = halfWidth(values.years).trim();
  const save = useConsultationVerb({
    run: () =>
      answer(
        api.PUT('/api/v1/experts/{person_id}/profile', {
          params: { path: { person_id: profile.person_id } },
          headers: ifMatch(profile.version),
          body: {
            ...values,
            specialties: wordsOf(values.specialties),
            certifications: wordsOf(values.certifications),
            years: years === '' ? null : Number(years),
          },
        }),
      ),
    done: t.saved,
    onDone: onClose,
  });
  return (
    <Form
      label={t.formTitle(profile.name)}
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d{0,2}$/.test(years)) save.mutate();
      }}
    >
      <Stack gap="md">
        <FormProblem problem={save.problem} more={save.problem?.fields.map(({ message }) => message) ?? []} />
        <TextInput
          label={t.specialty}
          description={t.specialtyHint}
          value={values.specialties}
          onChange={(event) => set({ specialties: event.currentTarget.value })}
        />
        <TextInput
          label={t.certifications}
          description={t.specialtyHint}
          value={values.certifications}
          onChange={(event) => set({ certifications: event.currentTarget.value })}
        />
        <TextInput
          label={t.yearsLabel}
          inputMode="numeric"
          maxLength={4}
          value={values.years}
          error={/^\d{0,2}$/.test(years) ? null : t.yearsWrong}
          onChange={(event) => set({ years: event.currentTarget.value })}
        />
        <Textarea
          label={t.bio}
          autosize
          minRows={3}
          maxLength={2000}
          value={values.bio}
          onChange={(event) => set({ bio: event.currentTarget.value })}
        />
        <Switch
          label={t.takes}
          checked={values.available}
          onChange={(event) => set({ available: event.currentTarget.checked })}
        />
        <div className={classes.pair}>
          <DayField label={t.awayFrom} value={values.away_from} onChange={(away_from) => set({ away_from })} />
          <DayField label={t.awayUntil} value={values.away_until} onChange={(away_until) => set({ away_until })} />
        </div>
        {profile.can_set_leads && (
          <Switch
            label={t.leadsLabel}
            checked={values.leads}
            onChange={(event) => set({ leads: event.currentTarget.checked })}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}

/** The words of a line, as people part them. */
function wordsOf(line: string): string[] {
  return line
    .split(/[、,，\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
