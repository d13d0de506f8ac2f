import { ActionIcon, Button, Group as Row, MultiSelect, Select, Stack } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import type { components } from '@/api/schema';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { texts as uiTexts } from '@/ui/texts';
import classes from '../Distribution.module.css';
import { rulesQuery, useDistributionVerb, type Template } from '../queries';
import { texts } from './texts';

type Table = components['schemas']['SendRuleTable'];
type Rule = components['schemas']['SendRule'];

const KINDS = ['knowledge', 'sop', 'regulation', 'incident'] as const;
const IMPORTANCES = ['critical', 'high', 'medium', 'low'] as const;
const CHANGES = ['any', 'material', 'editorial'] as const;

/** The ordered table that sends what comes into force. */
export function RulesCard({ templates }: { templates: readonly Template[] }) {
  const query = useQuery(rulesQuery);
  return (
    <Loaded query={query} lines={3}>
      {(table) => <Rules table={table} templates={templates} />}
    </Loaded>
  );
}

function Rules({ table, templates }: { table: Table; templates: readonly Template[] }) {
  const t = useTexts(texts);
  const [adding, setAdding] = useState(false);
  const verb = useDistributionVerb<Rule[]>({
    run: (rules) => answer(api.PUT('/api/v1/distribution-rules', { headers: ifMatch(table.version), body: { rules } })),
    done: t.saved,
    onDone: () => setAdding(false),
  });
  const rules: Rule[] = table.items.map(({ kind, importances, change, template_id: template }) => ({
    kind,
    importances: [...importances],
    change,
    template_id: template,
  }));
  const move = (place: number, by: number) => {
    const next = [...rules];
    const [one] = next.splice(place, 1);
    if (one) next.splice(place + by, 0, one);
    verb.mutate(next);
  };
  return (
    <Card
      title={t.rules}
      actions={
        <Button leftSection={<IconPlus size={20} />} onClick={() => setAdding(true)}>
          {t.addRule}
        </Button>
      }
    >
      <p className="mks-note">{t.rulesLead}</p>
      {!adding && <FormProblem problem={verb.problem} />}
      {table.items.length === 0 ? (
        <p>{t.noRules}</p>
      ) : (
        <ol className={classes.list} aria-label={t.rules}>
          {table.items.map(({ sentence }, place) => (
            <li key={place} className={classes.line}>
              <p>{sentence}</p>
              {place > 0 && (
                <ActionIcon variant="default" size="xl" aria-label={t.up(place + 1)} onClick={() => move(place, -1)}>
                  <IconArrowUp size={18} />
                </ActionIcon>
              )}
              {place < rules.length - 1 && (
                <ActionIcon variant="default" size="xl" aria-label={t.down(place + 1)} onClick={() => move(place, 1)}>
                  <IconArrowDown size={18} />
                </ActionIcon>
              )}
              <ActionIcon
                variant="subtle"
                color="red"
                size="xl"
                aria-label={t.removeRule(place + 1)}
                onClick={() => verb.mutate(rules.filter((_, at) => at !== place))}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </li>
          ))}
        </ol>
      )}
      {adding && (
        <RuleDialog
          templates={templates}
          verb={verb}
          onAdd={(rule) => verb.mutate([...rules, rule])}
          onClose={() => setAdding(false)}
        />
      )}
    </Card>
  );
}

interface RuleDialogProps {
  templates: readonly Template[];
  verb: { problem: React.ComponentProps<typeof FormProblem>['problem']; isPending: boolean };
  onAdd: (rule: Rule) => void;
  onClose: () => void;
}

function RuleDialog({ templates, verb, onAdd, onClose }: RuleDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [kind, setKind] = useState<string | null>(null);
  const [importances, setImportances] = useState<string[]>([]);
  const [change, setChange] = useState<(typeof CHANGES)[number]>('any');
  const [template, setTemplate] = useState<string | null>(null);
  const chosen = IMPORTANCES.filter((one) => importances.includes(one));
  return (
    <Dialog opened onClose={onClose} title={t.addRule}>
      <Form
        label={t.addRule}
        onSubmit={(event) => {
          event.preventDefault();
          onAdd({ kind, importances: chosen, change, template_id: template });
        }}
      >
        <Stack gap="md">
          <FormProblem problem={verb.problem} />
          <Select
            label={t.kind}
            placeholder={t.anyKind}
            clearable
            data={KINDS.map((one) => ({ value: one, label: t.kinds[one] }))}
            value={kind}
            onChange={setKind}
          />
          <MultiSelect
            label={t.importances}
            data={IMPORTANCES.map((one) => ({ value: one, label: t.importanceNames[one] }))}
            value={importances}
            onChange={setImportances}
          />
          <Select
            label={t.change}
            allowDeselect={false}
            data={CHANGES.map((one) => ({ value: one, label: t.changes[one] }))}
            value={change}
            onChange={(value) => setChange(CHANGES.find((one) => one === value) ?? 'any')}
          />
          <Select
            label={t.template}
            placeholder={t.noTemplate}
            clearable
            data={templates.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name }))}
            value={template}
            onChange={setTemplate}
          />
          <Row justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={verb.isPending}>
              {t.addRule}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  );
}
