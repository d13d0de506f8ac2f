import { Button, Group, NativeSelect, SegmentedControl, Stack, Switch } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';
import { LANGUAGE_NAMES } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { showToast } from '@/ui/toastStore';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { Devices } from './Devices';
import classes from './Wishes.module.css';
import { texts } from './texts';

export type WishesView = components['schemas']['WishesView'];
type Wanted = components['schemas']['SetWishes'];

export const wishesQuery = queryOptions({
  queryKey: ['wishes'],
  queryFn: () => answer(api.GET('/api/v1/notice-wishes')),
});

const STREAMS = ['mandatory', 'duty', 'subscription'] as const;
const CHANNELS = ['mail', 'push'] as const;
const WHENS = ['now', 'important', 'digest', 'off'] as const;
// What must be read comes by mail in any case.
const WHENS_OF_MANDATORY_MAIL = ['now', 'digest'] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** How one is told: which kind by which channel, when, in which language, on which devices. */
export function Wishes() {
  const query = useQuery(wishesQuery);
  return (
    <Loaded query={query} lines={6}>
      {(wishes) => (
        <div className={classes.cards}>
          <WishesForm key={wishes.version} wishes={wishes} />
          <Devices wishes={wishes} />
        </div>
      )}
    </Loaded>
  );
}

function WishesForm({ wishes }: { wishes: WishesView }) {
  const t = useTexts(texts);
  const [wanted, setWanted] = useState<Wanted>(() => {
    const { language, digest_hour, quiet_from, quiet_until, mail, push } = wishes;
    return { language, digest_hour, quiet_from, quiet_until, mail, push } as Wanted;
  });
  const set = (fields: Partial<Wanted>) => setWanted((before) => ({ ...before, ...fields }));
  const save = useVersionedSave<Wanted, WishesView>({
    send: (body, version) => answer(api.PUT('/api/v1/notice-wishes', { headers: ifMatch(version), body })),
    onSaved: (saved) => {
      queryClient.setQueryData(wishesQuery.queryKey, saved);
      showToast(t.saved);
    },
  });
  const hours = HOURS.map((hour) => ({ value: String(hour), label: t.hour(hour) }));
  const quiet = wanted.quiet_from !== null && wanted.quiet_from !== undefined;
  return (
    <Form
      label={t.title}
      onSubmit={(event) => {
        event.preventDefault();
        save.submit(wanted, save.conflict?.current.version ?? wishes.version);
      }}
    >
      <Card title={t.title}>
        <p className={classes.lead}>{t.lead}</p>
        <p className="mks-note">{wishes.email ? t.mailTo(wishes.email) : t.noMail}</p>
        <FormProblem problem={save.problem} more={save.problem?.fields.map(({ message }) => message) ?? []} />
        <div className={classes.streams}>
          {STREAMS.map((stream) => (
            <section key={stream} className={classes.stream} aria-label={t[stream]}>
              <div>
                <h3>{t[stream]}</h3>
                <p className="mks-note">{t[`${stream}Note`]}</p>
              </div>
              {CHANNELS.map((channel) => {
                const whens = stream === 'mandatory' && channel === 'mail' ? WHENS_OF_MANDATORY_MAIL : WHENS;
                return (
                  <NativeSelect
                    key={channel}
                    size="md"
                    label={t[channel]}
                    aria-label={t.of(t[stream], t[channel])}
                    data={whens.map((when) => ({ value: when, label: t.when[when] }))}
                    value={wanted[channel]?.[stream] ?? 'now'}
                    onChange={(event) =>
                      set({ [channel]: { ...wanted[channel], [stream]: event.currentTarget.value } })
                    }
                  />
                );
              })}
            </section>
          ))}
        </div>
        <p className="mks-note">{t.critical}</p>
      </Card>
      <Card title={t.times}>
        <Stack gap="md">
          <div className={classes.times}>
            <NativeSelect
              size="md"
              label={t.digestHour}
              data={hours}
              value={String(wanted.digest_hour)}
              onChange={(event) => set({ digest_hour: Number(event.currentTarget.value) })}
            />
          </div>
          <Switch
            size="lg"
            label={t.quiet}
            description={t.quietNote}
            checked={quiet}
            onChange={(event) =>
              set(
                event.currentTarget.checked
                  ? { quiet_from: 21, quiet_until: 6 }
                  : { quiet_from: null, quiet_until: null },
              )
            }
          />
          {quiet && (
            <div className={classes.times}>
              {(['quiet_from', 'quiet_until'] as const).map((field) => (
                <NativeSelect
                  key={field}
                  size="md"
                  label={field === 'quiet_from' ? t.quietFrom : t.quietUntil}
                  data={hours}
                  value={String(wanted[field])}
                  onChange={(event) => set({ [field]: Number(event.currentTarget.value) })}
                />
              ))}
            </div>
          )}
          <div>
            <h3 id="wishes-language" className={classes.heading}>
              {t.language}
            </h3>
            <SegmentedControl
              aria-labelledby="wishes-language"
              size="md"
              data={(['ja', 'en'] as const).map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
              value={wanted.language ?? 'ja'}
              onChange={(value) => set({ language: value })}
            />
          </div>
          <Group justify="flex-end">
            <Button type="submit" loading={save.pending}>
              {t.save}
            </Button>
          </Group>
        </Stack>
      </Card>
    </Form>
  );
}
