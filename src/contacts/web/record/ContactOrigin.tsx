import { dayInWords } from '../../../platform/time.ts';
import { Heading } from '../../../ui/frames/Card.tsx';
import { Facts } from '../../../ui/signs/Facts.tsx';
import type { Contact } from '../../contract.ts';
import { fieldLabel, reviewBy } from '../../labels.ts';

/** RGPD art. 14: where the record comes from and since when; when it is to be looked at again. */
export function ContactOrigin({ contact }: { contact: Contact }) {
  const { source, collectedOn, changedAt, changedBy } = contact;
  return (
    <>
      <Heading title="Origine des données" />
      <Facts
        facts={[
          { icon: 'shield-check', label: fieldLabel.source, value: source, note: `Recueilli le ${dayInWords(collectedOn)}` },
          {
            icon: 'history',
            label: 'Dernière modification',
            value: `Fiche modifiée le ${dayInWords(changedAt)}`,
            note: changedBy && `Par ${changedBy}`,
          },
          { icon: 'calendar', label: 'Révision', value: `À revoir avant le ${dayInWords(reviewBy(contact))}` },
        ]}
      />
    </>
  );
}
