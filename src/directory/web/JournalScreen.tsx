import { instantInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { usePages } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Card } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useLive } from '../../ui/live.ts';
import { useMay } from '../../ui/permissions.ts';
import { counted } from '../../ui/words.ts';
import { type BulkAct, type BulkActState, bulkApi } from '../bulk/contract.ts';
import { exportsApi } from '../exports/contract.ts';
import styles from './Journal.module.css';
import { useUndo } from './useBulk.ts';

/** What was done to many at once these thirty days, and the way back. */
export function JournalScreen() {
  useLive({ bulk_act: [bulkApi.list] });
  const pages = usePages(bulkApi.list);
  const undo = useUndo();
  const mayWrite = useMay('contacts.write');
  const mayExport = useMay('contacts.export');
  return (
    <>
      <PageHeader
        title="Journal des actions groupées"
        breadcrumb={[{ label: 'Contacts', href: '/contacts' }]}
        subtitle="Chaque action faite sur plusieurs contacts reste trente jours ici, et s’annule."
        actions={
          <ButtonLink href="/contacts/imports" icon="file-import">
            Journal des imports
          </ButtonLink>
        }
      />
      <Slab>
        {pages.error && (
          <Callout tone="danger" title="Le journal n’a pas pu être lu" isLive>
            {pages.error.message}
          </Callout>
        )}
        {pages.isLoading && <Skeleton lines={6} />}
        {!pages.isLoading && !pages.error && pages.items.length === 0 && (
          <EmptyState title="Rien ces trente derniers jours">
            Étiqueter, modifier ou archiver plusieurs contacts à la fois laisse une ligne ici.
          </EmptyState>
        )}
        <ul className={styles.acts}>
          {pages.items.map((act) => (
            <li key={act.id}>
              <div>
                <strong>{act.label}</strong>
                <p>{`${outcomeOf(act)} · ${act.actorName}, le ${instantInWords(act.createdAt)}`}</p>
              </div>
              {mayWrite && act.canUndo && (
                <Button size="small" icon="arrow-back-up" aria-label={`Annuler\u00a0: ${act.label}`} onPress={() => undo(act)}>
                  Annuler
                </Button>
              )}
            </li>
          ))}
        </ul>
        {pages.hasMore && (
          <div>
            <Button onPress={pages.more}>Voir les précédentes</Button>
          </div>
        )}
        {mayExport && <Exports />}
      </Slab>
    </>
  );
}

/** Who took which contacts out, and why. */
function Exports() {
  const pages = usePages(exportsApi.list);
  if (pages.items.length === 0) return null;
  return (
    <Card title="Exports">
      <ul className={styles.acts}>
        {pages.items.map(({ id, contactCount, format, reason, actorName, createdAt, canary }) => (
          <li key={id}>
            <div>
              <strong>{`${counted(contactCount, 'contact', 'contacts')} en ${format === 'csv' ? 'CSV' : 'Excel'}\u00a0: ${reason}`}</strong>
              <p>{`${actorName}, le ${instantInWords(createdAt)} · personne inventée\u00a0: ${canary.firstName} ${canary.lastName}`}</p>
            </div>
          </li>
        ))}
      </ul>
      {pages.hasMore && <Button onPress={pages.more}>Voir les exports précédents</Button>}
    </Card>
  );
}

const outcome: Record<BulkActState, string> = {
  running: 'en cours',
  done: '',
  cancelled: 'arrêtée en chemin',
  undoing: 'annulation en cours',
  undone: 'annulée',
};

function outcomeOf({ state, changedCount, keptCount }: BulkAct): string {
  const changed = counted(changedCount, 'contact changé', 'contacts changés');
  const kept = keptCount > 0 ? `, sauf ${counted(keptCount, 'contact modifié', 'contacts modifiés')} depuis` : '';
  return [changed, outcome[state] + kept].filter(Boolean).join(' · ');
}
