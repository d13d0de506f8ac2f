import { Button } from '@mantine/core';
import { IconArrowLeft, IconFileText, IconPencil, IconPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import page from '../../page/Page.module.css';
import classes from '../Distribution.module.css';
import { groupsQuery, templatesQuery, type Group, type Template } from '../queries';
import { RulesCard } from './RulesCard';
import { texts } from './texts';

// Fetched when one is opened.
const GroupDialog = lazy(async () => ({ default: (await import('./GroupDialog')).GroupDialog }));
const TemplateDialog = lazy(async () => ({ default: (await import('./TemplateDialog')).TemplateDialog }));

/** Groups, templates, and the rules that send by themselves. */
export function SettingsPage() {
  const t = useTexts(texts);
  const groups = useQuery(groupsQuery);
  const templates = useQuery(templatesQuery);
  const [group, setGroup] = useState<Group | 'new' | null>(null);
  const [template, setTemplate] = useState<Template | 'new' | null>(null);
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="narrow"
      above={
        <Link to="/distributions" className={page.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
    >
      <Loaded query={groups} lines={3}>
        {({ items, can_edit: can }) => (
          <SavedCard
            words={{ title: t.groups, lead: t.groupsLead, add: t.addGroup, none: t.noGroups, next: t.noGroupsDetail }}
            icon={<IconUsers size={32} />}
            items={items}
            can={can}
            onAdd={() => setGroup('new')}
            onEdit={setGroup}
          />
        )}
      </Loaded>
      <Loaded query={templates} lines={3}>
        {({ items, can_edit: can }) => (
          <>
            <SavedCard
              words={{
                title: t.templates,
                lead: t.templatesLead,
                add: t.addTemplate,
                none: t.noTemplates,
                next: t.noTemplatesDetail,
              }}
              icon={<IconFileText size={32} />}
              items={items}
              can={can}
              onAdd={() => setTemplate('new')}
              onEdit={setTemplate}
            />
            {can && <RulesCard templates={items} />}
          </>
        )}
      </Loaded>
      <Suspense>
        {group && <GroupDialog group={group === 'new' ? null : group} onClose={() => setGroup(null)} />}
        {template && (
          <TemplateDialog template={template === 'new' ? null : template} onClose={() => setTemplate(null)} />
        )}
      </Suspense>
    </Page>
  );
}

interface SavedCardProps<T> {
  words: { title: string; lead: string; add: string; none: string; next: string };
  icon: ReactNode;
  items: readonly T[];
  can: boolean;
  onAdd: () => void;
  onEdit: (item: T) => void;
}

function SavedCard<T extends { id: string; name: string; words: string; archived: boolean }>(props: SavedCardProps<T>) {
  const t = useTexts(texts);
  const { words, items, can, onAdd, onEdit } = props;
  return (
    <Card
      title={words.title}
      actions={
        can && (
          <Button leftSection={<IconPlus size={20} />} onClick={onAdd}>
            {words.add}
          </Button>
        )
      }
    >
      <p className="mks-note">{words.lead}</p>
      {items.length === 0 ? (
        <Message icon={props.icon} title={words.none} detail={words.next} />
      ) : (
        <ul className={classes.list} aria-label={words.title}>
          {items.map((item) => (
            <li key={item.id} className={classes.line}>
              <strong>{item.name}</strong>
              {item.archived && <Pill>{t.archived}</Pill>}
              {can && (
                <Button
                  variant="default"
                  leftSection={<IconPencil size={18} />}
                  aria-label={t.editOf(item.name)}
                  onClick={() => onEdit(item)}
                >
                  {t.edit}
                </Button>
              )}
              <p>{item.words}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
