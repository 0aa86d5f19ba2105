import { dayAndDateInWords, now } from '../../../platform/time.ts';
import { segmentsApi } from '../../../segments/contract.ts';
import { sessionApi } from '../../../team/contract.ts';
import { ButtonLink } from '../../../ui/actions/Link.tsx';
import { useRead } from '../../../ui/ask.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/frames/Card.tsx';
import { PageHeader } from '../../../ui/frames/PageHeader.tsx';
import { Slab } from '../../../ui/frames/Slab.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { Highlight } from '../../../ui/signs/Sentence.tsx';
import { Agreements } from './Agreements.tsx';
import { EngagementYear } from './EngagementYear.tsx';
import styles from './Home.module.css';
import { NextLetters } from './NextLetters.tsx';
import { Parvis } from './Parvis.tsx';
import { adults } from './reachable.ts';
import { ToDo } from './ToDo.tsx';
import { useWaiting } from './useWaiting.ts';
import { waitingInWords } from './words.ts';

/** Under this many people a picture of the commune says nothing yet. */
const ENOUGH = 50;

/** What waits, then whom the town hall can reach. */
export function HomeScreen() {
  const { data: session } = useRead(sessionApi.whoAmI);
  const counting = useRead(segmentsApi.count, { body: { rule: adults } });
  const waiting = useWaiting();
  const mayWrite = useMay('campaigns.write');
  const mayReadConsents = useMay('consents.read');
  const mayReadContacts = useMay('contacts.read');
  const mayReadCampaigns = useMay('campaigns.read');
  const mayImport = useMay('imports.run');
  const [firstName, population] =
    session?.state === 'signed_in' ? [session.member.firstName, session.townHall.population] : ['', null];
  const total = counting.data?.total ?? 0;
  const { said, stressed } = waitingInWords(waiting ?? [], now());

  return (
    <>
      <PageHeader
        title={`Bonjour ${firstName}`.trim()}
        subtitle={
          <>
            {dayAndDateInWords(now())}. {waiting && said}
            {stressed && <Highlight>{stressed}</Highlight>}
            {stressed && '.'}
          </>
        }
        actions={
          mayWrite &&
          total > 0 && (
            <ButtonLink href="/envois/nouveau" look="primary" icon="send">
              Écrire aux habitants
            </ButtonLink>
          )
        }
      />
      <Slab>
        <div className={styles.top}>
          <ToDo waiting={waiting} />
          {counting.isLoading && <Skeleton lines={6} />}
          {counting.data && total < ENOUGH && <Invitation mayImport={mayImport} />}
          {counting.data && total >= ENOUGH && <Parvis known={counting.data.reach} population={population} />}
        </div>
        {total >= ENOUGH && mayReadConsents && <Agreements />}
        {total >= ENOUGH && (
          <div className={styles.even}>
            {mayReadContacts && <EngagementYear />}
            {mayReadCampaigns && <NextLetters />}
          </div>
        )}
      </Slab>
    </>
  );
}

const Invitation = ({ mayImport }: { mayImport: boolean }) => (
  <Card title="Pour commencer">
    <EmptyState
      title="La place est encore vide"
      action={
        mayImport && (
          <ButtonLink href="/contacts/importer" look="primary" icon="file-import">
            Importer un fichier
          </ButtonLink>
        )
      }
    >
      Importez votre premier fichier&nbsp;: rien n’est enregistré sans votre accord.
    </EmptyState>
  </Card>
);
