import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import type { IncidentView } from '../api';
import type { Photo } from '../content';
import { PhotoField, useAttaching } from '../PhotoField';
import { texts } from './texts';

interface PicturesProps {
  photos: readonly Photo[];
  addresses: IncidentView['pictures'];
  onChange: (change: (before: Photo[]) => Photo[]) => void;
}

/** The photos of an incident, being added and taken off. */
export function Pictures({ photos, addresses, onChange }: PicturesProps) {
  const t = useTexts(texts);
  const [fresh, setFresh] = useState<Record<string, string | undefined>>({});
  const uploads = useAttaching(({ id, url }) => {
    setFresh((before) => ({ ...before, [id]: url }));
    onChange((before) => [...before, { id, picture: id, address: '', caption: '', taken_at: null }]);
  });
  return (
    <PhotoField
      label={t.photos}
      uploads={uploads}
      photosOnly
      shown={photos.map(({ id, picture }) => ({
        id,
        url: picture ? (addresses[picture] ?? fresh[picture]) : undefined,
      }))}
      onRemove={(id) => onChange((before) => before.filter((photo) => photo.id !== id))}
    />
  );
}
