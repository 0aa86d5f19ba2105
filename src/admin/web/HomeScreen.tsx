import { ButtonLink } from '../../ui/actions/Link.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Card } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';

export function HomeScreen() {
  return (
    <>
      <PageHeader title="Bonjour" subtitle="Votre commune, ceux qui y vivent, et ce que vous avez à leur dire." />
      <Slab>
        <Card title="Pour commencer">
          <EmptyState
            title="La place est encore vide"
            action={
              <ButtonLink href="/contacts/importer" look="primary" icon="file-import">
                Importer un fichier
              </ButtonLink>
            }
          >
            Importez votre premier fichier&nbsp;: rien n’est enregistré sans votre accord.
          </EmptyState>
        </Card>
      </Slab>
    </>
  );
}
