import { z } from 'zod';
import { consentsApi } from '../../consents/contract.ts';
import { legalBasisLabel } from '../../consents/labels.ts';
import { id } from '../../platform/contract.ts';
import { useRead } from '../../ui/ask.ts';
import { Why } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Checkbox } from '../../ui/forms/Checkbox.tsx';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useGo } from '../../ui/place.ts';
import { type ImportRun, importChange } from '../contract.ts';
import styles from './imports.module.css';
import { addressOfStep, usePreparing } from './steps.ts';

const told = z.object({
  purposeId: z.string().pipe(id),
  source: importChange.shape.source.unwrap(),
  origin: z.enum(['person', 'third_party', 'civil_status']),
  hasAgreement: z.literal('yes').optional(),
});

const origins = [
  { id: 'person', label: 'Les personnes elles-mêmes', help: 'Un formulaire, une inscription, une feuille qu’elles ont remplie.' },
  {
    id: 'third_party',
    label: 'Un autre service, ou un autre organisme',
    help: 'Vous devrez les en informer dans le mois, ou au premier message (RGPD, article 14).',
  },
  {
    id: 'civil_status',
    label: 'L’état civil',
    help: 'Naissances, mariages, décès\u00a0: seulement si chaque personne a donné son accord exprès.',
  },
] as const;

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
          onSubmit={({ origin, hasAgreement, ...values }) =>
            preparing.prepare(
              { ...values, mapping: { ...run.mapping, origin: { kind: origin, hasAgreement: hasAgreement === 'yes' } } },
              () => go(addressOfStep(run.id, 'colonnes')),
            )
          }
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
          <RadioGroup
            label="Qui vous a donné ces données&nbsp;?"
            name="origin"
            isRequired
            choices={origins}
            defaultValue={run.mapping.origin.kind}
          />
          <Checkbox name="hasAgreement" value="yes" defaultSelected={run.mapping.origin.hasAgreement}>
            Pour l’état civil&nbsp;: chaque personne a donné son accord exprès à cet usage
          </Checkbox>
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
