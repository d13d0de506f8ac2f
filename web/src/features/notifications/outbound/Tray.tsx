import { IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import classes from './Outbound.module.css';
import { trayQuery } from './queries';
import { texts } from './texts';

/** Mails that were kept because there is no mail server. */
export function Tray() {
  const t = useTexts(texts);
  const query = useInfiniteQuery(trayQuery);
  return (
    <>
      <p className="mks-note">{t.trayLead}</p>
      <Loaded query={query}>
        {({ pages }) => {
          const mails = pages.flatMap((page) => page.items);
          if (mails.length === 0) {
            return <Message icon={<IconInbox size={32} />} title={t.trayNone} detail={t.trayLead} />;
          }
          return (
            <>
              <ul className={classes.mails} aria-label={t.tray}>
                {mails.map((mail) => (
                  <li key={mail.id} className={classes.mail}>
                    <details>
                      <summary>
                        <strong>{mail.subject}</strong>
                        <br />
                        <span className="mks-note">
                          {t.trayTo(mail.person, mail.address)} <Instant at={mail.at} />
                        </span>
                      </summary>
                      <pre className={classes.text}>{mail.text}</pre>
                    </details>
                  </li>
                ))}
              </ul>
              <MoreRows query={query} shown={mails.length} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
