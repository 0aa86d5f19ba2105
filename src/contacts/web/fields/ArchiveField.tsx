import { Button } from '../../../ui/actions/Button.tsx';
import { useRead } from '../../../ui/ask.ts';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Dialog, DialogActions } from '../../../ui/frames/Dialog.tsx';
import { counted } from '../../../ui/words.ts';
import { type CustomField, type FieldUse, fieldsApi } from '../../fields/contract.ts';

interface ArchiveFieldProps {
  field: CustomField;
  onArchive: () => void;
  onClose: () => void;
}

/** Says what a field holds and what relies on it before it is set aside. */
export function ArchiveField({ field, onArchive, onClose }: ArchiveFieldProps) {
  const usage = useRead(fieldsApi.usage, { params: { fieldId: field.id } });
  return (
    <Dialog title={`Archiver «\u00a0${field.label}\u00a0»\u00a0?`} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      {usage.data ? (
        <>
          <p>{usage.data.contactCount === 0 ? 'Aucune fiche n’a de valeur.' : holders(usage.data.contactCount)}</p>
          {usage.data.uses.length > 0 && <Uses uses={usage.data.uses} />}
        </>
      ) : (
        <Skeleton lines={2} />
      )}
      <DialogActions>
        <Button look="quiet" onPress={onClose}>
          Garder le champ
        </Button>
        <Button
          look="primary"
          icon="archive"
          onPress={() => {
            onArchive();
            onClose();
          }}
        >
          Archiver le champ
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const holders = (count: number) =>
  `${counted(count, 'fiche a une valeur', 'fiches ont une valeur')}\u00a0: elle ne se voit plus, et revient si vous restaurez le champ.`;

const useNote: Record<FieldUse['kind'], string> = { segment: 'Segment', saved_view: 'Vue', message: 'Lettre' };

const Uses = ({ uses }: { uses: FieldUse[] }) => (
  <div>
    <p>S’appuient sur ce champ&nbsp;:</p>
    <ul>
      {uses.map(({ kind, id, name }) => (
        <li key={id}>
          {useNote[kind]} «&nbsp;{name}&nbsp;»
        </li>
      ))}
    </ul>
  </div>
);
