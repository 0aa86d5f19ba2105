import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { usePages, useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { useAddress } from '../../ui/place.ts';
import { Timeline } from '../../ui/signs/Timeline.tsx';
import { figure } from '../../ui/words.ts';
import {
  builtInKind,
  type Initiative,
  type Interaction,
  initiative,
  interactionKind,
  interactionsApi,
  notedKind,
} from '../contract.ts';
import { initiativeLabel, kindInShort, sentenceOf } from '../labels.ts';
import styles from './ContactTimeline.module.css';
import { iconOf } from './icons.ts';

/** What happened with a contact, latest first: all of it, what they did, what reached them, or one kind. */
export function ContactTimeline({ contactId }: { contactId: string }) {
  const [{ historique, sorte }, choose] = useAddress();
  const wanted = initiative.safeParse(historique).data;
  const kind = interactionKind.safeParse(sorte).data;
  const query = { ...(wanted ? { initiative: wanted } : {}), ...(kind ? { kind } : {}) };
  const pages = usePages(interactionsApi.list, { params: { contactId }, query });

  return (
    <>
      <Heading title="Historique" aside={<Filters contactId={contactId} wanted={wanted} kind={kind} onChoose={choose} />} />
      {pages.isLoading && <Skeleton lines={5} />}
      {pages.error && (
        <Callout tone="danger" title="L’historique n’a pas pu être lu" isLive>
          {pages.error.message}
        </Callout>
      )}
      {pages.items.length > 0 && <Timeline label="Historique" entries={pages.items.map(asEntry)} />}
      {!pages.isLoading && !pages.error && pages.items.length === 0 && (
        <p>{wanted || kind ? 'Rien de ce genre pour l’instant.' : 'Aucun échange pour l’instant. Notez le premier ci-dessus.'}</p>
      )}
      {pages.hasMore && (
        <div>
          <Button onPress={pages.more}>Voir la suite</Button>
        </div>
      )}
    </>
  );
}

interface FiltersProps {
  contactId: string;
  wanted: Initiative | undefined;
  kind: string | undefined;
  onChoose: (parts: Record<string, string>) => void;
}

function Filters({ contactId, wanted, kind, onChoose }: FiltersProps) {
  const tally = useRead(interactionsApi.tally, { params: { contactId } });
  const { contact: acts = 0, townHall: received = 0, kinds = [] } = tally.data ?? {};
  return (
    <div className={styles.filters}>
      {kinds.length > 1 && (
        <Select
          label="Sorte d’échange"
          hidesLabel
          value={kind ?? ''}
          onChange={(sorte) => onChoose({ sorte })}
          choices={[
            { id: '', label: 'Toutes les sortes' },
            ...kinds.map((one) => ({
              id: one.kind,
              label: `${capital(kindInShort(one.kind, one.label))} (${figure(one.count)})`,
            })),
          ]}
        />
      )}
      <RadioGroup<Initiative | 'all'>
        label="Montrer"
        hidesLabel
        look="row"
        value={wanted ?? 'all'}
        onChange={(one) => onChoose({ historique: one === 'all' ? '' : one })}
        choices={[
          { id: 'all', label: `Tout ${figure(acts + received)}` },
          { id: 'contact', label: `${initiativeLabel.contact} ${figure(acts)}` },
          { id: 'town_hall', label: `${initiativeLabel.town_hall} ${figure(received)}` },
        ]}
      />
    </div>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const asEntry = (one: Interaction) => ({
  id: one.id,
  icon: iconOf(one),
  hasActed: one.initiative === 'contact',
  title: sentenceOf(one),
  note: [dayInWords(one.happenedAt), one.theme?.name, isNoted(one) && `noté par ${one.actorName}`].filter(Boolean).join(' · '),
  ...(one.note ? { body: `«\u00a0${one.note}\u00a0»` } : {}),
});

/** Someone wrote it down, rather than a letter or an import telling it by itself. */
const isNoted = ({ kind }: Interaction) => notedKind.safeParse(kind).success || !builtInKind.safeParse(kind).success;
