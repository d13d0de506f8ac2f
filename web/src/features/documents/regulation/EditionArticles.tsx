import { useQuery } from '@tanstack/react-query';
import { Loaded } from '@/ui/Loaded';
import { Articles } from './Articles';
import { LawFactsList } from './LawFactsList';
import { articlesQuery } from './queries';

/** The text of one edition of a regulation, whichever it is. */
export function EditionArticles({ id, edition }: { id: string; edition: string }) {
  const query = useQuery(articlesQuery(id, edition));
  return (
    <Loaded query={query} lines={4}>
      {({ facts, items }) => (
        <>
          <LawFactsList facts={facts} summary="" />
          <Articles id={id} edition={edition} rows={items} />
        </>
      )}
    </Loaded>
  );
}
