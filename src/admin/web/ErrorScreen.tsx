import { Button } from '../../ui/actions/Button.tsx';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';

/** A screen that could not be drawn; the rest of the app still stands around it. */
export function ErrorScreen({ reset }: { reset: () => void }) {
  return (
    <>
      <PageHeader title="Cet écran n’a pas pu s’ouvrir" />
      <Slab>
        <Callout tone="danger" title="Rien n’est perdu" isLive>
          Ce qui était enregistré l’est toujours. Réessayez&nbsp;; si l’écran refuse encore, rechargez la page.
        </Callout>
        <div>
          <Button look="primary" icon="refresh" onPress={reset}>
            Réessayer
          </Button>
        </div>
      </Slab>
    </>
  );
}
