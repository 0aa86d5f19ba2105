import { tagsApi } from '../../contacts/tags/contract.ts';
import type { Refusal } from '../../platform/client.ts';
import { segmentsApi } from '../../segments/contract.ts';
import { useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { counted } from '../../ui/words.ts';
import { type Act, type ActKind, type BulkAct, bulkApi } from '../bulk/contract.ts';
import { directoryApi } from '../contract.ts';
import type { SelectionBody } from './useSelection.ts';

const refresh = [directoryApi.list, directoryApi.count, tagsApi.list, bulkApi.list, segmentsApi.count, segmentsApi.listContacts];

const done: Record<ActKind, [string, string]> = {
  tag: ['contact étiqueté', 'contacts étiquetés'],
  untag: ['étiquette retirée', 'étiquettes retirées'],
  add_to_list: ['contact ajouté à la liste', 'contacts ajoutés à la liste'],
  remove_from_list: ['contact retiré de la liste', 'contacts retirés de la liste'],
  archive: ['contact archivé', 'contacts archivés'],
  restore: ['contact restauré', 'contacts restaurés'],
};

// Promises, not callbacks: these go with the selection bar that asked, and an undo often comes after it.

/** Acts on a selection at once, says so, and gives back what was there. */
export function useBulk() {
  const beginning = useWrite(bulkApi.begin, refresh);
  const undo = useUndo();
  return {
    isBusy: beginning.isPending,
    begin(act: Act, selection: SelectionBody, onDone: () => void) {
      const tell = (begun: BulkAct) => {
        if (begun.state === 'running') announce('C’est en cours\u00a0: l’avancement est en bas du menu.');
        else if (begun.changedCount === 0) announce('C’était déjà fait\u00a0: rien n’a changé.');
        else announce(counted(begun.changedCount, ...done[act.kind]), () => undo(begun));
        onDone();
      };
      beginning.mutateAsync({ body: { act, selection } }).then(tell, tellRefusal);
    },
  };
}

const tellRefusal = (refusal: Refusal) => announce(refusal.message);

/** Takes an act back; those somebody changed since are left as they are, and said. */
export function useUndo(): (act: Pick<BulkAct, 'id'>) => void {
  const undoing = useWrite(bulkApi.undo, refresh);
  const tell = ({ state, keptCount }: BulkAct) => {
    if (state === 'undoing') announce('L’annulation est en cours\u00a0: l’avancement est en bas du menu.');
    else if (keptCount === 0) announce('C’est annulé.');
    else announce(`C’est annulé, sauf pour ${counted(keptCount, 'contact modifié', 'contacts modifiés')} depuis.`);
  };
  return ({ id }) => void undoing.mutateAsync({ params: { bulkActId: id } }).then(tell, tellRefusal);
}
