import { useState } from 'react';
import { call } from '../../../platform/client.ts';
import { useRead } from '../../../ui/ask.ts';
import { ArrangedList } from '../../../ui/lists/ArrangedList.tsx';
import { useArranging } from '../../../ui/lists/useArranging.ts';
import { Badge } from '../../../ui/signs/Badge.tsx';
import { type CustomField, fieldsApi } from '../../fields/contract.ts';
import { fieldBearerLabel, fieldKindLabel } from '../../fields/labels.ts';
import { ArchiveField } from './ArchiveField.tsx';
import { FieldDialog } from './FieldDialog.tsx';

/** The fields the mairie gives its own records: written, put in order, set aside. */
export function FieldSettings() {
  const fields = useRead(fieldsApi.list);
  const arranging = useArranging({
    rows: fields.data?.items,
    refresh: [fieldsApi.list],
    archive: ({ id }) => call(fieldsApi.archive, { params: { fieldId: id } }),
    restore: ({ id }) => call(fieldsApi.restore, { params: { fieldId: id } }),
    order: (fieldIds) => call(fieldsApi.order, { body: { fieldIds } }),
    said: {
      archived: ({ label }) => `Champ «\u00a0${label}\u00a0» archivé`,
      restored: ({ label }) => `«\u00a0${label}\u00a0» est de retour sur les fiches`,
      ordered: 'Ordre des champs changé',
    },
  });
  const [edited, setEdited] = useState<CustomField | 'new' | null>(null);
  const [leaving, setLeaving] = useState<CustomField | null>(null);

  return (
    <>
      <ArrangedList
        title="Champs des fiches"
        intro="Chaque champ paraît sur les fiches, dans les filtres, l’import, les segments et les lettres. Ne demandez que ce qui sert."
        empty={{
          title: 'Vos fiches n’ont que les champs de tout le monde',
          text: 'Ajoutez ce qui compte chez vous\u00a0: l’école fréquentée, le créneau au marché, le numéro de licence…',
        }}
        addLabel="Ajouter un champ"
        rows={fields.data?.items}
        error={fields.error}
        nameOf={({ label }) => label}
        titleOf={(field) => <Title field={field} />}
        noteOf={describe}
        onAdd={() => setEdited('new')}
        onEdit={setEdited}
        {...arranging}
        onArchive={setLeaving}
      />
      {edited && <FieldDialog {...(edited === 'new' ? {} : { field: edited })} onClose={() => setEdited(null)} />}
      {leaving && (
        <ArchiveField field={leaving} onArchive={() => arranging.onArchive(leaving)} onClose={() => setLeaving(null)} />
      )}
    </>
  );
}

const Title = ({ field }: { field: CustomField }) => (
  <>
    {field.label}
    {field.approval && (
      <Badge tone="warning" icon="shield-check">
        Accord du DPO
      </Badge>
    )}
  </>
);

function describe({ kind, appliesTo, options }: CustomField): string {
  const offered = options.filter(({ isArchived }) => !isArchived).map(({ label }) => label);
  const choices = offered.length > 0 ? `\u00a0: ${offered.join(', ')}` : '';
  return `${fieldKindLabel[kind]}${choices} · ${fieldBearerLabel[appliesTo]}`;
}
