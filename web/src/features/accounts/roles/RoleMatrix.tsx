import { Button } from '@mantine/core';
import { IconCheck, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Right, Role } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import classes from './Roles.module.css';
import { texts } from './texts';
import { useScopeName } from './useScopeName';

export interface RolesViewProps {
  roles: Role[];
  rights: Right[];
  onEdit: (code: string) => void;
}

/** Rights down, roles across. Wider than the window it scrolls in itself, with the names of the rights in place. */
export function RoleMatrix({ roles, rights, onEdit }: RolesViewProps) {
  const t = useTexts(texts);
  return (
    // Focusable, so that the keyboard can scroll it.
    <div className={classes.frame} tabIndex={0} role="region" aria-label={t.title}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t.right}</th>
            {roles.map((role) => (
              <th key={role.code} scope="col">
                <span className={classes.role} title={role.description}>
                  {role.name}
                </span>
                <Link
                  to="/people"
                  search={{ role: role.code }}
                  className={classes.people}
                  aria-label={t.peopleOf(role.name, role.people_count)}
                >
                  {t.people(role.people_count)}
                </Link>
                {role.can.set_grants ? (
                  <Button
                    variant="default"
                    size="compact-md"
                    aria-label={t.editOf(role.name)}
                    onClick={() => onEdit(role.code)}
                  >
                    {t.edit}
                  </Button>
                ) : (
                  <span title={t.fixedHint} className={classes.fixed}>
                    <IconLock size={16} aria-hidden />
                    {t.fixed}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rights.map((right) => (
            <tr key={right.right}>
              <th scope="row">{right.name}</th>
              {roles.map((role) => (
                <td key={role.code}>
                  <Scope scope={role.grants.find((grant) => grant.right === right.right)?.scope} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Scope({ scope }: { scope: string | undefined }) {
  const t = useTexts(texts);
  const name = useScopeName();
  if (scope === undefined) {
    return (
      <span className={classes.no}>
        <span aria-hidden>{t.no}</span>
        <span className="mks-hidden">{t.noWords}</span>
      </span>
    );
  }
  if (scope === 'all') {
    return (
      <span className={classes.yes}>
        <IconCheck size={18} aria-hidden />
        <span className="mks-hidden">{name(scope)}</span>
      </span>
    );
  }
  return <Pill tone="good">{name(scope)}</Pill>;
}
