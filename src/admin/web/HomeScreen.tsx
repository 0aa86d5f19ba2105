import { segmentsApi } from '../../segments/contract.ts';
import { sessionApi } from '../../team/contract.ts';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { CommuneFan } from '../../ui/figures/CommuneFan.tsx';
import { Card } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useMay } from '../../ui/permissions.ts';
import { Sentence } from '../../ui/signs/Sentence.tsx';
import { counted, figure, percent } from '../../ui/words.ts';
import { ToDo } from './ToDo.tsx';

/** Under this many people a picture of the commune says nothing yet. */
const ENOUGH = 50;

/** What waits, then whom the town hall can reach. */
export function HomeScreen() {
  const { data: session } = useRead(sessionApi.whoAmI);
  const counting = useRead(segmentsApi.count, { body: { rule: { version: 1, match: 'all', conditions: [], except: [] } } });
  const mayWrite = useMay('campaigns.write');
  const firstName = session?.state === 'signed_in' ? session.member.firstName : '';
  const reach = counting.data?.reach;
  const total = reach ? reach.email + reach.sms + reach.letter + reach.call + reach.none : 0;

  return (
    <>
      <PageHeader
        title={`Bonjour ${firstName}`.trim()}
        subtitle="Ce qui vous attend, et ceux que la mairie peut joindre."
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
        <ToDo />
        {counting.isLoading && <Skeleton lines={6} />}
        {reach && total < ENOUGH && <Invitation />}
        {reach && total >= ENOUGH && <Parvis reach={reach} total={total} />}
      </Slab>
    </>
  );
}

interface ParvisProps {
  /** Each contact once, by the first means known. */
  reach: Record<'email' | 'sms' | 'letter' | 'call' | 'none', number>;
  total: number;
}

function Parvis({ reach, total }: ParvisProps) {
  const reachable = total - reach.none;
  return (
    <Card title={'Le parvis\u00a0: qui pouvons-nous joindre\u00a0?'}>
      <Sentence>
        {`Sur [[${counted(total, 'contact', 'contacts')}]], [[${figure(reachable)}]] ont au moins un moyen d’être joints.`}
      </Sentence>
      <CommuneFan
        headline={percent(reachable / total)}
        caption="des contacts joignables"
        peoplePerDot={total > 10_000 ? 100 : total > 1000 ? 10 : 1}
        wedges={[
          { channel: 'email', label: 'par e-mail', count: reach.email },
          { channel: 'sms', label: 'par SMS, sans e-mail', count: reach.sms },
          { channel: 'letter', label: 'par courrier seulement', count: reach.letter },
          { channel: 'call', label: 'par appel seulement', count: reach.call },
          { channel: 'none', label: 'pas encore joignables', count: reach.none },
        ]}
      />
    </Card>
  );
}

const Invitation = () => (
  <Card title="Pour commencer">
    <EmptyState
      title="La place est encore vide"
      action={
        <ButtonLink href="/contacts/importer" look="primary" icon="file-import">
          Importer un fichier
        </ButtonLink>
      }
    >
      Importez votre premier fichier&nbsp;: rien n’est enregistré sans votre accord.
    </EmptyState>
  </Card>
);
