import { concernLabel } from '../../contacts/lexicon/labels.ts';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { usePages } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { PlainRow, PlainRows, RowWords } from '../../ui/lists/OrderedList.tsx';
import { interactionsApi } from '../contract.ts';

/** What may say more than a record should, for the data-protection officer to look at with the agents (trust P-25). */
export function NotesToReread() {
  const pages = usePages(interactionsApi.toReread);
  return (
    <>
      <Heading title="Notes à relire" />
      <p>
        Ces notes parlent peut-être de santé, d’opinions, ou jugent une personne. La recherche se fait ici, mot à mot&nbsp;: aucun
        texte ne quitte la mairie. À regarder avec votre délégué à la protection des données.
      </p>
      {pages.isLoading && <Skeleton lines={5} />}
      {pages.error && (
        <Callout tone="danger" title="Les notes n’ont pas pu être lues" isLive>
          {pages.error.message}
        </Callout>
      )}
      {!pages.isLoading && !pages.error && pages.items.length === 0 && (
        <EmptyState title="Rien à relire">Aucune note enregistrée ne contient de mot à surveiller.</EmptyState>
      )}
      {pages.items.length > 0 && (
        <PlainRows label="Notes à relire">
          {pages.items.map(({ id, contact, note, concerns, actorName, recordedAt }) => (
            <PlainRow key={id}>
              <RowWords
                title={
                  <PlainLink href={`/contacts/${contact.id}`}>{`${contact.firstName} ${contact.lastName}`.trim()}</PlainLink>
                }
                note={
                  <>
                    «&nbsp;{note}&nbsp;»
                    <br />
                    {[...concerns.map((one) => concernLabel[one]), `noté par ${actorName} le ${dayInWords(recordedAt)}`].join(
                      ' · ',
                    )}
                  </>
                }
              />
            </PlainRow>
          ))}
        </PlainRows>
      )}
      {pages.hasMore && (
        <div>
          <Button onPress={pages.more}>Voir la suite</Button>
        </div>
      )}
    </>
  );
}
