import { useState } from 'react';
import { useWrite } from '../../../ui/ask.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { RadioGroup } from '../../../ui/forms/RadioGroup.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { Badge } from '../../../ui/signs/Badge.tsx';
import { contactsApi, type TagTone, tagTone } from '../../contract.ts';
import { tagToneLabel } from '../../labels.ts';
import { type CountedTag, tagsApi } from '../../tags/contract.ts';

/** A tag's name and colour; the name always says it, the colour helps the eye. */
export function TagDialog({ tag, onClose }: { tag?: CountedTag; onClose: () => void }) {
  const [name, setName] = useState(tag?.name ?? '');
  const [tone, setTone] = useState<TagTone>(tag?.tone ?? 'neutral');
  const adding = useWrite(tagsApi.add, [tagsApi.list]);
  const changing = useWrite(tagsApi.change, [tagsApi.list, contactsApi.show]);
  const done = {
    onSuccess: () => {
      announce(tag ? 'Étiquette enregistrée' : 'Étiquette ajoutée');
      onClose();
    },
  };
  const save = () => {
    const body = { name, tone };
    if (tag) changing.mutate({ params: { tagId: tag.id }, version: tag.version, body }, done);
    else adding.mutate({ body }, done);
  };
  return (
    <FormDialog
      title={tag ? `Modifier «\u00a0${tag.name}\u00a0»` : 'Nouvelle étiquette'}
      refusal={adding.error ?? changing.error}
      onSubmit={save}
      submitLabel={tag ? 'Enregistrer l’étiquette' : 'Ajouter l’étiquette'}
      isBusy={adding.isPending || changing.isPending}
      onClose={onClose}
    >
      <TextField name="name" label="Nom" value={name} onChange={setName} maxLength={60} autoFocus isRequired />
      <RadioGroup
        label="Couleur"
        value={tone}
        onChange={setTone}
        choices={tagTone.options.map((id) => ({ id, label: tagToneLabel[id] }))}
      />
      <p>
        Sur les fiches&nbsp;: <Badge tone={tone}>{name || 'Étiquette'}</Badge>
      </p>
    </FormDialog>
  );
}
