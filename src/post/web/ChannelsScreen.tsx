import { useState } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { relaysApi, type WayOut } from '../relays/contract.ts';
import { wayOutWords } from '../relays/labels.ts';
import styles from './Channels.module.css';
import { RelayCard } from './RelayCard.tsx';
import { AddRelay } from './RelayForm.tsx';
import { Slowdowns } from './Slowdowns.tsx';

/** By what letters leave the town hall. */
export function ChannelsScreen() {
  const relays = useRead(relaysApi.list);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Slab>
      <div className={styles.top}>
        <Heading
          title="E-mail"
          aside={
            <Button look="primary" icon="plus" onPress={() => setIsAdding(true)}>
              Ajouter un relais
            </Button>
          }
        />
      </div>
      <p className={styles.muted}>
        Un relais est le serveur qui porte vos messages jusqu’aux boîtes des habitants : celui de votre hébergeur, de votre
        syndicat informatique ou d’un service d’envoi.
      </p>
      {relays.data ? <WayOutCallout wayOut={relays.data.wayOut} /> : <Skeleton />}
      <Slowdowns />
      <div className={styles.cards}>
        {relays.data?.items.map((relay) => (
          <RelayCard key={relay.id} relay={relay} isAlone={relays.data.items.length === 1} />
        ))}
      </div>
      {isAdding && <AddRelay onClose={() => setIsAdding(false)} />}
    </Slab>
  );
}

function WayOutCallout({ wayOut }: { wayOut: WayOut }) {
  if (wayOut === 'relay') return null;
  return (
    <Callout
      tone={wayOut === 'trial' ? 'warning' : 'info'}
      title={wayOut === 'trial' ? 'Rien ne part encore' : 'Un relais pour tous'}
    >
      {wayOutWords[wayOut]} {wayOut === 'trial' && <Link href="/boite-d-essai">Ouvrir la boîte d’essai</Link>}
    </Callout>
  );
}
