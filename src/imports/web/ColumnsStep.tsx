import { useState } from 'react';
import type { CustomField } from '../../contacts/fields/contract.ts';
import { fieldsApi } from '../../contacts/fields/contract.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { Popover } from '../../ui/frames/Popover.tsx';
import { Columns, FooterBar, Pane } from '../../ui/frames/Slab.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import { counted } from '../../ui/words.ts';
import { columnTarget, type FieldTarget, type ImportRun, type ImportTarget, type SheetColumn } from '../contract.ts';
import { columnReasonLabel, columnTargetLabel } from '../labels.ts';
import { Foreseen } from './Foreseen.tsx';
import { IssueList } from './IssueList.tsx';
import styles from './imports.module.css';
import { NewField } from './NewField.tsx';
import { ExchangeQuestion, PersonQuestion } from './Questions.tsx';
import { Reading } from './Reading.tsx';
import { addressOfStep, usePreparing } from './steps.ts';

/** Where each column goes, and what deserves a look. */
export function ColumnsStep({ run }: { run: ImportRun }) {
  const preparing = usePreparing(run);
  const { mapping, layout } = run;
  const { data: fields } = useRead(fieldsApi.list);
  const [naming, setNaming] = useState<SheetColumn | null>(null);
  const choose = (index: number, target: ImportTarget) =>
    preparing.prepare({ mapping: { ...mapping, targets: mapping.targets.with(index, target) } });
  return (
    <>
      <Columns shape="right">
        <Pane label="Colonnes">
          <Heading title="Où va chaque colonne&nbsp;?" aside={<span>{columnsInWords(run)}</span>} />
          {preparing.refusal && (
            <Callout tone="danger" title="Cette destination n’est pas possible" isLive>
              {preparing.refusal.message}
            </Callout>
          )}
          <table className={styles.columns}>
            <thead>
              <tr>
                <th scope="col">Dans votre fichier</th>
                <th scope="col">Exemple</th>
                <th scope="col">Dans Parvis</th>
                <th scope="col">
                  <span className={styles.spoken}>Avis</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {layout.columns.map((column) => (
                <ColumnRow
                  key={column.index}
                  column={column}
                  target={mapping.targets[column.index] ?? 'ignore'}
                  taken={mapping.targets}
                  fields={fields?.items ?? []}
                  onNewField={() => setNaming(column)}
                  isBusy={preparing.isBusy}
                  onChoose={(target) => choose(column.index, target)}
                />
              ))}
            </tbody>
          </table>
          {run.mayNameChildren && <PersonQuestion run={run} preparing={preparing} />}
          <ExchangeQuestion run={run} preparing={preparing} />
          <Callout tone="info" icon="shield-check" title={`Ce fichier servira à\u00a0: ${run.purposeName ?? ''}`}>
            Origine&nbsp;: {run.source}. Ces personnes ne recevront rien pour une autre finalité sans leur accord.
          </Callout>
        </Pane>
        <Pane label="À regarder" isSunken>
          <Reading run={run} preparing={preparing} />
          {run.figures && <IssueList run={run} issues={run.figures.issues} preparing={preparing} />}
        </Pane>
      </Columns>
      {naming && (
        <NewField
          column={naming}
          onClose={() => setNaming(null)}
          onAdded={(fieldId) => {
            setNaming(null);
            choose(naming.index, `field:${fieldId}`);
          }}
        />
      )}
      <FooterBar>
        <Foreseen run={run} />
        <ButtonLink href={addressOfStep(run.id, 'usage')} icon="arrow-left">
          Revenir
        </ButtonLink>
        <ButtonLink look="primary" icon="arrow-right" href={addressOfStep(run.id, 'doublons')}>
          Continuer vers les doublons
        </ButtonLink>
      </FooterBar>
    </>
  );
}

const nameOf = ({ heading, index }: SheetColumn) => heading || `Colonne ${index + 1}`;

