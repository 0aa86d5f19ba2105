import { useState } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import { usePages } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { counted, figure } from '../../ui/words.ts';
import { type ImportRun, type IssueTally, importsApi, type LineIssueKind } from '../contract.ts';
import { lineIssueLabel } from '../labels.ts';
import styles from './imports.module.css';
import type { usePreparing } from './steps.ts';

interface IssueListProps {
  run: ImportRun;
  issues: readonly IssueTally[];
  /** Given while the settings may still change: repairs can then be accepted. */
  preparing?: ReturnType<typeof usePreparing>;
}

/** What deserves a look, grouped by kind, repaired in bulk, never by editing the file. */
export function IssueList({ run, issues, preparing }: IssueListProps) {
  const [shown, setShown] = useState<LineIssueKind | null>(null);
  const { mapping } = run;
  const repair = (kind: LineIssueKind) =>
    preparing?.prepare({ mapping: { ...mapping, acceptedRepairs: [...mapping.acceptedRepairs, kind] } });
  const undo = () => preparing?.prepare({ mapping: { ...mapping, acceptedRepairs: [] } });
  const total = issues.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Heading title="À regarder" aside={<span>{counted(total, 'remarque', 'remarques')}</span>} />
      {preparing && mapping.acceptedRepairs.length > 0 && (
        <Callout tone="done" title="Corrections acceptées">
          {mapping.acceptedRepairs.map((kind) => lineIssueLabel[kind]).join(', ')}.{' '}
          <Button look="link" size="small" onPress={undo}>
            Y renoncer
          </Button>
        </Callout>
      )}
      {issues.length === 0 && <p className={styles.quiet}>Rien à signaler dans ce fichier.</p>}
      {issues.length > 0 && (
        <ul className={styles.issues}>
          {issues.map((issue) => (
            <li key={issue.kind}>
              <Icon name={iconOf(issue.kind)} size={20} />
              <div>
                <strong>
                  {lineIssueLabel[issue.kind]} <span>({figure(issue.count)})</span>
                </strong>
                <p>{examplesOf(issue)}</p>
              </div>
              <div className={styles.acts}>
                {preparing && issue.repairable > 0 && (
                  <Button size="small" busy={preparing.isBusy} onPress={() => repair(issue.kind)}>
                    Corriger {figure(issue.repairable)}
                  </Button>
                )}
                <Button
                  size="small"
                  look="quiet"
                  aria-label={`Voir\u00a0: ${lineIssueLabel[issue.kind]}`}
                  onPress={() => setShown(issue.kind)}
                >
                  Voir
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {shown && (
        <Dialog title={lineIssueLabel[shown]} isOpen onOpenChange={() => setShown(null)} size="wide">
          <IssueLines run={run} kind={shown} />
        </Dialog>
      )}
    </>
  );
}

function IssueLines({ run, kind }: { run: ImportRun; kind: LineIssueKind }) {
  const { items, hasMore, more, isLoading } = usePages(importsApi.listLines, {
    params: { importId: run.id },
    query: { issue: kind },
  });
  if (isLoading) return <Skeleton lines={6} />;
  return (
    <>
      <ul className={styles.plain}>
        {items.map(({ line, draft, issues }) => (
          <li key={line}>
            <b>Ligne {figure(line)}</b> {[draft.firstName, draft.lastName].filter(Boolean).join(' ')}
            {issues
              .filter((issue) => issue.kind === kind && issue.text !== '')
              .map(({ text, proposal }) => (
                <span key={text}>
                  {` · «\u00a0${text}\u00a0»`}
                  {proposal && ` → ${proposal}`}
                </span>
              ))}
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button look="soft" onPress={more}>
          Voir la suite
        </Button>
      )}
    </>
  );
}

const examplesOf = ({ examples }: IssueTally) =>
  examples
    .filter(({ text }) => text !== '')
    .slice(0, 2)
    .map(({ text }) => `«\u00a0${text}\u00a0»`)
    .join(', ');

const icons: [RegExp, IconName][] = [
  [/^email/, 'at'],
  [/^phone/, 'phone-off'],
  [/^consent|^status/, 'help-circle'],
  [/^address_suppressed/, 'ban'],
  [/date/, 'cake'],
  [/^postcode/, 'map-search'],
  [/^no_name|^name|^honorific|^contact_person/, 'user-question'],
  [/^lines_disagree|^record/, 'users'],
];

const iconOf = (kind: LineIssueKind): IconName => icons.find(([pattern]) => pattern.test(kind))?.[1] ?? 'alert-circle';
