import { useState } from 'react';
import { dayInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { DayField, TextField } from '../../ui/forms/TextField.tsx';
import { Card } from '../../ui/frames/Card.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import { type Election, electionsApi } from '../elections/contract.ts';
import styles from './Letters.module.css';

/** What the law and the town hall's own choices ask of every letter. */
export function LettersScreen() {
  const { data: calendar, error } = useRead(electionsApi.show);
  const changing = useWrite(electionsApi.changeRules, [electionsApi.show]);
  return (
    <Slab>
      {error && (
        <Callout tone="danger" title="Le calendrier n’a pas pu être lu" isLive>
          {error.message}
        </Callout>
      )}
      <Card title="Ce que Parvis mesure">
        <p className={styles.text}>
          Les liens d’une lettre sont comptés en tout, jamais par personne&nbsp;: l’adresse est la même pour tous les lecteurs.
          Les ouvertures ne sont pas mesurées. Ne s’inscrit sur une fiche que ce que la personne confirme elle-même sur une page.
        </p>
      </Card>
      <Card title="Périodes électorales" aside={<AddElection />}>
        {calendar ? (
          <>
            <ul className={styles.elections} aria-label="Élections">
              {calendar.elections.map((election) => (
                <ElectionLine key={`${election.name} ${election.startsOn}`} election={election} />
              ))}
            </ul>
            <RadioGroup
              label="Avant une présidentielle"
              help="La loi vise la promotion des collectivités concernées par le scrutin. Pour une commune, son effet se discute."
              value={calendar.presidentialWindow}
              onChange={(presidentialWindow) => changing.mutate({ body: { presidentialWindow } })}
              choices={[
                { id: 'advisory', label: 'Conseiller', help: 'La liste de vérifications le rappelle, sans bloquer.' },
                { id: 'strict', label: 'Obliger', help: 'Comme avant les autres élections.' },
              ]}
            />
            <p className={styles.text}>Calendrier relu le {dayInWords(calendar.version)}.</p>
          </>
        ) : (
          <Skeleton lines={4} />
        )}
      </Card>
    </Slab>
  );
}

function ElectionLine({ election }: { election: Election }) {
  const { id, name, startsOn, endsOn, status, isToReview, isAdvisory } = election;
  const removing = useWrite(electionsApi.remove, [electionsApi.show]);
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <span>
          Du {dayInWords(startsOn)} au {dayInWords(endsOn)}
        </span>
      </div>
      {isToReview && <Badge tone="warning">Jours à vérifier</Badge>}
      {status === 'expected' && !isToReview && <Badge tone="neutral">Attendue</Badge>}
      {isAdvisory && <Badge tone="info">Conseil</Badge>}
      {id && (
        <IconButton
          icon="trash"
          size="small"
          label={`Retirer ${name}`}
          onPress={() => removing.mutate({ params: { electionId: id } })}
        />
      )}
    </li>
  );
}

function AddElection() {
  return (
    <Dialog
      title="Ajouter une élection"
      trigger={
        <Button icon="plus" size="small">
          Ajouter
        </Button>
      }
    >
      {(close) => <ElectionForm onDone={close} />}
    </Dialog>
  );
}

function ElectionForm({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const [firstRound, setFirst] = useState('');
  const [lastRound, setLast] = useState('');
  const adding = useWrite(electionsApi.add, [electionsApi.show]);
  return (
    <Form
      refusal={adding.error}
      onSubmit={() => adding.mutate({ body: { name, firstRound, lastRound: lastRound || firstRound } }, { onSuccess: onDone })}
    >
      <p>Une partielle, ou des élections après une dissolution.</p>
      <TextField name="name" label="Élection" value={name} onChange={setName} maxLength={120} autoFocus />
      <DayField name="firstRound" label="Premier tour" value={firstRound} onChange={setFirst} />
      <DayField name="lastRound" label="Second tour" isOptional value={lastRound} onChange={setLast} />
      <FormActions>
        <Submit busy={adding.isPending}>Ajouter l’élection</Submit>
      </FormActions>
    </Form>
  );
}
