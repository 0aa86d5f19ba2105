import { z } from 'zod';
import { consentsApi } from '../../consents/contract.ts';
import { legalBasisLabel } from '../../consents/labels.ts';
import { id } from '../../platform/contract.ts';
import { useRead } from '../../ui/ask.ts';
import { Why } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useGo } from '../../ui/place.ts';
import { type ImportRun, importChange } from '../contract.ts';
import styles from './imports.module.css';
import { addressOfStep, usePreparing } from './steps.ts';

const told = z.object({ purposeId: z.string().pipe(id), source: importChange.shape.source.unwrap() });

/** Asked before columns: nothing is kept of people without a reason and an origin (RGPD art. 5(1)(b) and 14). */
export function PurposeStep({ run }: { run: ImportRun }) {
  const go = useGo();
  const { data: purposes } = useRead(consentsApi.listPurposes);
  const preparing = usePreparing(run);
  if (!purposes)
    return (
      <Slab>
        <Skeleton lines={6} />
      </Slab>
    );
  return (
    <Slab>
      <div className={styles.form}>
        <Form
          schema={told}
          refusal={preparing.refusal}
          onSubmit={(values) => preparing.prepare(values, () => go(addressOfStep(run.id, 'colonnes')))}
        >
          <RadioGroup
            label="À quoi servira ce fichier&nbsp;?"
            name="purposeId"
            look="cards"
            isRequired
            choices={purposes.map((purpose) => ({
              id: purpose.id,
              label: purpose.name,
              help: `${purpose.description} ${legalBasisLabel[purpose.legalBasis]}.`,
            }))}
            {...(run.purposeId ? { defaultValue: run.purposeId } : {})}
          />
          <TextField
            label="D’où vient-il&nbsp;?"
            name="source"
            isRequired
            help="Par exemple «&nbsp;Inscriptions à la cantine, rentrée 2025&nbsp;». Cette origine restera écrite sur chaque fiche."
            defaultValue={run.source}
            maxLength={200}
          />
          <FormActions>
            <Submit busy={preparing.isBusy}>Continuer vers les colonnes</Submit>
          </FormActions>
        </Form>
        <Why>
          La loi demande de savoir pourquoi et d’où viennent les données de chaque personne. Si le fichier a une colonne d’accord,
          les réponses seront notées pour cette finalité, par e-mail.
        </Why>
      </div>
    </Slab>
  );
}
