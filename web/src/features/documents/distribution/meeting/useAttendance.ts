import { useEffect, useState } from 'react';
import { dropDraft, findDraft, keepDraft } from '@/lib/drafts';
import { randomId } from '@/lib/ids';
import type { Strokes } from './SignaturePad';

export interface Attendance {
  key: string;
  person_id: string | null;
  name: string;
  company: string;
  strokes: Strokes;
}

interface Kept {
  id: string;
  note: string;
  signed: Attendance[];
}

const fresh = (): Kept => ({ id: randomId(), note: '', signed: [] });

/** Who has signed so far on a site; kept on the device until it is sent, so that a reload loses nobody. */
export function useAttendance(distribution: string, project: string | undefined) {
  const place = `meeting.${distribution}.${project ?? ''}`;
  const [kept, setKept] = useState<Kept>(() => ({ ...fresh(), ...findDraft(place, fresh()) }));
  useEffect(() => {
    if (kept.signed.length > 0 || kept.note !== '') keepDraft(place, kept);
  }, [place, kept]);
  return {
    ...kept,
    setNote: (note: string) => setKept((now) => ({ ...now, note })),
    sign: (one: Attendance) =>
      setKept((now) => ({ ...now, signed: [...now.signed.filter(({ key }) => key !== one.key), one] })),
    remove: (key: string) => setKept((now) => ({ ...now, signed: now.signed.filter((one) => one.key !== key) })),
    forget: () => dropDraft(place),
  };
}
