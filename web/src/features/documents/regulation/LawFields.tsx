import { Button, TagsInput, TextInput } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import type { Content } from '../editor/content';
import { BodyField } from '../editor/BodyField';
import { Notice } from '../editor/Notice';
import type { EditingSession } from '../editor/session';
import { LazyDay } from '../dialogs/LazyDay';
import { lawNames } from './names/texts';
import type { LawParts } from './parts';
import classes from './Regulation.module.css';
import { texts } from './texts';

interface LawFieldsProps {
  content: Content & LawParts;
  session: EditingSession;
  addresses: Map<string, string>;
  /** What is wrong with a field, by its path in the content. */
  faultOf: (field: string) => string | undefined;
  /** Draws the fields anew. */
  onReplaced: () => void;
}

/** The fields of a regulation, and its articles as a text with headings. */
export function LawFields({ content, session, addresses, faultOf, onReplaced }: LawFieldsProps) {
  const t = useTexts(texts);
  const n = useTexts(lawNames);
  return (
    <>
      <div className={classes.editor} role="group" aria-label={t.lawFields}>
        {(
          [
            ['issuer', t.issuerHint],
            ['law_number', t.lawNumberHint],
            ['url', t.urlHint],
          ] as const
        ).map(([field, hint]) => (
          <TextInput
            key={field}
            label={n[field]}
            description={hint}
            maxLength={field === 'url' ? 1000 : 300}
            value={content[field]}
            onChange={(event) => session.change({ [field]: event.currentTarget.value })}
            error={faultOf(field)}
          />
        ))}
        {(['promulgated_on', 'effective_on', 'revised_on'] as const).map((field) => (
          <LazyDay
            key={field}
            label={n[field]}
            value={content[field] ?? ''}
            onChange={(day) => session.change({ [field]: day || null })}
          />
        ))}
        <TagsInput
          label={n.applicable_scope}
          description={t.scopeHint}
          value={content.applicable_scope}
          maxTags={50}
          onChange={(scope) => session.change({ applicable_scope: scope.map((one) => one.slice(0, 300)) })}
          error={faultOf('applicable_scope')}
        />
      </div>
      {content.law_id === '' ? (
        <>
          <p className="mks-note">
            {t.bodyHint}{' '}
            {content.body.trim() === '' && (
              <Button
                variant="light"
                onClick={() => {
                  session.change({ body: t.templateText });
                  onReplaced();
                }}
              >
                {t.template}
              </Button>
            )}
          </p>
          <BodyField
            label={t.body}
            body={content.body}
            addresses={addresses}
            onChange={(body) => session.change({ body })}
          />
        </>
      ) : (
        <Notice title={t.imported} lead={t.importedLead} actions={[]} />
      )}
    </>
  );
}
