import { z } from 'zod';
import { useWrite } from '../../ui/ask.ts';
import { Why } from '../../ui/feedback/Callout.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Checkbox, CheckboxGroup } from '../../ui/forms/Checkbox.tsx';
import { Form, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { TextArea, TextField } from '../../ui/forms/TextField.tsx';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { consentsApi, dataCategory, legalBasis, newPurpose, type Purpose } from '../contract.ts';
import { dataCategoryLabel, legalBasisHelp, legalBasisLabel } from '../labels.ts';

/** A box alone says « yes » or nothing. */
const box = z.literal('yes').optional().transform(Boolean);
const purposeForm = newPurpose.extend({ isOpenToMinors: box, isProposed: box });

export function AddPurpose({ onClose }: { onClose: () => void }) {
  const adding = useWrite(consentsApi.addPurpose, [consentsApi.listPurposes]);
  return (
    <Dialog title="Ajouter une finalité" size="wide" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form
        schema={purposeForm}
        refusal={adding.error}
        onSubmit={(body) =>
          adding.mutate(
            { body },
            {
              onSuccess: ({ name }) => {
                announce(`«\u00a0${name}\u00a0» ajoutée`);
                onClose();
              },
            },
          )
        }
      >
        <PurposeFields />
        <DialogActions>
          <Submit busy={adding.isPending} icon="plus">
            Ajouter la finalité
          </Submit>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

export function ChangePurpose({ purpose, onClose }: { purpose: Purpose; onClose: () => void }) {
  const changing = useWrite(consentsApi.changePurpose, [consentsApi.listPurposes, consentsApi.list]);
  return (
    <Dialog title={purpose.name} size="wide" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form
        schema={purpose.isAnswered ? purposeForm.extend({ legalBasis: legalBasis.default(purpose.legalBasis) }) : purposeForm}
        refusal={changing.error}
        onSubmit={(body) =>
          changing.mutate(
            { params: { purposeId: purpose.id }, body, version: purpose.version },
            {
              onSuccess: ({ name }) => {
                announce(`«\u00a0${name}\u00a0» enregistrée`);
                onClose();
              },
            },
          )
        }
      >
        <PurposeFields {...purpose} />
        <DialogActions>
          <Submit busy={changing.isPending} icon="device-floppy">
            Enregistrer la finalité
          </Submit>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function PurposeFields(purpose: Partial<Purpose>) {
  const { name = '', description = '', disclosedTo = '', dataCategories = ['identity', 'contact_details'] } = purpose;
  return (
    <>
      <TextField name="name" label="Nom" help="Comme les habitants le liront sur vos formulaires." defaultValue={name} />
      <TextArea name="description" label="À quoi servent les données" isOptional rows={2} defaultValue={description} />
      {purpose.isAnswered && purpose.legalBasis ? (
        <Why>
          Base légale&nbsp;: {legalBasisLabel[purpose.legalBasis]}. Des personnes ont déjà répondu&nbsp;: elle ne change plus.
          Pour une autre base, créez une autre finalité.
        </Why>
      ) : (
        <RadioGroup
          name="legalBasis"
          label="Base légale"
          look="cards"
          choices={legalBasis.options.map((id) => ({ id, label: legalBasisLabel[id], help: legalBasisHelp[id] }))}
          defaultValue={purpose.legalBasis ?? 'consent'}
        />
      )}
      <CheckboxGroup
        name="dataCategories"
        label="Données employées"
        help="Santé, opinions, religion et origine n’y sont pas : Parvis ne les recueille pas."
        choices={dataCategory.options.map((id) => ({ id, label: dataCategoryLabel[id] }))}
        defaultValue={dataCategories}
      />
      <TextField
        name="disclosedTo"
        label="À qui elles sont communiquées"
        help="En dehors des agents qui en ont besoin."
        isOptional
        defaultValue={disclosedTo}
      />
      <TextField
        name="retentionMonths"
        label="Conservées combien de mois après le dernier échange venu de la personne"
        inputMode="numeric"
        defaultValue={String(purpose.retentionMonths ?? 36)}
      />
      <Checkbox
        name="isProposed"
        value="yes"
        defaultSelected={purpose.isProposed ?? true}
        help="Sur le site de la mairie et sur les bulletins d’inscription."
      >
        Proposée à l’inscription
      </Checkbox>
      <Checkbox
        name="isOpenToMinors"
        value="yes"
        defaultSelected={purpose.isOpenToMinors ?? false}
        help="Sans cela, les moins de 18 ans sont laissés de côté."
      >
        Ouverte aux mineurs
      </Checkbox>
    </>
  );
}
