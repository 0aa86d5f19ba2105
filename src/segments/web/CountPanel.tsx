import { fullName } from '../../contacts/labels.ts';
import type { Refusal } from '../../platform/client.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { ReachBar } from '../../ui/figures/ReachBar.tsx';
import { Popover } from '../../ui/frames/Popover.tsx';
import { Avatar } from '../../ui/signs/Avatar.tsx';
import { counted, figure } from '../../ui/words.ts';
import { type ChosenContact, type RuleCount, segmentsApi } from '../contract.ts';
import type { Rule } from '../rules/contract.ts';
import { Breakdown } from './Breakdown.tsx';
import styles from './CountPanel.module.css';

interface CountPanelProps {
  rule: Rule;
  count: RuleCount | undefined;
  /** The last figures, while new ones are on their way. */
  isStale: boolean;
  refusal: Refusal | null;
  /** The condition that leaves nobody, in words, and how to take it away. */
  emptying: { words: string; remove: () => void } | undefined;
  /** Kept by hand: nobody comes or goes by themselves. */
  isList?: boolean;
  solicitedFrom: number;
  /** Leaves out those who are much solicited. */
  onSpare?: (() => void) | undefined;
}

/** How many, by what means, and who for instance. */
export function CountPanel({ rule, count, isStale, refusal, emptying, isList = false, ...sparing }: CountPanelProps) {
  if (refusal)
    return (
      <Callout tone="danger" title="Le décompte n’a pas pu être fait" isLive>
        {refusal.detail}
      </Callout>
    );
  if (!count) return <Skeleton lines={5} />;
  return (
    <div className={styles.panel} {...(isStale ? { 'data-stale': '' } : {})}>
      <p className={styles.total} aria-live="polite">
        <b>{figure(count.total)}</b> <span>{whoIs(count)}</span>
      </p>
      {!isList && <p className={styles.remark}>Se met à jour tout seul.</p>}
      {count.total > 0 ? (
        <>
          <h2>Par quel moyen les joindre</h2>
          <ReachBar counts={count.reach} />
          <Breakdown rule={rule} solicitedFrom={sparing.solicitedFrom} onSpare={sparing.onSpare} />
          <Sample rule={rule} />
        </>
      ) : (
        !isList && <Nobody emptying={emptying} />
      )}
    </div>
  );
}

function whoIs({ people, organizations }: RuleCount): string {
  if (organizations === 0) return people < 2 ? 'personne' : 'personnes';
  if (people === 0) return organizations < 2 ? 'structure' : 'structures';
  return `dont ${counted(people, 'personne', 'personnes')} et ${counted(organizations, 'structure', 'structures')}`;
}

function Nobody({ emptying }: Pick<CountPanelProps, 'emptying'>) {
  return (
    <Callout tone="warning" title="Personne ne remplit ces conditions">
      {emptying ? (
        <>
          <p>{`La condition «\u00a0${emptying.words}\u00a0» ne laisse personne.`}</p>
          <Button look="link" onPress={emptying.remove}>
            Retirer cette condition
          </Button>
        </>
      ) : (
        <p>Élargissez plusieurs conditions à la fois.</p>
      )}
    </Callout>
  );
}

function Sample({ rule }: { rule: Rule }) {
  const sample = useRead(segmentsApi.sample, { body: { rule, size: 4 } });
  return (
    <>
      <h2>
        Quelques-unes <span>et pourquoi elles y sont</span>
      </h2>
      <ul className={styles.sample}>
        {sample.data?.items.map((contact) => (
          <li key={contact.id}>
            <Avatar name={fullName(contact)} shape={contact.kind === 'person' ? 'person' : 'structure'} />
            <span>
              <PlainLink href={`/contacts/${contact.id}`}>{fullName(contact)}</PlainLink>
              <small>{contact.municipality}</small>
            </span>
            <Popover
              label={`Pourquoi ${fullName(contact)}`}
              trigger={
                <Button look="quiet" size="small" aria-label={`Pourquoi ${fullName(contact)}\u00a0?`}>
                  {'Pourquoi\u00a0?'}
                </Button>
              }
            >
              <Reasons rule={rule} contact={contact} />
            </Popover>
          </li>
        ))}
      </ul>
    </>
  );
}

function Reasons({ rule, contact }: { rule: Rule; contact: ChosenContact }) {
  const explained = useRead(segmentsApi.explain, { body: { rule, contactId: contact.id } });
  if (explained.error) return <p role="alert">{explained.error.detail}</p>;
  if (!explained.data) return <Skeleton lines={2} />;
  return (
    <>
      <strong>{fullName(contact)}</strong>
      {explained.data.facts.length > 0 ? (
        <ul className={styles.facts}>
          {explained.data.facts.map(({ path, fact }) => (
            <li key={path}>{fact}</li>
          ))}
        </ul>
      ) : (
        <p>Rien ne l’écarte.</p>
      )}
    </>
  );
}
