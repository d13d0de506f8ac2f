import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import classes from './Projects.module.css';
import type { Project } from './queries';
import { SectionsDialog } from './SectionsDialog';
import { texts } from './texts';

export function SectionsCard({ project }: { project: Project }) {
  const t = useTexts(texts);
  const [editing, setEditing] = useState(false);
  return (
    <Card
      title={t.sections}
      actions={
        project.can.edit && (
          <Button variant="default" leftSection={<IconPencil size={18} />} onClick={() => setEditing(true)}>
            {t.sectionsEdit}
          </Button>
        )
      }
    >
      {project.sections.length === 0 ? (
        <p className="mks-note">{t.sectionsNone}</p>
      ) : (
        <ol className={classes.sections}>
          {project.sections.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ol>
      )}
      <SectionsDialog project={project} opened={editing} onClose={() => setEditing(false)} />
    </Card>
  );
}
