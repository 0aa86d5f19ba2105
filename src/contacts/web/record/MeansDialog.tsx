import { useState } from 'react';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { useWrite } from '../../../ui/ask.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Checkbox } from '../../../ui/forms/Checkbox.tsx';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { type Contact, contactsApi, isMobile, phoneNumber } from '../../contract.ts';
import { fullName, phoneInWords } from '../../labels.ts';
import { meansApi } from '../../means/contract.ts';
import styles from './MeansDialog.module.css';

/** One line of the form: an address or a number, what it is for, whether it comes first. */
interface Line {
  key: number;
  value: string;
  label: string;
  isPreferred: boolean;
}

/** All of a contact's e-mails and phones, with the one to prefer of each sort. */
export function MeansDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [emails, setEmails] = useState<Line[]>(() =>
    withOneBlank(contact.emails.map(({ address, ...one }, key) => ({ ...one, key, value: address }))),
  );
  const [phones, setPhones] = useState<Line[]>(() =>
    withOneBlank(contact.phones.map(({ number, ...one }, key) => ({ ...one, key, value: phoneInWords(number) }))),
  );
  const changing = useWrite(meansApi.change, [contactsApi.show]);
  const save = () =>
    changing.mutate(
      {
        params: { contactId: contact.id },
        version: contact.version,
        body: {
          emails: emails.map(({ value, label, isPreferred }) => ({ address: value, label, isPreferred })),
          phones: phones.map(({ value, label, isPreferred }) => ({ number: value, label, isPreferred })),
        },
      },
      {
        onSuccess: () => {
          announce('E-mails et téléphones enregistrés');
          onClose();
        },
      },
    );
  return (
    <FormDialog
      title={`E-mails et téléphones de ${fullName(contact)}`}
      size="wide"
      refusal={changing.error}
      onSubmit={save}
      submitLabel="Enregistrer les moyens de contact"
      isBusy={changing.isPending}
      onClose={onClose}
    >
      <Lines
        title="Adresses e-mail"
        one="Adresse"
        name="emails"
        part="address"
        sortOf={() => 'email'}
        lines={emails}
        onChange={setEmails}
      />
      <Lines title="Téléphones" one="Numéro" name="phones" part="number" sortOf={lineSort} lines={phones} onChange={setPhones} />
    </FormDialog>
  );
}

/** A mobile and a landline are each preferred in their sort. */
function lineSort(value: string): string {
  const read = phoneNumber.safeParse(value);
  return read.success && read.data && isMobile(read.data) ? 'mobile' : 'landline';
}

const withOneBlank = (lines: Line[]): Line[] =>
  lines.length > 0 ? lines : [{ key: 0, value: '', label: '', isPreferred: false }];

interface LinesProps {
  title: string;
  /** « Adresse », « Numéro ». */
  one: string;
  name: 'emails' | 'phones';
  part: 'address' | 'number';
  /** Lines of one sort have one preferred among them. */
  sortOf: (value: string) => string;
  lines: Line[];
  onChange: (lines: Line[]) => void;
}

function Lines({ title, one, name, part, sortOf, lines, onChange }: LinesProps) {
  const write = (key: number, change: Partial<Line>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...change } : line)));
  const prefer = (chosen: Line) =>
    onChange(
      lines.map((line) =>
        sortOf(line.value) === sortOf(chosen.value) ? { ...line, isPreferred: line.key === chosen.key } : line,
      ),
    );
  const add = () =>
    onChange([...lines, { key: Math.max(-1, ...lines.map(({ key }) => key)) + 1, value: '', label: '', isPreferred: false }]);
  return (
    <fieldset className={styles.lines}>
      <legend>{title}</legend>
      {lines.map((line, at) => (
        <div key={line.key} className={styles.line}>
          <TextField
            name={`${name}.${at}.${part}`}
            label={`${one} ${at + 1}`}
            value={line.value}
            onChange={(value) => write(line.key, { value })}
            inputMode={name === 'emails' ? 'email' : 'tel'}
            autoComplete="off"
          />
          <TextField
            label={`À propos, ${one.toLowerCase()} ${at + 1}`}
            placeholder="Travail, secrétariat…"
            value={line.label}
            onChange={(label) => write(line.key, { label })}
            maxLength={40}
            autoComplete="off"
          />
          <Checkbox isSelected={line.isPreferred} onChange={() => prefer(line)}>
            À préférer
          </Checkbox>
          <IconButton
            icon="trash"
            label={`Retirer ${line.value || `${one.toLowerCase()} ${at + 1}`}`}
            size="small"
            onPress={() => onChange(lines.filter(({ key }) => key !== line.key))}
          />
        </div>
      ))}
      <Button size="small" icon="plus" onPress={add}>
        {name === 'emails' ? 'Ajouter une adresse' : 'Ajouter un numéro'}
      </Button>
    </fieldset>
  );
}
