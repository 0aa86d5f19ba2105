import { dayInWords, dayOf, now, yearsBefore } from '../../platform/time.ts';
import { Why } from '../../ui/feedback/Callout.tsx';
import { Facts } from '../../ui/signs/Facts.tsx';
import type { Contact } from '../contract.ts';
import { categoryLabel, fieldLabel, honorificLabel, phoneInWords } from '../labels.ts';

/** Who the contact is and how they are reached; what is not known is not listed. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const { email, mobilePhone, landlinePhone, addressLine, postcode, municipality, birthDate, birthName, category, siret } =
    contact;
  const town = `${postcode} ${municipality}`.trim();
  const facts = [
    email && { icon: 'mail' as const, label: fieldLabel.email, value: <a href={`mailto:${email}`}>{email}</a> },
    mobilePhone && { icon: 'device-mobile' as const, label: fieldLabel.mobilePhone, value: <Phone number={mobilePhone} /> },
    landlinePhone && { icon: 'phone' as const, label: fieldLabel.landlinePhone, value: <Phone number={landlinePhone} /> },
    (addressLine || town) && {
      icon: 'map-pin' as const,
      label: fieldLabel.addressLine,
      value: addressLine || town,
      note: addressLine ? town : '',
    },
    birthDate && {
      icon: 'cake' as const,
      label: fieldLabel.birthDate,
      value: `${ageAt(birthDate, dayOf(now()))}\u00a0ans`,
      note: `Date de naissance\u00a0: ${dayInWords(birthDate)}`,
    },
    birthName && { icon: 'signature' as const, label: fieldLabel.birthName, value: birthName, note: fieldLabel.birthName },
    contact.honorific && { icon: 'user' as const, label: fieldLabel.honorific, value: honorificLabel[contact.honorific] },
    category && { icon: 'building-arch' as const, label: fieldLabel.category, value: categoryLabel[category] },
    siret && { icon: 'building-community' as const, label: fieldLabel.siret, value: siret, note: fieldLabel.siret },
  ].filter((fact) => fact !== null && fact !== '');
  const isReachable = email || mobilePhone || landlinePhone || addressLine;
  return (
    <>
      <Facts facts={facts} />
      {!isReachable && <Why>Aucun moyen de contact connu pour l’instant.</Why>}
    </>
  );
}

const Phone = ({ number }: { number: string }) => <a href={`tel:${number}`}>{phoneInWords(number)}</a>;

/** How many birthdays there have been. */
function ageAt(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthDate <= yearsBefore(today, years) ? years : years - 1;
}

/** RGPD art. 14: where the record comes from, since when, and who may ask to see it. */
export function ContactOrigin({ contact }: { contact: Contact }) {
  return (
    <Facts
      facts={[
        {
          icon: 'shield-check',
          label: fieldLabel.source,
          value: contact.source,
          note: `Recueilli le ${dayInWords(contact.collectedOn)}`,
        },
        { icon: 'history', label: 'Dernière modification', value: `Fiche modifiée le ${dayInWords(contact.changedAt)}` },
      ]}
    />
  );
}
