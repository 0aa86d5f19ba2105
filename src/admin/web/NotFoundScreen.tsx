import { ButtonLink } from '../../ui/actions/Link.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';

export function NotFoundScreen() {
  return (
    <>
      <PageHeader title="Page introuvable" />
      <EmptyState
        title="Il n’y a rien à cette adresse"
        action={
          <ButtonLink href="/" look="primary" icon="home">
            Revenir à l’accueil
          </ButtonLink>
        }
      >
        Le lien est peut-être ancien, ou la fiche a été effacée.
      </EmptyState>
    </>
  );
}
