import { addressOf } from '../../platform/client.ts';
import { dayInWords, instantInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink, Link } from '../../ui/actions/Link.tsx';
import { usePages, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useMay } from '../../ui/permissions.ts';
import { Badge } from '../../ui/signs/Badge.tsx';
import { figure } from '../../ui/words.ts';
import { type ImportRun, importsApi } from '../contract.ts';
import { importStateLabel, undoSentence, writtenSentence } from '../labels.ts';
import { Consequences } from './Consequences.tsx';
import { IssueList } from './IssueList.tsx';
import styles from './imports.module.css';
import { WorkBar } from './Reading.tsx';
import { stateTone } from './states.ts';

/** What an import does, did, or no longer does; it can be reloaded, left and come back to. */
export function ImportReport({ run }: { run: ImportRun }) {
  const { figures } = run;
  const isUnderWay = run.state === 'running' || run.state === 'undoing';
  return (
    <div className={styles.screen}>
      <PageHeader
        title={run.fileName}
        breadcrumb={[
          { label: 'Contacts', href: '/contacts' },
          { label: 'Imports', href: '/contacts/imports' },
        ]}
        subtitle={`${run.purposeName ?? ''}. Origine\u00a0: ${run.source}. Par ${run.createdBy}, le ${instantInWords(run.createdAt)}.`}
        under={<Badge tone={stateTone[run.state]}>{importStateLabel[run.state]}</Badge>}
        actions={<Acts run={run} />}
      />
      <Slab>
        {isUnderWay && run.longWorkId && <WorkBar longWorkId={run.longWorkId} label={importStateLabel[run.state]} />}
        {isUnderWay && <p className={styles.quiet}>Vous pouvez quitter cette page&nbsp;: le travail continue.</p>}
        <div role="status">
          <Outcome run={run} />
        </div>
        {run.state === 'undone' && <Kept run={run} />}
        {figures && !isUnderWay && (
          <>
            <Heading title="Ce que sont devenues les lignes" aside={<span>{figure(figures.lines)} lignes</span>} />
            <Consequences run={run} figures={figures} />
            {Object.keys(figures.rejected).length > 0 && (
              <a href={addressOf(importsApi.rejectedLines, { params: { importId: run.id } })}>Télécharger les lignes rejetées</a>
            )}
            {figures.issues.length > 0 && <IssueList run={run} issues={figures.issues} />}
          </>
        )}
      </Slab>
    </div>
  );
}

function Outcome({ run }: { run: ImportRun }) {
  const { state, figures, undo, undoableUntil } = run;
  const until = undoableUntil && ` Il peut s’annuler jusqu’au ${dayInWords(undoableUntil)}.`;
  if (state === 'done' && figures)
    return (
      <Callout tone="done" title={`Import terminé\u00a0: ${writtenSentence(figures)}`}>
        {until}
      </Callout>
    );
  if (state === 'cancelled' && figures)
    return (
      <Callout tone="warning" title={`Import arrêté en route\u00a0: ${writtenSentence(figures)}`}>
        Reprenez-le là où il s’est arrêté, ou annulez ce qu’il a écrit.{until}
      </Callout>
    );
  if (state === 'undone' && undo)
    return (
      <Callout tone="info" title={`Import annulé\u00a0: ${undoSentence(undo)}`}>
        {undo.kept > 0 && 'Les fiches gardées ont servi depuis\u00a0: une note, un message ou une correction.'}
      </Callout>
    );
  return null;
}

function Acts({ run }: { run: ImportRun }) {
  const mayRun = useMay('imports.run');
  const refresh = [importsApi.show, importsApi.list];
  const cancelling = useWrite(importsApi.cancel, refresh);
  const launching = useWrite(importsApi.launch, refresh);
  const params = { importId: run.id };
  if (!mayRun) return null;
  if (run.state === 'running')
    return (
      <Button icon="player-stop" busy={cancelling.isPending} onPress={() => cancelling.mutate({ params })}>
        Arrêter l’import
      </Button>
    );
  if (run.state === 'undoing' || run.state === 'undone')
    return (
      <ButtonLink href="/contacts/importer" icon="file-import">
        Importer un autre fichier
      </ButtonLink>
    );
  return (
    <>
      <UndoDialog run={run} />
      {run.state === 'cancelled' && (
        <Button look="primary" busy={launching.isPending} onPress={() => launching.mutate({ params })}>
          Reprendre l’import
        </Button>
      )}
      {run.state === 'done' && (
        <ButtonLink look="primary" href="/contacts" icon="users">
          Voir les contacts
        </ButtonLink>
      )}
    </>
  );
}

function UndoDialog({ run }: { run: ImportRun }) {
  const undoing = useWrite(importsApi.undo, [importsApi.show, importsApi.list]);
  return (
    <Dialog title="Annuler cet import" trigger={<Button icon="arrow-back-up">Annuler cet import</Button>}>
      {(close) => (
        <>
          <p>
            Les fiches ajoutées seront retirées, les autres retrouveront leurs valeurs d’avant. Une fiche qui a servi depuis
            (note, message, correction) sera gardée, et vous serez prévenu.
          </p>
          {undoing.error && (
            <Callout tone="danger" title="L’import n’a pas été annulé" isLive>
              {undoing.error.message}
            </Callout>
          )}
          <DialogActions>
            <Button onPress={close}>Garder l’import</Button>
            <Button
              look="danger"
              busy={undoing.isPending}
              onPress={() => undoing.mutate({ params: { importId: run.id } }, { onSuccess: close })}
            >
              Annuler l’import
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

function Kept({ run }: { run: ImportRun }) {
  const kept = usePages(importsApi.listLines, { params: { importId: run.id }, query: { takenBack: 'kept' } });
  if (kept.items.length === 0) return null;
  return (
    <>
      <Heading title="Fiches gardées" />
      <ul className={styles.plain}>
        {kept.items.map(
          ({ line, contact }) =>
            contact && (
              <li key={line}>
                <Link href={`/contacts/${contact.id}`}>{[contact.firstName, contact.lastName].filter(Boolean).join(' ')}</Link>
              </li>
            ),
        )}
      </ul>
      {kept.hasMore && (
        <Button look="soft" onPress={kept.more}>
          Voir la suite
        </Button>
      )}
    </>
  );
}
