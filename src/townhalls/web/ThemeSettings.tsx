import { useState } from 'react';
import { call } from '../../platform/client.ts';
import { useRead, useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { ArrangedList } from '../../ui/lists/ArrangedList.tsx';
import { useArranging } from '../../ui/lists/useArranging.ts';
import { type Theme, themeDraft, themesApi } from '../themes/contract.ts';

/** What exchanges are about, as the mairie speaks of it. */
export function ThemeSettings() {
  const themes = useRead(themesApi.list);
  const arranging = useArranging({
    rows: themes.data?.items,
    refresh: [themesApi.list],
    archive: ({ id }) => call(themesApi.archive, { params: { themeId: id } }),
    restore: ({ id }) => call(themesApi.restore, { params: { themeId: id } }),
    order: (themeIds) => call(themesApi.order, { body: { themeIds } }),
    said: {
      archived: ({ name }) => `Thématique «\u00a0${name}\u00a0» archivée`,
      restored: ({ name }) => `«\u00a0${name}\u00a0» est proposée de nouveau`,
      ordered: 'Ordre des thématiques changé',
    },
  });
  const [edited, setEdited] = useState<Theme | 'new' | null>(null);

  return (
    <>
      <ArrangedList
        title="Thématiques"
        intro="Elles disent de quoi parle un échange ou un message. On choisit ensuite les personnes que l’école ou la voirie intéresse."
        empty={{ title: 'Pas encore de thématique', text: 'École, voirie, culture, environnement\u00a0: six ou huit suffisent.' }}
        addLabel="Ajouter une thématique"
        rows={themes.data?.items}
        error={themes.error}
        nameOf={({ name }) => name}
        onAdd={() => setEdited('new')}
        onEdit={setEdited}
        {...arranging}
      />
      {edited && <ThemeDialog {...(edited === 'new' ? {} : { theme: edited })} onClose={() => setEdited(null)} />}
    </>
  );
}

function ThemeDialog({ theme, onClose }: { theme?: Theme; onClose: () => void }) {
  const adding = useWrite(themesApi.add, [themesApi.list]);
  const changing = useWrite(themesApi.change, [themesApi.list]);
  const done = {
    onSuccess: () => {
      announce(theme ? 'Thématique enregistrée' : 'Thématique ajoutée');
      onClose();
    },
  };
  return (
    <FormDialog
      title={theme ? `Modifier «\u00a0${theme.name}\u00a0»` : 'Nouvelle thématique'}
      schema={themeDraft}
      refusal={adding.error ?? changing.error}
      onSubmit={(body) =>
        theme
          ? changing.mutate({ params: { themeId: theme.id }, version: theme.version, body }, done)
          : adding.mutate({ body }, done)
      }
      submitLabel={theme ? 'Enregistrer la thématique' : 'Ajouter la thématique'}
      isBusy={adding.isPending || changing.isPending}
      onClose={onClose}
    >
      <TextField name="name" label="Nom de la thématique" defaultValue={theme?.name ?? ''} maxLength={60} autoFocus isRequired />
    </FormDialog>
  );
}
