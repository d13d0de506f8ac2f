import { SegmentedControl, Switch } from '@mantine/core';
import { LANGUAGE_NAMES, setPreferences, usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import classes from './Account.module.css';
import { texts } from './texts';

/** How this device shows the pages. */
export function Look() {
  const t = useTexts(texts);
  const { scheme, outdoor, language } = usePreferences();
  return (
    <Card title={t.look}>
      <div className={classes.choice}>
        <h3 id="look-scheme">{t.scheme}</h3>
        <SegmentedControl
          aria-labelledby="look-scheme"
          size="md"
          data={[
            { value: 'light', label: t.schemeLight },
            { value: 'dark', label: t.schemeDark },
            { value: 'auto', label: t.schemeAuto },
          ]}
          value={scheme}
          disabled={outdoor}
          onChange={(value) => setPreferences({ scheme: value })}
        />
      </div>
      <div className={classes.choice}>
        <Switch
          size="lg"
          label={t.outdoor}
          description={t.outdoorLead}
          checked={outdoor}
          onChange={(event) => setPreferences({ outdoor: event.currentTarget.checked })}
        />
      </div>
      <div className={classes.choice}>
        <h3 id="look-language">{t.language}</h3>
        <SegmentedControl
          aria-labelledby="look-language"
          size="md"
          data={(['ja', 'en'] as const).map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={language}
          onChange={(value) => setPreferences({ language: value })}
        />
      </div>
      <p className="mks-note">{t.deviceNote}</p>
    </Card>
  );
}
