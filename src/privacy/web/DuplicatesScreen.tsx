import { useState } from 'react';
import { type Duplicate, duplicatesApi, type Twin } from '../../contacts/duplicates/contract.ts';
import { duplicateReasonLabel } from '../../contacts/duplicates/labels.ts';
import { fullName } from '../../contacts/labels.ts';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { usePages, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Heading } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { RowWords } from '../../ui/lists/OrderedList.tsx';
import { PagedRows } from '../../ui/lists/PagedRows.tsx';
import { useLive } from '../../ui/live.ts';
import { useMay } from '../../ui/permissions.ts';
import { Badge } from '../../ui/signs/Badge.tsx';
import { mergesApi } from '../merges/contract.ts';
import { CompareDialog } from './CompareDialog.tsx';
import { useSeparating } from './useSeparating.ts';

/** Records that may speak of one person: compared two by two, made one or said to be two. */
export function DuplicatesScreen() {
  useLive({ duplicates: [duplicatesApi.list, mergesApi.list] });
  const mayWrite = useMay('contacts.write');
  const pages = usePages(duplicatesApi.list);
  const searching = useWrite(duplicatesApi.search);
  const [compared, setCompared] = useState<Duplicate | null>(null);
  const search = () =>
    searching.mutate({}, { onSuccess: () => announce('La recherche est en cours\u00a0: la liste se mettra à jour.') });
  return (
    <>
      <PageHeader
        title="Doublons"
        breadcrumb={[{ label: 'Contacts', href: '/contacts' }]}
        subtitle="Des fiches qui parlent peut-être d’une même personne. Rien n’est fusionné sans vous, et une fusion s’annule pendant trente jours."
        actions={
          mayWrite && (
            <Button icon="refresh" busy={searching.isPending} onPress={search}>
              Chercher de nouveau
            </Button>
          )
        }
      />
      <Slab>
        {searching.error && (
          <Callout tone="danger" title="La recherche n’a pas commencé" isLive>
            {searching.error.message}
          </Callout>
        )}
        <PagedRows
          label="Doublons possibles"
          pages={pages}
          keyOf={({ contact, other }) => `${contact.id} ${other.id}`}
          unread="Les doublons n’ont pas pu être lus"
          empty={{
            title: 'Aucun doublon à décider',
            text: 'Parvis compare toute la base chaque nuit\u00a0: même nom et même adresse, même date de naissance, même e-mail ou même téléphone.',
          }}
        >
          {(pair) => <Pair pair={pair} onCompare={mayWrite ? () => setCompared(pair) : undefined} />}
        </PagedRows>
        <Merges />
      </Slab>
      {compared && <CompareDialog keptId={compared.contact.id} mergedId={compared.other.id} onClose={() => setCompared(null)} />}
    </>
  );
}

function Pair({
  pair: { contact, other, reasons, isSure },
  onCompare,
}: {
  pair: Duplicate;
  onCompare: (() => void) | undefined;
}) {
  return (
    <RowWords
      title={
        <>
          <Link href={`/contacts/${contact.id}`}>{fullName(contact)}</Link> et{' '}
          <Link href={`/contacts/${other.id}`}>{fullName(other)}</Link>
          {isSure && <Badge tone="done">Presque sûr</Badge>}
        </>
      }
      note={
        <>
          {reasons.map((reason) => duplicateReasonLabel[reason]).join(', ') || 'proposée à la main'}
          <br />
          {factsOf(contact)}
          <br />
          {factsOf(other)}
        </>
      }
      aside={
        onCompare && (
          <Button size="small" aria-label={`Comparer ${fullName(contact)} et ${fullName(other)}`} onPress={onCompare}>
            Comparer
          </Button>
        )
      }
    />
  );
}

const factsOf = ({ birthDate, email, addressLine, municipality, createdAt }: Twin): string =>
  [birthDate && dayInWords(birthDate), email, addressLine || municipality, `fiche du ${dayInWords(createdAt)}`]
    .filter(Boolean)
    .join(', ');

/** What was merged, and the way back. */
function Merges() {
  const pages = usePages(mergesApi.list);
  const mayWrite = useMay('contacts.write');
  const separate = useSeparating();
  if (!pages.error && pages.items.length === 0) return null;
  return (
    <>
      <Heading title="Fusions" />
      <PagedRows
        label="Fusions"
        pages={pages}
        keyOf={({ id }) => id}
        unread="Les fusions n’ont pas pu être lues"
        empty={{ title: 'Aucune fusion', text: 'Deux fiches réunies laissent une ligne ici.' }}
      >
        {(merge) => (
          <RowWords
            title={
              <>
                <Link href={`/contacts/${merge.keptId}`}>{merge.keptName}</Link>
                {merge.separatedAt && <Badge>Séparées</Badge>}
              </>
            }
            note={`avec la fiche «\u00a0${merge.mergedName}\u00a0», par ${merge.mergedBy} le ${dayInWords(merge.mergedAt)}`}
            aside={
              mayWrite &&
              merge.canSeparate && (
                <Button
                  size="small"
                  icon="arrow-back-up"
                  aria-label={`Séparer ${merge.keptName} de ${merge.mergedName}`}
                  onPress={() => separate(merge)}
                >
                  Séparer
                </Button>
              )
            }
          />
        )}
      </PagedRows>
    </>
  );
}
