import { useState } from 'react';
import { call } from '../../platform/client.ts';
import { useRead, useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ArrangedList } from '../../ui/lists/ArrangedList.tsx';
import { useArranging } from '../../ui/lists/useArranging.ts';
import type { Initiative } from '../contract.ts';
import { type KindIcon, kindIcon, kindsApi, type OwnKind } from '../kinds/contract.ts';
import { initiativeExplained, kindIconLabel } from '../kinds/labels.ts';

/** The kinds of exchanges the mairie adds to notes, calls, visits and meetings. */
export function KindSettings() {
  const kinds = useRead(kindsApi.list);
  const arranging = useArranging({
    rows: kinds.data?.items,
    refresh: [kindsApi.list],
    archive: ({ id }) => call(kindsApi.archive, { params: { kindId: id } }),
    restore: ({ id }) => call(kindsApi.restore, { params: { kindId: id } }),
    order: (kindIds) => call(kindsApi.order, { body: { kindIds } }),
    said: {
      archived: ({ label }) => `Sorte d’échange «\u00a0${label}\u00a0» archivée`,
      restored: ({ label }) => `«\u00a0${label}\u00a0» est proposée de nouveau`,
      ordered: 'Ordre des sortes d’échanges changé',
    },
  });
  const [edited, setEdited] = useState<OwnKind | 'new' | null>(null);

  return (
    <>
      <ArrangedList
        title="Sortes d’échanges"
        intro="Note, appel, passage au guichet et rendez-vous existent déjà. Ajoutez les vôtres\u00a0: prêt de salle, réclamation, visite de quartier…"
        empty={{
          title: 'Les quatre sortes d’échanges de tout le monde',
          text: 'Une sorte à vous paraît dans « Noter un échange », dans l’historique et dans les segments.',
        }}
        addLabel="Ajouter une sorte d’échange"
        rows={kinds.data?.items}
        error={kinds.error}
        nameOf={({ label }) => label}
        titleOf={({ label, icon }) => (
          <>
            <Icon name={icon} />
            {label}
          </>
        )}
        noteOf={({ initiative }) => initiativeExplained[initiative].label}
        onAdd={() => setEdited('new')}
        onEdit={setEdited}
        {...arranging}
      />
      {edited && <KindDialog {...(edited === 'new' ? {} : { kind: edited })} onClose={() => setEdited(null)} />}
    </>
  );
}

function KindDialog({ kind, onClose }: { kind?: OwnKind; onClose: () => void }) {
  const [initiative, setInitiative] = useState<Initiative>(kind?.initiative ?? 'contact');
  const [icon, setIcon] = useState<KindIcon>(kind?.icon ?? 'message-2');
  const adding = useWrite(kindsApi.add, [kindsApi.list]);
  const changing = useWrite(kindsApi.change, [kindsApi.list]);
  const done = {
    onSuccess: () => {
      announce(kind ? 'Sorte d’échange enregistrée' : 'Sorte d’échange ajoutée');
      onClose();
    },
  };
  const save = (typed: Record<string, string | string[]>) => {
    const body = { label: String(typed['label'] ?? ''), initiative, icon };
    if (kind) changing.mutate({ params: { kindId: kind.id }, version: kind.version, body }, done);
    else adding.mutate({ body }, done);
  };
  return (
    <FormDialog
      title={kind ? `Modifier «\u00a0${kind.label}\u00a0»` : 'Nouvelle sorte d’échange'}
      refusal={adding.error ?? changing.error}
      onSubmit={save}
      submitLabel={kind ? 'Enregistrer' : 'Ajouter la sorte d’échange'}
      isBusy={adding.isPending || changing.isPending}
      onClose={onClose}
    >
      <TextField name="label" label="Nom" defaultValue={kind?.label ?? ''} maxLength={60} autoFocus isRequired />
      <RadioGroup
        label="Qui prend l’initiative"
        help="L’engagement d’une personne se lit dans ce qu’elle fait, jamais dans ce qu’elle reçoit. Ce qui est déjà noté ne change pas."
        look="cards"
        value={initiative}
        onChange={setInitiative}
        choices={(['contact', 'town_hall'] as const).map((id) => ({ id, ...initiativeExplained[id] }))}
      />
      <Select
        label="Dessin"
        value={icon}
        onChange={setIcon}
        choices={kindIcon.options.map((id) => ({ id, label: kindIconLabel[id] }))}
      />
    </FormDialog>
  );
}
