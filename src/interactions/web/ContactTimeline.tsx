import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { usePages, useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import type { IconName } from '../../ui/Icon.tsx';
import { useInAddress } from '../../ui/place.ts';
import { Timeline } from '../../ui/signs/Timeline.tsx';
import { type Initiative, type Interaction, type InteractionKind, initiative, interactionsApi, notedKind } from '../contract.ts';
import { initiativeLabel, sentenceOf } from '../labels.ts';

const iconOf: Record<InteractionKind, IconName> = {
  note: 'note',
  call: 'phone',
  visit: 'door-enter',
  meeting: 'calendar-event',
  imported: 'file-import',
  letter_received: 'mail-opened',
  letter_refused: 'mail-off',
  answered: 'checkbox',
  opted_out: 'ban',
  consent_given: 'check',
  consent_refused: 'x',
};

/** What happened with a contact, latest first, with what they did apart from what reached them. */
export function ContactTimeline({ contactId }: { contactId: string }) {
  const [chosen, choose] = useInAddress('historique');
  const wanted = initiative.safeParse(chosen).data;
  const query = wanted ? { initiative: wanted } : {};
  const pages = usePages(interactionsApi.list, { params: { contactId }, query });
  const tally = useRead(interactionsApi.tally, { params: { contactId } });
  const { contact: acts = 0, townHall: received = 0 } = tally.data ?? {};

  return (
    <>
      <Heading
        title="Historique"
        aside={
          <RadioGroup<Initiative | 'all'>
            label="Montrer"
            hidesLabel
            look="row"
            value={wanted ?? 'all'}
            onChange={(one) => choose(one === 'all' ? '' : one)}
            choices={[
              { id: 'all', label: `Tout ${acts + received}` },
              { id: 'contact', label: `${initiativeLabel.contact} ${acts}` },
              { id: 'town_hall', label: `${initiativeLabel.town_hall} ${received}` },
            ]}
          />
        }
      />
      {pages.isLoading && <Skeleton lines={5} />}
      {pages.error && (
        <Callout tone="danger" title="L’historique n’a pas pu être lu" isLive>
          {pages.error.message}
        </Callout>
      )}
      {pages.items.length > 0 && <Timeline label="Historique" entries={pages.items.map(asEntry)} />}
      {!pages.isLoading && !pages.error && pages.items.length === 0 && (
        <p>{wanted ? 'Rien de ce genre pour l’instant.' : 'Aucun échange pour l’instant. Notez le premier ci-dessus.'}</p>
      )}
      {pages.hasMore && (
        <div>
          <Button onPress={pages.more}>Voir la suite</Button>
        </div>
      )}
    </>
  );
}

const asEntry = (one: Interaction) => ({
  id: one.id,
  icon: iconOf[one.kind],
  hasActed: one.initiative === 'contact',
  title: sentenceOf(one),
  note: notedKind.safeParse(one.kind).success
    ? `${dayInWords(one.happenedAt)} · noté par ${one.actorName}`
    : dayInWords(one.happenedAt),
  ...(one.note ? { body: `«\u00a0${one.note}\u00a0»` } : {}),
});
