import { Link } from '../../ui/actions/Link.tsx';
import type { ImportLine } from '../contract.ts';
import { columnTargetLabel } from '../labels.ts';
import styles from './imports.module.css';

const compared = [
  ['email', columnTargetLabel.email],
  ['mobilePhone', 'Mobile'],
  ['landlinePhone', 'Fixe'],
  ['birthDate', 'Naissance'],
  ['addressLine', columnTargetLabel.address_line],
] as const;

/** A record as it is, and what the file says beside it: highlighted, what will be kept once they are one. */
export function Comparison({ line, contact }: { line: ImportLine; contact: NonNullable<ImportLine['contact']> }) {
  const { draft } = line;
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(' ');
  const told = compared.filter(([field]) => contact[field] || draft[field]);
  return (
    <table className={styles.duplicate} aria-label={name}>
      <thead>
        <tr>
          <td />
          <th scope="col">Fiche actuelle</th>
          <th scope="col">Fichier, ligne {line.line}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Nom</th>
          <td>
            <Link href={`/contacts/${contact.id}`}>{name}</Link>
          </td>
          <td>{[draft.firstName, draft.lastName].filter(Boolean).join(' ')}</td>
        </tr>
        {told.map(([field, label]) => {
          const [known, brought] = [contact[field], draft[field]];
          return (
            <tr key={field}>
              <th scope="row">{label}</th>
              <td>{known && <mark>{known}</mark>}</td>
              <td>{known === brought ? 'identique' : known ? brought : <mark>{brought}</mark>}</td>
            </tr>
          );
        })}
        {draft.tags.length > 0 && (
          <tr>
            <th scope="row">Étiquettes</th>
            <td />
            <td>
              <mark>{draft.tags.join(', ')}</mark>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
