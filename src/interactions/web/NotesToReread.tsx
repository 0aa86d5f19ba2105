import { concernLabel } from '../../contacts/lexicon/labels.ts';
import { dayInWords } from '../../platform/time.ts';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { usePages } from '../../ui/ask.ts';
import { Heading } from '../../ui/frames/Card.tsx';
import { RowWords } from '../../ui/lists/OrderedList.tsx';
import { PagedRows } from '../../ui/lists/PagedRows.tsx';
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
      <PagedRows
        label="Notes à relire"
        pages={pages}
        keyOf={({ id }) => id}
        unread="Les notes n’ont pas pu être lues"
        empty={{ title: 'Rien à relire', text: 'Aucune note enregistrée ne contient de mot à surveiller.' }}
      >
        {({ contact, note, concerns, actorName, recordedAt }) => (
          <RowWords
            title={<PlainLink href={`/contacts/${contact.id}`}>{`${contact.firstName} ${contact.lastName}`.trim()}</PlainLink>}
            note={
              <>
                «&nbsp;{note}&nbsp;»
                <br />
                {[...concerns.map((one) => concernLabel[one]), `noté par ${actorName} le ${dayInWords(recordedAt)}`].join(' · ')}
              </>
            }
          />
        )}
      </PagedRows>
    </>
  );
}
