import { type District, districtsApi } from '../../../townhalls/districts/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useRead } from '../../../ui/ask.ts';
import { Why } from '../../../ui/feedback/Callout.tsx';
import type { Contact } from '../../contract.ts';
import { useRecordSaving } from './saving.ts';

/** The street says in which district someone lives, when the record does not yet. */
export function DistrictProposal({ contact, districts }: { contact: Contact; districts: readonly District[] }) {
  const asks = contact.districtId === null && contact.addressLine !== '' && districts.some(({ streets }) => streets.length > 0);
  const proposal = useRead(districtsApi.propose, asks ? { query: { addressLine: contact.addressLine } } : null);
  const save = useRecordSaving([]);
  const found = asks ? districts.find(({ id }) => id === proposal.data?.districtId) : undefined;
  if (!found) return null;
  return (
    <Why>
      D’après la rue, c’est le quartier {found.name}.{' '}
      <Button
        look="link"
        onPress={() => void save(contact, { districtId: found.id }, `Quartier «\u00a0${found.name}\u00a0» retenu`)}
      >
        Retenir ce quartier
      </Button>
    </Why>
  );
}
