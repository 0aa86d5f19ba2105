import { instantInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { Card } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Columns, Pane } from '../../ui/frames/Slab.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import { type OpenSession, sessionApi, sessionsApi } from '../contract.ts';
import styles from './door.module.css';
import { PasswordField } from './PasswordField.tsx';

/** One's own password, and the browsers one is signed in with. */
export function AccountScreen() {
  const sessions = useRead(sessionsApi.list);
  return (
    <>
      <PageHeader title="Mot de passe et sessions" />
      <Columns shape="even">
        <Pane label="Mot de passe">
          <Card title="Changer de mot de passe">
            <ChangePassword />
          </Card>
        </Pane>
        <Pane label="Sessions">
          <Card title="Sessions ouvertes">
            <ul className={styles.list}>
              {sessions.data?.items.map((session) => <SessionLine key={session.id} session={session} />) ?? <Skeleton />}
            </ul>
          </Card>
        </Pane>
      </Columns>
    </>
  );
}

function ChangePassword() {
  const changing = useWrite(sessionApi.changePassword, [sessionsApi.list]);
  return (
    <Form
      key={changing.submittedAt}
      schema={sessionApi.changePassword.body}
      refusal={changing.error}
      onSubmit={(body) =>
        changing.mutate({ body }, { onSuccess: () => announce('Mot de passe changé ; les autres sessions sont fermées') })
      }
    >
      <PasswordField name="currentPassword" label="Mot de passe actuel" />
      <PasswordField name="newPassword" label="Nouveau mot de passe" isNew />
      <FormActions>
        <Submit busy={changing.isPending} icon="lock">
          Changer le mot de passe
        </Submit>
      </FormActions>
    </Form>
  );
}

function SessionLine({ session }: { session: OpenSession }) {
  const revoking = useWrite(sessionsApi.revoke, [sessionsApi.list]);
  const browser = browserOf(session.userAgent);
  return (
    <li>
      <span className={styles.cell}>
        {browser}
        <small>Dernier geste le {instantInWords(session.seenAt)}</small>
      </span>
      {session.isThisOne ? (
        <Badge tone="info">Celle-ci</Badge>
      ) : (
        <Button
          size="small"
          aria-label={`Fermer la session de ${browser}`}
          busy={revoking.isPending}
          onPress={() => revoking.mutate({ params: { sessionId: session.id } })}
        >
          Fermer
        </Button>
      )}
    </li>
  );
}

/** Enough to recognise one's own: « Firefox, Windows ». Edge says it is Chrome too, and Chrome Safari: the order matters. */
function browserOf(userAgent: string): string {
  const found = (names: readonly [string, string][]) => names.find(([mark]) => userAgent.includes(mark))?.[1];
  const browser = found([
    ['Firefox', 'Firefox'],
    ['Edg', 'Edge'],
    ['Chrom', 'Chrome'],
    ['Safari', 'Safari'],
  ]);
  const system = found([
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS', 'Mac'],
    ['Linux', 'Linux'],
  ]);
  return [browser ?? 'Navigateur', system].filter(Boolean).join(', ');
}
