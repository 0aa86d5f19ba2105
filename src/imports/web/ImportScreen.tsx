import { longWorksApi } from '../../platform/long-works/contract.ts';
import { dayInWords } from '../../platform/time.ts';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { Stepper } from '../../ui/frames/Stepper.tsx';
import { useLive } from '../../ui/live.ts';
import { useParam, useTitle } from '../../ui/place.ts';
import { counted } from '../../ui/words.ts';
import { type ImportRun, importsApi } from '../contract.ts';
import { ColumnsStep } from './ColumnsStep.tsx';
import { DuplicatesStep } from './DuplicatesStep.tsx';
import { FileStep } from './FileStep.tsx';
import { ImportReport } from './ImportReport.tsx';
import styles from './imports.module.css';
import { LastStep } from './LastStep.tsx';
import { PurposeStep } from './PurposeStep.tsx';
import { type Step, stepsOf, useStep } from './steps.ts';

/** One import: its five steps while nothing is written, then its report. */
export function ImportScreen() {
  const importId = useParam('importId');
  useLive({ long_work: [importsApi.show, longWorksApi.show] });
  const { data: run, error } = useRead(importsApi.show, { params: { importId } });
  useTitle(run?.fileName);
  if (error)
    return (
      <Slab>
        <Callout tone="danger" title="Cet import n’a pas pu être lu" isLive>
          {error.message}
        </Callout>
      </Slab>
    );
  if (!run)
    return (
      <Slab>
        <Skeleton lines={8} />
      </Slab>
    );
  return isPreparing(run) ? <Wizard run={run} /> : <ImportReport run={run} />;
}

const isPreparing = ({ state }: ImportRun) => state === 'uploaded' || state === 'reading' || state === 'ready';

const screens: Record<Step, (props: { run: ImportRun }) => React.ReactNode> = {
  fichier: FileStep,
  usage: PurposeStep,
  colonnes: ColumnsStep,
  doublons: DuplicatesStep,
  bilan: LastStep,
};

function Wizard({ run }: { run: ImportRun }) {
  const step = useStep(run);
  const Screen = screens[step];
  const { lineCount, columns } = run.layout;
  return (
    <div className={styles.screen}>
      <PageHeader
        title={run.fileName}
        breadcrumb={[{ label: 'Contacts', href: '/contacts' }, { label: 'Importer' }]}
        subtitle={`${counted(lineCount, 'ligne', 'lignes')}, ${counted(columns.length, 'colonne', 'colonnes')}. Rien n’est enregistré avant votre accord, et tout s’annule pendant 30\u00a0jours.`}
        under={<Stepper steps={stepsOf(run)} current={step} />}
        actions={
          <ButtonLink href="/contacts/importer" icon="refresh">
            Changer de fichier
          </ButtonLink>
        }
      />
      {run.sameFile && (
        <div className={styles.note}>
          <Callout tone="warning" title={`Ce fichier a déjà été importé le ${dayInWords(run.sameFile.finishedAt)}`}>
            Vous pouvez continuer&nbsp;: les personnes déjà connues ne seront pas ajoutées une seconde fois.
          </Callout>
        </div>
      )}
      <Screen run={run} />
    </div>
  );
}
