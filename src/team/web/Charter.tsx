import { useWrite } from '../../ui/ask.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { DoorPage, Paper } from '../../ui/frames/DoorPage.tsx';
import { type Session, sessionApi } from '../contract.ts';
import styles from './door.module.css';
import { OtherAccount } from './SecondFactor.tsx';

type Asked = Extract<Session, { state: 'charter' }>;

/** What one promises before opening records, once a year. */
export function Charter({ townHall, charter: { version, articles } }: Asked) {
  const accepting = useWrite(sessionApi.acceptCharter, [sessionApi.whoAmI]);
  return (
    <DoorPage
      title="La charte des agents"
      subtitle={`Vous allez ouvrir les fiches des habitants de ${townHall.name}. Voici ce à quoi chaque agent s’engage, une fois par an.`}
    >
      <Paper>
        <ol className={styles.steps}>
          {articles.map((article) => (
            <li key={article}>{article}</li>
          ))}
        </ol>
        <Form refusal={accepting.error} onSubmit={() => accepting.mutate({ body: { version } })}>
          <FormActions>
            <Submit busy={accepting.isPending} icon="signature">
              J’accepte et j’entre
            </Submit>
            <OtherAccount />
          </FormActions>
        </Form>
        <p className={styles.muted}>Votre accord est gardé avec sa date et ces mots. Il vous sera redemandé dans un an.</p>
      </Paper>
    </DoorPage>
  );
}
