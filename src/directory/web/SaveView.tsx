import { z } from 'zod';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { newView, type SavedView } from '../views/contract.ts';
import type { List } from './useList.ts';
import type { useViewActs } from './useViewActs.ts';

interface SaveViewProps {
  list: List;
  acts: ReturnType<typeof useViewActs>;
  /** A view that exists takes another name; without it, a new one keeps what is on screen. */
  renamed?: SavedView;
  onClose: () => void;
}

const named = z.object({ name: newView.shape.name });

export function SaveView({ list, acts, renamed, onClose }: SaveViewProps) {
  const save = ({ name }: z.output<typeof named>) => {
    if (renamed) acts.rename(renamed, name);
    else acts.add({ ...list.asked, name });
    onClose();
  };
  return (
    <FormDialog
      title={renamed ? 'Renommer la vue' : 'Enregistrer une vue'}
      schema={named}
      onSubmit={save}
      submitLabel={renamed ? 'Renommer' : 'Enregistrer la vue'}
      onClose={onClose}
    >
      <TextField
        name="name"
        label="Nom de la vue"
        {...(renamed ? {} : { help: 'Elle garde les filtres, la recherche, les colonnes et l’ordre. Vous pourrez la partager.' })}
        defaultValue={renamed?.name ?? ''}
        maxLength={60}
        autoFocus
        isRequired
      />
    </FormDialog>
  );
}
