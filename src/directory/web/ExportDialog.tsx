import { useState } from 'react';
import { fieldsApi } from '../../contacts/fields/contract.ts';
import { addressOf } from '../../platform/client.ts';
import { useRead, useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { TextArea } from '../../ui/forms/TextField.tsx';
import {
  type ContactExport,
  type ExportColumn,
  type ExportFormat,
  exportColumn,
  exportsApi,
  nativeExportColumn,
} from '../exports/contract.ts';
import type { Asked } from './address.ts';
import type { SelectionBody } from './useSelection.ts';

interface ExportDialogProps {
  /** « 318 contacts ». */
  summary: string;
  selection: SelectionBody;
  asked: Asked;
  onClose: () => void;
  onDone: () => void;
}

/** Nothing leaves as a file without a reason; who took it, why and how many is written down (trust P-13). */
export function ExportDialog({ summary, selection, asked, onClose, onDone }: ExportDialogProps) {
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [width, setWidth] = useState<'shown' | 'all'>('shown');
  const adding = useWrite(exportsApi.add, [exportsApi.list]);
  const fields = useRead(fieldsApi.list).data?.items ?? [];
  const whole = [
    ...nativeExportColumn.options,
    ...fields.filter(({ archivedAt }) => !archivedAt).map(({ id }) => `field.${id}` as const),
  ];
  const columns = width === 'all' ? whole : shownIn(asked.columns);
  const ask = ({ reason }: Record<string, unknown>) =>
    adding.mutate(
      { body: { selection, columns: [...columns], sort: asked.sort, format, reason: String(reason ?? '') } },
      {
        onSuccess: (made) => {
          download(made);
          announce(`${summary} dans un fichier. L’export est noté au journal.`);
          onClose();
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={`Exporter ${summary}`}
      refusal={adding.error}
      onSubmit={ask}
      submitLabel="Exporter"
      submitIcon="download"
      isBusy={adding.isPending}
      onClose={onClose}
    >
      <TextArea
        name="reason"
        label="Pourquoi ce fichier\u00a0?"
        help="Votre raison et votre nom restent au journal. Le fichier contient une personne inventée\u00a0: s’il s’égare, elle dit d’où il vient."
        maxLength={500}
        rows={2}
        autoFocus
        isRequired
      />
      <RadioGroup
        label="Que mettre dedans\u00a0?"
        value={width}
        onChange={setWidth}
        choices={[
          { id: 'shown', label: 'Les colonnes affichées' },
          { id: 'all', label: 'Toute la fiche', help: 'Ne prenez que ce qui vous sert.' },
        ]}
      />
      <RadioGroup
        label="Format"
        look="row"
        value={format}
        onChange={setFormat}
        choices={[
          { id: 'csv', label: 'CSV' },
          { id: 'xlsx', label: 'Excel' },
        ]}
      />
    </FormDialog>
  );
}

/** What the columns of a list become in a file. */
const inFile: Record<string, readonly ExportColumn[]> = {
  name: ['honorific', 'firstName', 'lastName'],
  tags: ['tags'],
  category: ['category'],
  address: ['addressLine', 'postcode', 'municipality'],
  municipality: ['municipality'],
  postcode: ['postcode'],
  district: ['district'],
  reach: ['email', 'mobilePhone', 'landlinePhone'],
  email: ['email'],
  mobile: ['mobilePhone'],
  landline: ['landlinePhone'],
  birth: ['birthDate'],
  exchange: ['lastExchange'],
  source: ['source'],
  collected: ['collectedOn'],
};

const shownIn = (columns: readonly string[]): ExportColumn[] => [
  ...new Set(
    columns.flatMap((id) => (id.startsWith('field.') ? [exportColumn.parse(id)] : (inFile[id.split('.')[0] ?? ''] ?? []))),
  ),
];

/** The browser keeps the file as it would any other. */
function download({ id }: ContactExport): void {
  const link = document.createElement('a');
  link.href = addressOf(exportsApi.download, { params: { exportId: id } });
  link.download = '';
  link.click();
}
