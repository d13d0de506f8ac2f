import { ActionIcon, Button, Group, MultiSelect, Select, Stack } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { texts as uiTexts } from '@/ui/texts';
import { categoriesQuery } from '../../api';
import { projectsToChooseQuery } from '../../consultations/choices';
import classes from '../Approvals.module.css';
import { useApprovalVerb } from '../queries';
import { IMPORTANCES, KINDS, rulesQuery, SUBJECTS, type Importance, type Route, type RuleRow } from './queries';
import { texts } from './texts';

interface Line {
  kind: string | null;
  category: string | null;
  importances: Importance[];
  project_id: string | null;
  route_id: string | null;
}

const lineOf = ({ project, kind, category, importances, route_id }: RuleRow): Line => ({
  kind,
  category,
  importances: [...importances],
  project_id: project?.id ?? null,
  route_id,
});

interface Change {
  lines: Line[];
  version: number;
}

const put = ({ lines, version }: Change) =>
  answer(api.PUT('/api/v1/approval-rules', { headers: ifMatch(version), body: { rules: lines } }));

/** The rules in their order; each says in words what it does. */
export function RulesCard({ routes }: { routes: readonly Route[] }) {
  const t = useTexts(texts);
  const query = useQuery(rulesQuery);
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<number | null>(null);
  const move = useApprovalVerb<Change>({ run: put, done: t.moved });
  const remove = useApprovalVerb<Change>({ run: put, done: t.removed, onDone: () => setRemoved(null) });
  const swapped = (items: readonly RuleRow[], place: number) => {
    const lines = items.map(lineOf);
    return [...lines.slice(0, place), ...lines.slice(place, place + 2).reverse(), ...lines.slice(place + 2)];
  };
  return (
    <Card
      title={t.rules}
      actions={
        <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
          {t.addRule}
        </Button>
      }
    >
      <p className="mks-note">{t.rulesLead}</p>
      <FormProblem problem={move.problem} />
      <Loaded query={query} lines={3}>
        {({ items, version }) => (
          <>
            {items.length === 0 && <p>{t.noRules}</p>}
            <ol className={classes.list} aria-label={t.rules}>
              {items.map((rule, place) => (
                <li key={`${place} ${rule.sentence}`} className={classes.line}>
                  <p>{rule.sentence}</p>
                  <Mark
                    label={t.up(place + 1)}
                    icon={<IconArrowUp size={20} />}
                    disabled={place === 0 || move.isPending}
                    onClick={() => move.mutate({ lines: swapped(items, place - 1), version })}
                  />
                  <Mark
                    label={t.down(place + 1)}
                    icon={<IconArrowDown size={20} />}
                    disabled={place === items.length - 1 || move.isPending}
                    onClick={() => move.mutate({ lines: swapped(items, place), version })}
                  />
                  <Mark
                    label={t.removeOf(t.ruleNo(place + 1))}
                    icon={<IconTrash size={20} />}
                    onClick={() => setRemoved(place)}
                  />
                </li>
              ))}
            </ol>
            <ConfirmDialog
              opened={removed !== null}
              title={t.removeOf(t.ruleNo((removed ?? 0) + 1))}
              confirm={t.remove}
              danger
              pending={remove.isPending}
              problem={remove.problem}
              onConfirm={() =>
                remove.mutate({ lines: items.map(lineOf).filter((_, place) => place !== removed), version })
              }
              onCancel={() => setRemoved(null)}
            >
              <p className="mks-note">{t.removeRuleLead}</p>
            </ConfirmDialog>
            {adding && (
              <AddRule routes={routes} lines={items.map(lineOf)} version={version} onClose={() => setAdding(false)} />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

interface MarkProps {
  label: string;
  icon: React.ReactNode;
  disabled?: boolean;
  onClick: () => void;
}

function Mark({ label, icon, disabled = false, onClick }: MarkProps) {
  return (
    <ActionIcon variant="default" size={44} aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {icon}
    </ActionIcon>
  );
}

interface AddRuleProps {
  routes: readonly Route[];
  lines: Line[];
  version: number;
  onClose: () => void;
}

/** A further rule, behind those there are. */
function AddRule({ routes, lines, version, onClose }: AddRuleProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [line, setLine] = useState<Line>({
    kind: null,
    category: null,
    importances: [],
    project_id: null,
    route_id: null,
  });
  const categories = useQuery({ ...categoriesQuery(line.kind ?? ''), enabled: line.kind !== null });
  const projects = useQuery(projectsToChooseQuery);
  const save = useApprovalVerb({
    run: () => put({ lines: [...lines, line], version }),
    done: t.ruleSaved,
    onDone: onClose,
  });
  const set = (change: Partial<Line>) => setLine((now) => ({ ...now, ...change }));
  return (
    <Dialog opened onClose={onClose} title={t.addRule}>
      <Form
        label={t.addRule}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblem problem={save.problem} more={save.problem?.fields.map(({ message }) => message) ?? []} />
          <Select
            label={t.kind}
            placeholder={t.any}
            clearable
            data={[
              ...KINDS.map((value) => ({ value, label: t.kinds[value] })),
              ...SUBJECTS.map((value) => ({ value, label: t.subjects[value] })),
            ]}
            value={line.kind}
            onChange={(kind) => set({ kind, category: null })}
          />
          {KINDS.some((kind) => kind === line.kind) && (
            <Select
              label={t.category}
              placeholder={t.any}
              clearable
              data={(categories.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
              value={line.category}
              onChange={(category) => set({ category })}
            />
          )}
          <MultiSelect
            label={t.importance}
            placeholder={line.importances.length === 0 ? t.any : ''}
            data={IMPORTANCES.map((value) => ({ value, label: t.importances[value] }))}
            value={line.importances}
            onChange={(chosen) => set({ importances: IMPORTANCES.filter((one) => chosen.includes(one)) })}
          />
          <Select
            label={t.project}
            placeholder={t.any}
            clearable
            searchable
            data={projects.data ?? []}
            value={line.project_id}
            onChange={(project_id) => set({ project_id })}
          />
          <Select
            label={t.route}
            placeholder={t.noRoute}
            clearable
            data={routes.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name }))}
            value={line.route_id}
            onChange={(route_id) => set({ route_id })}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t.addRule}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
