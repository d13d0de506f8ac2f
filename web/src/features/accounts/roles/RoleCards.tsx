import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import type { RolesViewProps } from './RoleMatrix';
import classes from './Roles.module.css';
import { texts } from './texts';
import { useScopeName } from './useScopeName';

/** The same matrix for the phone: one card a role, with what it may do. */
export function RoleCards({ roles, rights, onEdit }: RolesViewProps) {
  const t = useTexts(texts);
  const scopeName = useScopeName();
  return (
    <div className={classes.cards}>
      {roles.map((role) => (
        <Card
          key={role.code}
          title={role.name}
          actions={
            role.can.set_grants ? (
              <Button variant="default" aria-label={t.editOf(role.name)} onClick={() => onEdit(role.code)}>
                {t.edit}
              </Button>
            ) : (
              <span className={classes.fixed}>
                <IconLock size={16} aria-hidden />
                {t.fixedHint}
              </span>
            )
          }
        >
          <p className="mks-note">{role.description}</p>
          <Link to="/people" search={{ role: role.code }} className={classes.people}>
            {t.peopleOf(role.name, role.people_count)}
          </Link>
          <details>
            <summary>{t.grantsCount(role.grants.length)}</summary>
            <ul className={classes.grants}>
              {rights.map((right) => {
                const scope = role.grants.find((grant) => grant.right === right.right)?.scope;
                return (
                  scope && (
                    <li key={right.right}>
                      {right.name}
                      <Pill tone="good">{scopeName(scope)}</Pill>
                    </li>
                  )
                );
              })}
            </ul>
          </details>
        </Card>
      ))}
    </div>
  );
}
