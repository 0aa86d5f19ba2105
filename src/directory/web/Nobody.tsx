import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { useMay } from '../../ui/permissions.ts';
import { filtersOf, withoutFilter } from './filters.ts';
import type { List } from './useList.ts';

/** Nobody yet, or nobody under these filters: two different things, two ways out. */
export function Nobody({ list }: { list: List }) {
  const mayImport = useMay('imports.run');
  const { search, rule, isArchive } = list.asked;
  const last = filtersOf(rule).at(-1);
  if (!search && !last && isArchive)
    return (
      <EmptyState
        title="Aucune fiche archivée"
        action={
          <Button look="soft" onPress={() => list.showArchive(false)}>
            Revenir aux fiches en cours
          </Button>
        }
      >
        Une fiche archivée quitte les listes et ne reçoit plus rien. Elle se restaure d’ici.
      </EmptyState>
    );
  if (!search && !last)
    return (
      <EmptyState
        title="La place est encore vide"
        action={
          mayImport && (
            <ButtonLink href="/contacts/importer" look="soft" icon="file-import">
              Importer un fichier
            </ButtonLink>
          )
        }
      >
        Importez votre premier fichier, ou ajoutez la première personne.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Personne ne répond à ces critères"
      action={
        search ? (
          <Button look="soft" onPress={() => list.search('')}>
            Effacer la recherche
          </Button>
        ) : (
          last && (
            <Button look="soft" onPress={() => list.narrow(withoutFilter(rule, last.id))}>
              Retirer le dernier filtre
            </Button>
          )
        )
      }
    >
      {search ? 'Ni ce nom, ni rien qui s’en approche. Vérifiez l’orthographe.' : 'Élargissez un filtre, ou retirez-en un.'}
    </EmptyState>
  );
}

export const NotAllowed = () => (
  <EmptyState title="Les contacts ne vous sont pas ouverts">
    Votre rôle ne permet pas de les voir. La personne qui administre Parvis dans votre mairie peut vous donner ce droit.
  </EmptyState>
);
