import { Facts } from '../../../ui/signs/Facts.tsx';
import type { Contact } from '../../contract.ts';
import { fieldLabel, phoneInWords } from '../../labels.ts';
import styles from './MeansFacts.module.css';

interface MeansFactsProps {
  contact: Contact;
  mayWrite: boolean;
  /** All of them are changed together. */
  onChange: () => void;
}

/** E-mails and phones, the preferred ones said. */
export function MeansFacts({ contact: { emails, phones }, mayWrite, onChange }: MeansFactsProps) {
  if (emails.length + phones.length === 0) return null;
  const facts = [
    ...emails.map(({ address, label, isPreferred }, at) => ({
      icon: 'mail' as const,
      label: at === 0 ? fieldLabel.email : `${fieldLabel.email} ${at + 1}`,
      value: <a href={`mailto:${address}`}>{address}</a>,
      note: [label, emails.length > 1 && isPreferred && 'préférée'].filter(Boolean).join(' · '),
    })),
    ...phones.map(({ number, label, isMobile, isPreferred }, at) => ({
      icon: isMobile ? ('device-mobile' as const) : ('phone' as const),
      label: `${isMobile ? fieldLabel.mobilePhone : fieldLabel.landlinePhone}${at === 0 ? '' : ` ${at + 1}`}`,
      value: <a href={`tel:${number}`}>{phoneInWords(number)}</a>,
      note: [label, isPreferred && phones.filter((one) => one.isMobile === isMobile).length > 1 && 'préféré']
        .filter(Boolean)
        .join(' · '),
    })),
  ];
  return (
    <div className={styles.means}>
      <Facts facts={mayWrite ? facts.map((fact) => ({ ...fact, onEdit: onChange })) : facts} />
    </div>
  );
}
