import { useQueryClient } from '@tanstack/react-query';
import { projectQuery, type Project } from './queries';

/** Puts a project as the server answered it on its page and lets the lists be asked for again. */
export function useProjectSaved(): (project: Project) => void {
  const client = useQueryClient();
  return (project) => {
    client.setQueryData(projectQuery(project.id).queryKey, project);
    void client.invalidateQueries({ queryKey: ['projects', 'list'] });
  };
}
