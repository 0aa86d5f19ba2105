import { Button } from '../../../ui/actions/Button.tsx';
import { useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Dialog, DialogActions } from '../../../ui/frames/Dialog.tsx';
import { Facts } from '../../../ui/signs/Facts.tsx';
import { counted, figure } from '../../../ui/words.ts';
import { type Campaign, type CampaignReach, campaignsApi } from '../../contract.ts';

interface LaunchProps {
  saved: Campaign;
  reach: CampaignReach | undefined;
  /** What is typed is not saved yet, or something stands in the way. */
  isDisabled: boolean;
}

/** What leaves the building asks first, with all that is about to be done. */
export function Launch({ saved, reach, isDisabled }: LaunchProps) {
  const launching = useWrite(campaignsApi.launch, [campaignsApi.show, campaignsApi.list]);
  if (!reach) return null;
  const letters = counted(reach.willReceive, 'personne', 'personnes');
  return (
    <Dialog
      title="Envoyer maintenant"
      isAlert
      trigger={
        <Button look="primary" icon="send" isDisabled={isDisabled || reach.willReceive === 0}>
          Envoyer maintenant
        </Button>
      }
    >
      {(close) => (
        <>
          <Facts
            facts={[
              { label: 'Lettre', value: saved.name },
              { label: 'Objet', value: saved.subject },
              { label: 'Destinataires', value: `${letters}, du segment «\u00a0${saved.segmentName}\u00a0»` },
              { label: 'Pourquoi', value: saved.purposeName },
              { label: 'Écartées', value: `${figure(reach.total - reach.willReceive)}, avec la raison` },
            ]}
          />
          <p>Ce qui est parti ne revient pas. Vous pourrez arrêter ce qui ne l’est pas encore.</p>
          {launching.error && (
            <Callout tone="danger" title="L’envoi n’est pas parti" isLive>
              {launching.error.message}
            </Callout>
          )}
          <DialogActions>
            <Button onPress={close}>Relire encore</Button>
            <Button
              look="primary"
              icon="send"
              busy={launching.isPending}
              onPress={() =>
                launching.mutate(
                  { params: { campaignId: saved.id }, version: saved.version },
                  { onSuccess: () => announce('L’envoi est en cours.') },
                )
              }
            >
              {`Envoyer à ${letters}`}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
