import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Right, Role } from '@/api/types';
import { useCodeNames } from '@/lib/codes';
import { useTexts } from '@/lib/texts';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { useIsPhone } from '@/ui/useIsPhone';
import { rightsQuery, rolesQuery } from '../queries';
import { GrantsDialog } from './GrantsDialog';
import { RoleCards } from './RoleCards';
import { RoleMatrix } from './RoleMatrix';
import { texts } from './texts';

const route = getRouteApi('/shell/roles');

export function RolesPage() {
  const t = useTexts(texts);
  const roles = useQuery(rolesQuery);
  const rights = useQuery(rightsQuery);
  const { rightName } = useCodeNames();
  const named = (right: Right) => ({ ...right, name: rightName(right.right, right.name) });
  return (
    <Page title={t.title} lead={t.lead}>
      <Loaded query={roles} lines={8}>
        {({ items }) => (
          <Loaded query={rights} lines={8}>
            {(list) => <Roles roles={items} rights={list.items.map(named)} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Roles({ roles, rights }: { roles: Role[]; rights: Right[] }) {
  const phone = useIsPhone();
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (code: string | undefined) => void navigate({ search: { edit: code } });
  const chosen = roles.find((role) => role.code === edit && role.can.set_grants) ?? null;
  const View = phone ? RoleCards : RoleMatrix;
  return (
    <>
      <View roles={roles} rights={rights} onEdit={open} />
      <GrantsDialog role={chosen} rights={rights} onClose={() => open(undefined)} />
    </>
  );
}
