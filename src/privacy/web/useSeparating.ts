import { contactsApi } from '../../contacts/contract.ts';
import { duplicatesApi } from '../../contacts/duplicates/contract.ts';
import { useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { type Merge, mergesApi } from '../merges/contract.ts';

/** Takes a merge back, and says what could not be. */
export function useSeparating(): (merge: Merge) => void {
  const separating = useWrite(mergesApi.separate, [mergesApi.list, duplicatesApi.list, contactsApi.show]);
  return (merge) =>
    separating.mutate(
      { params: { mergeId: merge.id } },
      {
        onSuccess: ({ isKeptUntouched }) =>
          announce(
            isKeptUntouched
              ? 'Les deux fiches sont séparées, chacune comme avant.'
              : `Les deux fiches sont séparées. ${merge.keptName} avait été corrigée depuis\u00a0: ce qui y est écrit y reste.`,
          ),
        onError: ({ message }) => announce(message),
      },
    );
}
