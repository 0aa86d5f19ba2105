import { addressOf } from '../../../platform/client.ts';
import { ButtonLink } from '../../../ui/actions/Link.tsx';
import { BarList } from '../../../ui/figures/BarList.tsx';
import { Card } from '../../../ui/frames/Card.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { counted } from '../../../ui/words.ts';
import type { Campaign } from '../../contract.ts';
import { type CampaignReport, reportApi } from '../../report/contract.ts';
import styles from './Report.module.css';
import { TakeOut } from './TakeOut.tsx';

/** Those whom the letter did not reach, and three ways of telling them all the same (ui/README.md, principle 4). */
export function Unreached({ campaign, unreached }: { campaign: Campaign } & Pick<CampaignReport, 'unreached'>) {
  const maySend = useMay('campaigns.send');
  const { total, byAge, call, letter } = unreached;
  if (total === 0) return null;
  return (
    <Card title="Les joindre autrement">
      {byAge.length > 0 && (
        <BarList
          label="Personnes non jointes, par âge"
          bars={byAge.map(({ label, count }) => ({
            label,
            count: count ?? 0,
            ...(count === null ? { words: 'moins de 10' } : {}),
          }))}
        />
      )}
      <ul className={styles.answers}>
        {maySend && (
          <>
            <li className={styles.row}>
              <Icon name="phone" />
              <div>
                <strong>{`Appeler ${counted(call, 'personne', 'personnes')}`}</strong>
                <span>Celles qui ont un téléphone, et qu’on peut appeler pour cela</span>
              </div>
              {call > 0 && <TakeOut campaign={campaign} kind="call" words="Liste d’appel" />}
            </li>
            <li className={styles.row}>
              <Icon name="mailbox" />
              <div>
                <strong>{`Imprimer ${counted(letter, 'lettre', 'lettres')}`}</strong>
                <span>Celles qui ont une adresse postale, et à qui l’on peut écrire</span>
              </div>
              {letter > 0 && <TakeOut campaign={campaign} kind="letter" words="Adresses" />}
            </li>
          </>
        )}
        <li className={styles.row}>
          <Icon name="clipboard-list" />
          <div>
            <strong>Afficher la lettre</strong>
            <span>Une affiche sans le nom de personne, à imprimer</span>
          </div>
          <ButtonLink href={addressOf(reportApi.poster, { params: { campaignId: campaign.id } })} size="small" target="_blank">
            Affiche
          </ButtonLink>
        </li>
      </ul>
    </Card>
  );
}
