import { z } from 'zod';
import { notedKindLabel } from '../../interactions/labels.ts';
import { day } from '../../platform/contract.ts';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { FieldRow, Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import type { ImportRun } from '../contract.ts';
import styles from './imports.module.css';
import type { usePreparing } from './steps.ts';

interface QuestionProps {
  run: ImportRun;
  preparing: ReturnType<typeof usePreparing>;
}

/** A file that speaks of children may name them: nothing is guessed. */
export function PersonQuestion({ run, preparing }: QuestionProps) {
  return (
    <div className={styles.question}>
      <RadioGroup
        label="Qui est écrit sur chaque ligne&nbsp;?"
        help="Ce fichier parle d’enfants. Parvis ne garde pas de fiche d’enfant."
        choices={[
          { id: 'adult', label: 'Le parent, ou la personne responsable' },
          { id: 'child', label: 'L’enfant' },
        ]}
        value={run.mapping.person}
        onChange={(person) => preparing.prepare({ mapping: { ...run.mapping, person: person === 'child' ? 'child' : 'adult' } })}
      />
    </div>
  );
}

const kinds = ['meeting', 'visit', 'call'] as const;
const exchange = z.object({
  kind: z.enum(kinds),
  happenedOn: z.string().pipe(day),
  subject: z.string().trim().min(1, 'Dites de quoi il s’agissait.').max(120),
});

/** Asked, never presumed: to note by name who came to a public meeting is the town hall's choice. */
export function ExchangeQuestion({ run, preparing }: QuestionProps) {
  const { mapping } = run;
  const known = mapping.exchange;
  if (known)
    return (
      <Callout
        tone="info"
        icon="calendar"
        title={`Chaque ligne sera un échange\u00a0: ${notedKindLabel[known.kind].toLowerCase()}`}
      >
        «&nbsp;{known.subject}&nbsp;», le {dayInWords(known.happenedOn)}.{' '}
        <Button look="link" size="small" onPress={() => preparing.prepare({ mapping: { ...mapping, exchange: null } })}>
          Ne pas le noter
        </Button>
      </Callout>
    );
  return (
    <p className={styles.quiet}>
      Est-ce une feuille de présence&nbsp;?{' '}
      <Dialog
        title="Noter un échange pour chaque ligne"
        trigger={
          <Button look="link" size="small">
            Noter un échange pour chaque ligne
          </Button>
        }
      >
        {(close) => (
          <>
            <p>
              Par défaut, Parvis ne note pas qui est venu&nbsp;: à une réunion publique, rien n’oblige à garder les noms. Dites-le
              seulement si c’est utile, et annoncé sur la feuille.
            </p>
            <Form
              label="Échange"
              schema={exchange}
              refusal={preparing.refusal}
              onSubmit={(values) => preparing.prepare({ mapping: { ...mapping, exchange: values } }, close)}
            >
              <FieldRow>
                <Select
                  label="Nature"
                  name="kind"
                  choices={kinds.map((id) => ({ id, label: notedKindLabel[id] }))}
                  defaultValue="meeting"
                />
                <TextField label="Date" name="happenedOn" type="date" isRequired />
              </FieldRow>
              <TextField
                label="Sujet"
                name="subject"
                isRequired
                maxLength={120}
                help="Par exemple «&nbsp;Réunion publique&nbsp;: place du Marché&nbsp;»."
              />
              <FormActions>
                <Button onPress={close}>Ne rien noter</Button>
                <Submit busy={preparing.isBusy}>Noter cet échange</Submit>
              </FormActions>
            </Form>
          </>
        )}
      </Dialog>
    </p>
  );
}
