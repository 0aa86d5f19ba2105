import { Button } from '../../ui/actions/Button.tsx';
import { CopyButton } from '../../ui/actions/CopyButton.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout, Why } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Block, Heading } from '../../ui/frames/Card.tsx';
import { Badge, type Tone } from '../../ui/signs/Badge.tsx';
import type { DnsRecord, Finding } from '../domains/contract.ts';
import { type RelayView, relaysApi } from '../relays/contract.ts';
import styles from './Channels.module.css';

/** What messageries look at before they trust a sender: the lines to publish, and what is published today. */
export function RelayDomain({ relay }: { relay: RelayView }) {
  const params = { relayId: relay.id };
  const records = useRead(relaysApi.showDomain, { params });
  const checking = useWrite(relaysApi.checkDomain, [relaysApi.list]);
  const signing = useWrite(relaysApi.sign, [relaysApi.list, relaysApi.showDomain]);
  const prepare = () => signing.mutate({ params }, { onSuccess: () => announce('Clés prêtes. Publiez les deux lignes DKIM.') });
  return (
    <Block>
      <Heading title="Nom de domaine de l’expéditeur" />
      <Why>
        Ces lignes se publient là où est géré le nom de domaine de la commune : bureau d’enregistrement, hébergeur ou syndicat
        informatique. Elles prouvent aux messageries que c’est bien la mairie qui écrit.
      </Why>
      {signing.error && <Callout tone="danger" title={signing.error.message} isLive />}
      {checking.data && <Findings findings={checking.data.findings} />}
      <div className={styles.acts}>
        <Button icon="world-check" busy={checking.isPending} onPress={() => checking.mutate({ params })}>
          Vérifier ce qui est publié
        </Button>
        {relay.signing === 'none' && !relay.isWebmail && (
          <Button icon="key" busy={signing.isPending} onPress={prepare}>
            Préparer la signature
          </Button>
        )}
      </div>
      {records.data ? <Records records={records.data} /> : <Skeleton />}
    </Block>
  );
}

const stateWords: Record<Finding['state'], { label: string; tone: Tone }> = {
  good: { label: 'Bon', tone: 'done' },
  warning: { label: 'À compléter', tone: 'warning' },
  fault: { label: 'À corriger', tone: 'danger' },
  retry: { label: 'À revérifier', tone: 'neutral' },
};

const topicWords: Record<Finding['topic'], string> = {
  sender: 'Expéditeur',
  spf: 'SPF',
  dkim_rsa: 'DKIM (RSA)',
  dkim_ed25519: 'DKIM (Ed25519)',
  dmarc: 'DMARC',
};

function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className={styles.findings} aria-label="Ce qui est publié aujourd’hui" aria-live="polite">
      {findings.map(({ topic, state, says, advice }) => (
        <li key={topic}>
          <strong>
            {topicWords[topic]} <Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge>
          </strong>
          <p>
            {says} {advice}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Records({ records }: { records: readonly DnsRecord[] }) {
  return (
    <>
      {records.map(({ name, type, value }) => (
        <div key={name} className={styles.record}>
          <dl>
            <dt>Nom ({type})</dt>
            <dd>
              <code>{name}</code>
              <CopyButton size="small" look="quiet" text={name} aria-label={`Copier le nom ${name}`}>
                Copier le nom
              </CopyButton>
            </dd>
            <dt>Valeur</dt>
            <dd>
              <code>{value}</code>
              <CopyButton size="small" look="quiet" text={value} aria-label={`Copier la valeur de ${name}`}>
                Copier la valeur
              </CopyButton>
            </dd>
          </dl>
        </div>
      ))}
    </>
  );
}
