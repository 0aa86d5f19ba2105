import { instantInWords } from '../../platform/time.ts';
import { ButtonLink, Link } from '../../ui/actions/Link.tsx';
import { usePages } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useLive } from '../../ui/live.ts';
import { useMay } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import { Badge } from '../../ui/signs/Badge.tsx';
import { type Column, Table } from '../../ui/tables/Table.tsx';
import { figure } from '../../ui/words.ts';
import { type ImportSummary, importsApi } from '../contract.ts';
import { importStateLabel } from '../labels.ts';
import styles from './imports.module.css';
import { stateTone } from './states.ts';

const columns: Column<ImportSummary>[] = [
  { id: 'file', label: 'Fichier', cell: (run) => <Link href={`/contacts/imports/${run.id}`}>{run.fileName}</Link> },
  { id: 'state', label: 'État', cell: (run) => <Badge tone={stateTone[run.state]}>{importStateLabel[run.state]}</Badge> },
  { id: 'added', label: 'Nouvelles', isFigure: true, cell: (run) => (run.added === null ? '' : figure(run.added)) },
  { id: 'completed', label: 'Complétées', isFigure: true, cell: (run) => (run.completed === null ? '' : figure(run.completed)) },
  { id: 'purpose', label: 'À quoi il sert', isSecondary: true, cell: (run) => run.purposeName ?? '' },
  { id: 'source', label: 'Origine', isSecondary: true, cell: (run) => run.source },
  { id: 'when', label: 'Déposé', isSecondary: true, cell: (run) => `${instantInWords(run.createdAt)}, par ${run.createdBy}` },
];

/** Every import, the latest first: what was brought, by whom, and the way to take it back. */
export function ImportJournal() {
  const go = useGo();
  const mayRun = useMay('imports.run');
  useLive({ long_work: [importsApi.list] });
  const runs = usePages(importsApi.list);
  const fresh = (
    <ButtonLink href="/contacts/importer" look="primary" icon="file-import">
      Importer un fichier
    </ButtonLink>
  );
  return (
    <div className={styles.screen}>
      <PageHeader
        title="Imports"
        breadcrumb={[{ label: 'Contacts', href: '/contacts' }, { label: 'Imports' }]}
        subtitle="Un import s’annule pendant 30&nbsp;jours. Ensuite, seuls ses chiffres restent."
        actions={mayRun && fresh}
      />
      {runs.error && (
        <Slab>
          <Callout tone="danger" title="Le journal n’a pas pu être lu" isLive>
            {runs.error.message}
          </Callout>
        </Slab>
      )}
      {runs.isLoading && (
        <Slab>
          <Skeleton lines={6} />
        </Slab>
      )}
      {!runs.isLoading && !runs.error && runs.items.length === 0 && (
        <EmptyState title="Aucun fichier importé">Le premier import apparaîtra ici, avec ce qu’il a ajouté.</EmptyState>
      )}
      {runs.items.length > 0 && (
        <Table
          label="Imports"
          columns={columns}
          rows={runs.items}
          idOf={(run) => run.id}
          nameOf={(run) => run.fileName}
          onOpen={(run) => go(`/contacts/imports/${run.id}`)}
          onEnd={runs.more}
        />
      )}
    </div>
  );
}
