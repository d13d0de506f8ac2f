import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import { texts } from '../texts';
import classes from './Shell.module.css';

/** Says that there is no connection for as long as there is none. */
export function OfflineBanner() {
  const t = useTexts(texts);
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <div className={classes.banner}>
          <IconWifiOff size={20} aria-hidden />
          {t.offline}
        </div>
      )}
    </div>
  );
}
