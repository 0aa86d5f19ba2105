import { useRead } from '../../../ui/ask.ts';
import { Block, Heading } from '../../../ui/frames/Card.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { Facts } from '../../../ui/signs/Facts.tsx';
import type { Contact } from '../../contract.ts';
import { fieldsApi } from '../../fields/contract.ts';
import { customValueInWords } from '../../fields/labels.ts';
import { CustomFieldInput, customIn, fieldsOf } from '../fields/CustomFieldInput.tsx';
import { useRecordSaving } from './saving.ts';

/** The mairie's own fields on a record, each corrected where it is read. */
export function OwnFields({ contact }: { contact: Contact }) {
  const { data } = useRead(fieldsApi.list);
  const fields = fieldsOf(data?.items ?? [], contact.kind);
  const save = useRecordSaving(fields);
  const mayWrite = useMay('contacts.write') && !contact.archivedAt;
  if (fields.length === 0) return null;
  return (
    <Block>
      <Heading title="Champs de la mairie" />
      <Facts
        facts={fields.map((field) => ({
          label: field.label,
          value: customValueInWords(field, contact.custom[field.id]),
          ...(mayWrite
            ? {
                editor: {
                  fields: <CustomFieldInput field={field} value={contact.custom[field.id]} hidesLabel />,
                  save: (values) =>
                    save(contact, { custom: customIn([field], values) }, `«\u00a0${field.label}\u00a0» enregistré`),
                },
              }
            : {}),
        }))}
      />
    </Block>
  );
}
