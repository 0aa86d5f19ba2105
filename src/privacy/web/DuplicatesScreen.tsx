import { useState } from 'react';
import { type Duplicate, duplicatesApi, type Twin } from '../../contacts/duplicates/contract.ts';
import { duplicateReasonLabel } from '../../contacts/duplicates/labels.ts';
import { fullName } from '../../contacts/labels.ts';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { usePages, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Heading } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { PlainRow, PlainRows, RowWords } from '../../ui/lists/OrderedList.tsx';
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
  const refusal = pages.error ?? searching.error;
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
        {refusal && (
          <Callout tone="danger" title="Les doublons n’ont pas pu être lus" isLive>
            {refusal.message}
          </Callout>
        )}
        {pages.isLoading && <Skeleton lines={6} />}
        {!pages.isLoading && !pages.error && pages.items.length === 0 && (
          <EmptyState title="Aucun doublon à décider">
            Parvis compare toute la base chaque nuit&nbsp;: même nom et même adresse, même date de naissance, même e-mail ou même
            téléphone.
          </EmptyState>
        )}
        {pages.items.length > 0 && (
          <PlainRows label="Doublons possibles">
            {pages.items.map((pair) => (
              <PlainRow key={`${pair.contact.id} ${pair.other.id}`}>
                <Pair pair={pair} onCompare={mayWrite ? () => setCompared(pair) : undefined} />
              </PlainRow>
            ))}
          </PlainRows>
        )}
        {pages.hasMore && (
          <div>
            <Button onPress={pages.more}>Voir la suite</Button>
          </div>
        )}
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
  if (pages.items.length === 0) return null;
  return (
    <>
      <Heading title="Fusions" />
      <PlainRows label="Fusions">
        {pages.items.map((merge) => (
          <PlainRow key={merge.id}>
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
          </PlainRow>
        ))}
      </PlainRows>
      {pages.hasMore && (
        <div>
          <Button onPress={pages.more}>Voir les fusions plus anciennes</Button>
        </div>
      )}
    </>
  );
}
