import { Button } from '../../../ui/actions/Button.tsx';
import { useWrite } from '../../../ui/ask.ts';
import { useMay } from '../../../ui/permissions.ts';
import { useGo } from '../../../ui/place.ts';
import { type Campaign, campaignsApi } from '../../contract.ts';
import { TakeOut } from './TakeOut.tsx';

/** What one does next: take the list out, or write again in another way. */
export function ReportActs({ campaign }: { campaign: Campaign }) {
  const go = useGo();
  const mayWrite = useMay('campaigns.write');
  const maySend = useMay('campaigns.send');
  const adding = useWrite(campaignsApi.add, [campaignsApi.list]);
  const { name, content, segmentId, purposeId, category } = campaign;
  const again = () =>
    adding.mutate(
      { body: { name: `${name}, suite`.slice(0, 120), content, segmentId, purposeId, category } },
      { onSuccess: ({ id }) => go(`/envois/${id}`) },
    );
  return (
    <>
      {maySend && <TakeOut campaign={campaign} kind="recipients" words="Exporter" />}
      {mayWrite && (
        <Button look="primary" icon="send" busy={adding.isPending} onPress={again}>
          Relancer autrement
        </Button>
      )}
    </>
  );
}
