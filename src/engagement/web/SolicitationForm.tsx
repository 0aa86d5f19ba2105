import { useState } from 'react';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { NumberField } from '../../ui/forms/NumberField.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { engagementApi, SOLICITED_DAYS, type SolicitationLimit } from '../contract.ts';
import styles from './Engagement.module.css';

/** From how many letters on a person is much solicited: before a letter leaves, Parvis says how many of its readers are. */
export function SolicitationForm() {
  const limit = useRead(engagementApi.showLimit);
  if (limit.error)
    return (
      <Callout tone="danger" title="Cette limite n’a pas pu être lue" isLive>
        {limit.error.detail}
      </Callout>
    );
  return limit.data ? <LimitForm key={limit.data.version} limit={limit.data} /> : <Skeleton lines={2} />;
}

function LimitForm({ limit }: { limit: SolicitationLimit }) {
  const [letters, setLetters] = useState(limit.letters);
  const changing = useWrite(engagementApi.changeLimit, [engagementApi.showLimit]);
  const save = () =>
    changing.mutate(
      { body: { letters }, version: limit.version },
      { onSuccess: () => announce('Limite de sollicitation enregistrée') },
    );
  return (
    <Form label="Personnes très sollicitées" refusal={changing.error} onSubmit={save}>
      <Heading title="Personnes très sollicitées" />
      <p className={styles.remark}>
        Une personne qui a reçu beaucoup de lettres de la mairie finit par ne plus les lire. Parvis compte celles des{' '}
        {SOLICITED_DAYS} derniers jours, et vous le dit avant un envoi. Rien n’est bloqué.
      </p>
      <NumberField
        name="letters"
        label={`Lettres reçues en ${SOLICITED_DAYS} jours`}
        value={letters}
        onChange={setLetters}
        minValue={1}
        maxValue={12}
      />
      <FormActions>
        <Submit busy={changing.isPending} icon="device-floppy">
          Enregistrer la limite
        </Submit>
      </FormActions>
    </Form>
  );
}
