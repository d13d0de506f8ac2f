import { Button, Group } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '@/api/client';
import { today } from '@/lib/dates';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { DataList, type Column } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import { Pill } from '@/ui/Pill';
import classes from './Projects.module.css';
import { ROLES, type Member, type Project } from './queries';
import { siteTexts } from './siteTexts';
import { texts } from './texts';
import { useDay, usePeriod } from './usePeriod';
import { useProjectVerb } from './useProjectVerb';

// Forms are fetched when one is opened.
const AddMemberDialog = lazy(async () => ({ default: (await import('./AddMemberDialog')).AddMemberDialog }));
const EditMemberDialog = lazy(async () => ({ default: (await import('./EditMemberDialog')).EditMemberDialog }));

type Open = { what: 'edit' | 'remove'; member: Member } | { what: 'add' } | null;

/** Present members first, each group in the order of the roles. */
function inOrder(members: readonly Member[]): Member[] {
  const place = ({ current, role }: Member) => (current ? 0 : ROLES.length) + ROLES.indexOf(role);
  return [...members].sort((one, other) => place(one) - place(other));
}

export function MembersCard({ project }: { project: Project }) {
  const t = useTexts(texts);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Card
      title={t.members}
      actions={
        <Group gap="sm">
          {project.members.length > 0 && (
            <ExportMenu list="project-members" filter={{ project: project.id }} of={t.members} />
          )}
          {project.can.set_members && (
            <Button variant="default" leftSection={<IconUserPlus size={18} />} onClick={() => setOpen({ what: 'add' })}>
              {t.memberAdd}
            </Button>
          )}
        </Group>
      }
    >
      {project.members.length === 0 ? (
        <p className="mks-note">{t.membersNone}</p>
      ) : (
        <MemberList project={project} onOpen={(what, member) => setOpen({ what, member })} />
      )}
      <Suspense>
        {open?.what === 'add' && <AddMemberDialog project={project} opened onClose={close} />}
        {open?.what === 'edit' && <EditMemberDialog projectId={project.id} member={open.member} onClose={close} />}
      </Suspense>
      {open?.what === 'remove' && <RemoveMember projectId={project.id} member={open.member} onClose={close} />}
    </Card>
  );
}

interface MemberListProps {
  project: Project;
  onOpen: (what: 'edit' | 'remove', member: Member) => void;
}

function MemberList({ project, onOpen }: MemberListProps) {
  const t = useTexts(texts);
  const period = usePeriod();
  const day = useDay();
  const site = useTexts(siteTexts);
  const away = ({ starts_on }: Member) => (starts_on > today() ? t.notYet : t.ended);
  const columns: Column<Member>[] = [
    {
      key: 'person',
      title: t.person,
      main: true,
      render: (member) => (
        <span className={classes.lead}>
          {member.person.name}
          {!member.current && <Pill>{away(member)}</Pill>}
        </span>
      ),
    },
    { key: 'role', title: t.role, render: (member) => t.roles[member.role] },
    { key: 'company', title: t.company, render: (member) => member.person.company?.name ?? '–' },
    {
      key: 'period',
      title: t.memberPeriod,
      render: (member) => (
        <span className={classes.site}>
          <span className={classes.period}>{period(member.starts_on, member.ends_on)}</span>
          {member.role === 'partner' && (
            <span className={classes.small}>
              {member.access_until ? site.accessUntil(day(member.access_until)) : site.accessOpen}
            </span>
          )}
        </span>
      ),
    },
  ];
  if (project.can.set_members) {
    columns.push({
      key: 'actions',
      title: t.actions,
      render: (member) => (
        <Group gap="xs" wrap="nowrap">
          <Button
            variant="subtle"
            px="xs"
            aria-label={t.memberEditOf(member.person.name)}
            onClick={() => onOpen('edit', member)}
          >
            {t.memberEdit}
          </Button>
          <Button
            variant="subtle"
            px="xs"
            color="red"
            aria-label={t.memberRemoveOf(member.person.name)}
            onClick={() => onOpen('remove', member)}
          >
            {t.memberRemove}
          </Button>
        </Group>
      ),
    });
  }
  return <DataList label={t.members} rows={inOrder(project.members)} rowKey={({ id }) => id} columns={columns} />;
}

interface RemoveMemberProps {
  projectId: string;
  member: Member;
  onClose: () => void;
}

function RemoveMember({ projectId, member, onClose }: RemoveMemberProps) {
  const t = useTexts(texts);
  const remove = useProjectVerb({
    run: () =>
      answer(
        api.DELETE('/api/v1/projects/{project_id}/members/{member_id}', {
          params: { path: { project_id: projectId, member_id: member.id } },
        }),
      ),
    done: t.memberRemoved(member.person.name),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      danger
      title={t.memberRemoveTitle(member.person.name)}
      confirm={t.memberRemove}
      pending={remove.isPending}
      problem={remove.problem}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <p className="mks-note">{t.memberRemoveLead}</p>
    </ConfirmDialog>
  );
}
