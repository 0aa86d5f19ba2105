import { useState } from 'react';
import { call } from '../../platform/client.ts';
import { useRead, useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import { TextArea, TextField } from '../../ui/forms/TextField.tsx';
import { ArrangedList } from '../../ui/lists/ArrangedList.tsx';
import { useArranging } from '../../ui/lists/useArranging.ts';
import { counted } from '../../ui/words.ts';
import { type District, districtsApi } from '../districts/contract.ts';

/** The districts of the commune, and the streets by which an address finds its own. */
export function DistrictSettings() {
  const districts = useRead(districtsApi.list);
  const arranging = useArranging({
    rows: districts.data?.items,
    refresh: [districtsApi.list],
    archive: ({ id }) => call(districtsApi.archive, { params: { districtId: id } }),
    restore: ({ id }) => call(districtsApi.restore, { params: { districtId: id } }),
    order: (districtIds) => call(districtsApi.order, { body: { districtIds } }),
    said: {
      archived: ({ name }) => `Quartier «\u00a0${name}\u00a0» archivé`,
      restored: ({ name }) => `Le quartier «\u00a0${name}\u00a0» est proposé de nouveau`,
      ordered: 'Ordre des quartiers changé',
    },
  });
  const [edited, setEdited] = useState<District | 'new' | null>(null);

  return (
    <>
      <ArrangedList
        title="Quartiers"
        intro="Donnez ses rues à un quartier\u00a0: une adresse qui s’y trouve le propose d’elle-même sur la fiche."
        empty={{ title: 'Pas encore de quartier', text: 'Le Bourg, la gare, les hameaux\u00a0: ce qui parle aux habitants.' }}
        addLabel="Ajouter un quartier"
        rows={districts.data?.items}
        error={districts.error}
        nameOf={({ name }) => name}
        noteOf={({ streets }) => (streets.length === 0 ? 'Aucune rue indiquée' : counted(streets.length, 'rue', 'rues'))}
        onAdd={() => setEdited('new')}
        onEdit={setEdited}
        {...arranging}
      />
      {edited && <DistrictDialog {...(edited === 'new' ? {} : { district: edited })} onClose={() => setEdited(null)} />}
    </>
  );
}

function DistrictDialog({ district, onClose }: { district?: District; onClose: () => void }) {
  const adding = useWrite(districtsApi.add, [districtsApi.list]);
  const changing = useWrite(districtsApi.change, [districtsApi.list]);
  const done = {
    onSuccess: () => {
      announce(district ? 'Quartier enregistré' : 'Quartier ajouté');
      onClose();
    },
  };
  const save = (typed: Record<string, string | string[]>) => {
    const body = { name: String(typed['name'] ?? ''), streets: linesOf(String(typed['streets'] ?? '')) };
    if (district) changing.mutate({ params: { districtId: district.id }, version: district.version, body }, done);
    else adding.mutate({ body }, done);
  };
  return (
    <FormDialog
      title={district ? `Modifier «\u00a0${district.name}\u00a0»` : 'Nouveau quartier'}
      refusal={adding.error ?? changing.error}
      onSubmit={save}
      submitLabel={district ? 'Enregistrer le quartier' : 'Ajouter le quartier'}
      isBusy={adding.isPending || changing.isPending}
      onClose={onClose}
    >
      <TextField name="name" label="Nom du quartier" defaultValue={district?.name ?? ''} autoFocus isRequired />
      <TextArea
        name="streets"
        label="Ses rues"
        help="Une par ligne, sans numéro, comme on l’écrit dans une adresse. Les accents et les majuscules ne comptent pas."
        defaultValue={district?.streets.join('\n') ?? ''}
        rows={8}
        isOptional
        placeholder={'rue du Gué\nplace du Marché'}
      />
    </FormDialog>
  );
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
