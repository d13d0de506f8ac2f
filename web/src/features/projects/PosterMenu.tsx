import { Button, Menu } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { save } from '@/api/download';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { showToast } from '@/ui/toastStore';
import type { Project } from './queries';
import { siteTexts } from './siteTexts';

const SIZES = ['a4', 'a3'] as const;

/** The poster that leads people to the page of the site. */
export function PosterMenu({ project }: { project: Project }) {
  const t = useTexts(siteTexts);
  const making = useMutation({
    mutationFn: (size: (typeof SIZES)[number]) => {
      showToast(t.posterMaking);
      return answer(
        api.POST('/api/v1/projects/{project_id}/poster', {
          params: { path: { project_id: project.id } },
          body: { size },
        }),
      );
    },
    onSuccess: ({ url, name }) => {
      save(url, name);
      showToast(t.posterMade(name));
    },
    onError: (cause) => {
      const { title, detail } = asProblem(cause);
      showToast(detail || title, { tone: 'danger', title: detail ? title : t.failed });
    },
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconQrcode size={20} />} loading={making.isPending}>
          {t.poster}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SIZES.map((size) => (
          <Menu.Item key={size} onClick={() => making.mutate(size)}>
            {t.posterSize(size)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
