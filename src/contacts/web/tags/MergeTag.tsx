import { useState } from 'react';
import { useWrite } from '../../../ui/ask.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import { ComboBox } from '../../../ui/forms/ComboBox.tsx';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { counted } from '../../../ui/words.ts';
import { contactsApi } from '../../contract.ts';
import { type CountedTag, tagsApi } from '../../tags/contract.ts';

interface MergeTagProps {
  tag: CountedTag;
  others: readonly CountedTag[];
  onClose: () => void;
}

/** Another tag takes the place of this one on every record; it can be taken back at any time. */
export function MergeTag({ tag, others, onClose }: MergeTagProps) {
  const [intoTagId, setIntoTagId] = useState<string | null>(null);
  const merging = useWrite(tagsApi.merge, [tagsApi.list, contactsApi.show]);
  const separating = useWrite(tagsApi.separate, [tagsApi.list, contactsApi.show]);
  const params = { tagId: tag.id };
  const merge = () =>
    merging.mutate(
      { params, body: { intoTagId: intoTagId ?? '' } },
      {
        onSuccess: () => {
          announce(`«\u00a0${tag.name}\u00a0» fusionnée`, () => separating.mutate({ params }));
          onClose();
        },
      },
    );
  return (
    <FormDialog
      title={`Fusionner «\u00a0${tag.name}\u00a0»`}
      refusal={merging.error}
      onSubmit={merge}
      submitLabel="Fusionner les étiquettes"
      submitIcon="arrow-merge"
      isBusy={merging.isPending}
      isSubmitDisabled={!intoTagId}
      onClose={onClose}
    >
      <p>
        {counted(tag.contactCount, 'fiche portera', 'fiches porteront')} l’étiquette que vous choisissez, et «&nbsp;{tag.name}
        &nbsp;» ne sera plus proposée.
      </p>
      <ComboBox
        name="intoTagId"
        label="Dans quelle étiquette"
        value={intoTagId}
        onChange={setIntoTagId}
        choices={others
          .filter(({ id, archivedAt }) => id !== tag.id && archivedAt === null)
          .map(({ id, name, contactCount }) => ({ id, label: name, help: counted(contactCount, 'fiche', 'fiches') }))}
      />
    </FormDialog>
  );
}
