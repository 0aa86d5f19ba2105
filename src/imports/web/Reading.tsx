import { longWorksApi } from '../../platform/long-works/contract.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead } from '../../ui/ask.ts';
import { ProgressBar } from '../../ui/feedback/ProgressBar.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import type { ImportRun } from '../contract.ts';
import type { usePreparing } from './steps.ts';

interface ReadingProps {
  run: ImportRun;
  preparing: ReturnType<typeof usePreparing>;
}

/** The file being read under its settings: at once, or with a bar that survives a reload. */
export function Reading({ run, preparing }: ReadingProps) {
  if (run.state === 'reading' && run.longWorkId) return <WorkBar longWorkId={run.longWorkId} label="Lecture du fichier" />;
  if (preparing.isBusy) return <Skeleton lines={4} />;
  if (run.figures) return null;
  return (
    <Button look="soft" icon="refresh" onPress={preparing.read}>
      Lire le fichier
    </Button>
  );
}

/** How far a long work is. */
export function WorkBar({ longWorkId, label }: { longWorkId: string; label: string }) {
  const { data: work } = useRead(longWorksApi.show, { params: { longWorkId } });
  return <ProgressBar label={work?.message || label} done={work?.done ?? 0} total={work?.total ?? 1} />;
}
