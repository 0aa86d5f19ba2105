import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { DoorPage, Paper } from '../../ui/frames/DoorPage.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Avatar } from '../../ui/signs/Avatar.tsx';
import { type Beginning, sessionApi } from '../contract.ts';
import { roleLabel } from '../labels.ts';
import styles from './door.module.css';
import { InsecureNotice } from './InsecureNotice.tsx';
import { SignInForm } from './SignInForm.tsx';

/** Nobody's mairie yet: look around an invented commune, or begin with one's own. */
export function FirstVisit({ beginning }: { beginning: Beginning }) {
  const { demo } = beginning;
  return (
    <DoorPage
      isWide
      title="Bienvenue sur Parvis"
      subtitle="L’outil de la mairie pour connaître ses habitants, les informer, échanger et décider avec eux."
    >
      <InsecureNotice />
      <div className={styles.choices}>
        {demo && (
          <Paper>
            <section className={styles.choice} aria-labelledby="demo">
              <h2 id="demo">Découvrir {demo.name}</h2>
              <p>Une commune inventée, avec ses habitants, ses segments et ses envois. Essayez tout : aucun message ne part.</p>
              {demo.password === null ? <SignInForm /> : <DemoAgents demo={{ ...demo, password: demo.password }} />}
            </section>
          </Paper>
        )}
        <Paper>
          <section className={styles.choice} aria-labelledby="begin">
            <h2 id="begin">Commencer avec ma commune</h2>
            <p>
              Cinq minutes suffisent. Ayez sous la main les horaires d’ouverture, le nom de votre délégué à la protection des
              données et un téléphone.
              {demo && ' La démonstration sera alors effacée.'}
            </p>
            <div className={styles.bottom}>
              <ButtonLink href="/commencer" look="primary" icon="building-community">
                Commencer avec ma commune
              </ButtonLink>
            </div>
          </section>
        </Paper>
      </div>
    </DoorPage>
  );
}

type OpenDemo = NonNullable<Beginning['demo']> & { password: string };

function DemoAgents({ demo }: { demo: OpenDemo }) {
  const entering = useWrite(sessionApi.signIn, [sessionApi.whoAmI]);
  const enter = (email: string) => entering.mutate({ body: { townHall: demo.slug, email, password: demo.password } });
  return (
    <div className={styles.agents}>
      {entering.error && (
        <Callout tone="danger" title="La démonstration ne s’ouvre pas" isLive>
          {entering.error.message}
        </Callout>
      )}
      {demo.agents.map(({ email, firstName, lastName, role }) => (
        <button key={email} type="button" className={styles.agent} disabled={entering.isPending} onClick={() => enter(email)}>
          <Avatar name={`${firstName} ${lastName}`} />
          <span>
            Entrer comme {firstName} {lastName}
            <small>{roleLabel[role]}</small>
          </span>
          <Icon name="arrow-right" size={16} />
        </button>
      ))}
      <p className={styles.muted}>Mot de passe de la démonstration : {demo.password}</p>
    </div>
  );
}
