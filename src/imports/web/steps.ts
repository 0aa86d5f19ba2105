import { useWrite } from '../../ui/ask.ts';
import { useInAddress } from '../../ui/place.ts';
import { type ImportChange, type ImportRun, importsApi } from '../contract.ts';

export const stepLabel = {
  fichier: 'Fichier',
  usage: 'À quoi servira',
  colonnes: 'Colonnes et problèmes',
  doublons: 'Doublons',
  bilan: 'Avant / après',
};
export type Step = keyof typeof stepLabel;

const isStep = (text: string): text is Step => text in stepLabel;

export const addressOfStep = (importId: string, step: Step) => `/contacts/imports/${importId}?etape=${step}`;

/** Where the agent is; what the file is for is asked before anything else. */
export function useStep(run: ImportRun): Step {
  const [asked] = useInAddress('etape');
  const isTold = run.purposeId !== null && run.source !== '';
  if (!isTold) return asked === 'fichier' ? 'fichier' : 'usage';
  return isStep(asked) ? asked : 'colonnes';
}

export const stepsOf = ({ id }: ImportRun) =>
  (Object.keys(stepLabel) as Step[]).map((step) => ({ id: step, label: stepLabel[step], href: addressOfStep(id, step) }));

/** Changes the settings, then has the whole file read again under them. */
export function usePreparing(run: ImportRun) {
  const changing = useWrite(importsApi.change, [importsApi.show]);
  const reading = useWrite(importsApi.preview, [importsApi.show, importsApi.listLines]);
  const params = { importId: run.id };
  return {
    isBusy: changing.isPending || reading.isPending || run.state === 'reading',
    refusal: changing.error ?? reading.error,
    prepare: (changes: ImportChange, onDone = () => {}) =>
      changing.mutate(
        { params, body: changes, version: run.version },
        { onSuccess: () => reading.mutate({ params }, { onSuccess: onDone }) },
      ),
    read: () => reading.mutate({ params }),
  };
}
