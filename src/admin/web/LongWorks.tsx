import { useState } from 'react';
import { type LongWork, longWorksApi } from '../../platform/long-works/contract.ts';
import { longWorkStateLabel } from '../../platform/long-works/labels.ts';
import { now, secondsBetween } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { ProgressBar } from '../../ui/feedback/ProgressBar.tsx';
import { useLive } from '../../ui/live.ts';
import styles from './LongWorks.module.css';

/** Where the result of each kind of work is shown. */
const resultAddress: Record<string, (subjectId: string) => string> = {
  import: (importRunId) => `/contacts/imports/${importRunId}`,
  campaign: (campaignId) => `/envois/${campaignId}`,
  bulk_act: () => '/contacts/journal',
};

/** An hour's work done is news for a quarter of an hour. */
const NEWS_FOR = 15 * 60;

/** Work too long for one request: how far it is, then what came of it. Read from its table, it survives a reload. */
export function LongWorks() {
  useLive({ long_work: [longWorksApi.list] });
  const { data } = useRead(longWorksApi.list, { query: { limit: 10 } });
  const [hidden, setHidden] = useState(hiddenHere);
  const works = data?.items ?? [];
  const underWay = works.filter(isUnderWay);
  const over = works.filter(
    (work) => !isUnderWay(work) && !hidden.includes(work.id) && secondsBetween(work.changedAt, now()) < NEWS_FOR,
  );
  const hide = (longWorkId: string) => setHidden((before) => hideHere([...before, longWorkId]));

  return (
    <section aria-label="Travaux en cours" className={styles.works} hidden={underWay.length + over.length === 0}>
      <ul>
        {underWay.map((work) => (
          <li key={work.id}>
            <UnderWay work={work} />
          </li>
        ))}
      </ul>
      <ul role="status">
        {over.map((work) => (
          <li key={work.id}>
            <Over work={work} onHide={() => hide(work.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function UnderWay({ work }: { work: LongWork }) {
  const cancelling = useWrite(longWorksApi.cancel, [longWorksApi.list]);
  const words = work.cancelAskedAt ? 'Arrêt demandé' : work.message || longWorkStateLabel[work.state];
  return (
    <>
      {work.total === null ? (
        <strong>{work.label}</strong>
      ) : (
        <ProgressBar label={work.label} done={work.done} total={work.total} />
      )}
      <p className={styles.words}>
        <span>{words}</span>
        {work.canCancel && (
          <Button
            look="link"
            size="small"
            aria-label={`Arrêter\u00a0: ${work.label}`}
            busy={cancelling.isPending}
            onPress={() => cancelling.mutate({ params: { longWorkId: work.id } })}
          >
            Arrêter
          </Button>
        )}
      </p>
    </>
  );
}

function Over({ work, onHide }: { work: LongWork; onHide: () => void }) {
  const address = work.subjectId ? resultAddress[work.kind]?.(work.subjectId) : undefined;
  return (
    <div className={styles.over} data-state={work.state}>
      <strong>{work.label}</strong>
      <IconButton icon="x" size="small" label={`Masquer\u00a0: ${work.label}`} onPress={onHide} />
      <p>
        {longWorkStateLabel[work.state]}
        {work.message && ` · ${work.message}`}
      </p>
      {address && <Link href={address}>Voir le résultat</Link>}
    </div>
  );
}

const isUnderWay = ({ state }: LongWork) => state === 'waiting' || state === 'running';

const HIDDEN = 'parvis.long-works-hidden';

const hiddenHere = (): string[] => sessionStorage.getItem(HIDDEN)?.split(' ') ?? [];

function hideHere(ids: string[]): string[] {
  sessionStorage.setItem(HIDDEN, ids.join(' '));
  return ids;
}