interface ColumnRowProps {
  column: SheetColumn;
  target: ImportTarget;
  taken: readonly ImportTarget[];
  fields: readonly CustomField[];
  isBusy: boolean;
  onChoose: (target: ImportTarget) => void;
  onNewField: () => void;
}

/** Several columns may each bring a tag; anything else has one place. */
const isFree = (one: ImportTarget, { target, taken }: Pick<ColumnRowProps, 'target' | 'taken'>) =>
  one === target || one === 'ignore' || one === 'tag' || !taken.includes(one);

const NEW_FIELD = 'new_field';

/** Of a column about children, a choice may be kept (their class), never a text. */
function choicesFor({ column, target, taken, fields }: Pick<ColumnRowProps, 'column' | 'target' | 'taken' | 'fields'>) {
  const isAboutChildren = column.reason === 'minor';
  const natives = isAboutChildren ? (['ignore'] as const) : columnTarget.options;
  const offered = fields.filter(({ kind, archivedAt }) => !archivedAt && (!isAboutChildren || kind.startsWith('choice')));
  return [
    ...natives.filter((one) => isFree(one, { target, taken })).map((one) => ({ id: one, label: columnTargetLabel[one] })),
    ...offered
      .map(({ id, label }) => ({ id: `field:${id}` satisfies FieldTarget as FieldTarget, label: `Champ\u00a0: ${label}` }))
      .filter(({ id }) => isFree(id, { target, taken })),
    { id: NEW_FIELD, label: 'Nouveau champ…' } as const,
  ];
}

function ColumnRow({ column, target, taken, fields, isBusy, onChoose, onNewField }: ColumnRowProps) {
  const name = nameOf(column);
  const choices = choicesFor({ column, target, taken, fields });
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.sample}>{column.samples[0] ?? '—'}</td>
      <td className={styles.target}>
        {column.verdict === 'forbidden' ? (
          <span className={styles.forbidden}>
            <Icon name="ban" size={16} />
            {column.reason ? columnReasonLabel[column.reason] : 'Donnée interdite'}
          </span>
        ) : (
          <Select
            label={`Destination de «\u00a0${name}\u00a0»`}
            hidesLabel
            choices={choices}
            value={target}
            onChange={(chosen) => (chosen === NEW_FIELD ? onNewField() : chosen !== target && onChoose(chosen))}
            isDisabled={isBusy}
          />
        )}
      </td>
      <td className={styles.verdict}>
        <Verdict column={column} target={target} />
      </td>
    </tr>
  );
}

function Verdict({ column, target }: { column: SheetColumn; target: ImportTarget }) {
  if (column.verdict === 'forbidden')
    return (
      <Popover
        label="Pourquoi cette colonne est-elle interdite&nbsp;?"
        trigger={
          <Button look="link" size="small">
            Pourquoi&nbsp;?
          </Button>
        }
      >
        <p className={styles.why}>
          La loi interdit à une mairie de garder dans son fichier de contacts la santé, les croyances, les origines, les opinions,
          les condamnations ou le numéro de sécurité sociale (RGPD, articles 9 et 10). Cette colonne n’est ni lue ni montrée.
        </p>
      </Popover>
    );
  if (target === 'ignore')
    return <span className={styles.quiet}>{column.reason ? columnReasonLabel[column.reason] : 'Laissée de côté'}</span>;
  return target === column.target ? (
    <Badge tone="done" icon="check">
      Reconnue
    </Badge>
  ) : (
    <Badge tone="warning">À vérifier</Badge>
  );
}

function columnsInWords({ layout, mapping }: ImportRun): string {
  const forbidden = layout.columns.filter(({ verdict }) => verdict === 'forbidden').length;
  const kept = mapping.targets.filter((target) => target !== 'ignore').length;
  const aside = layout.columns.length - kept - forbidden;
  return [
    counted(kept, 'importée', 'importées'),
    forbidden > 0 && counted(forbidden, 'interdite', 'interdites'),
    aside > 0 && `${aside}\u00a0laissée${aside > 1 ? 's' : ''} de côté`,
  ]
    .filter(Boolean)
    .join(', ');
}
