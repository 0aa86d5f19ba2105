import { dayInWords } from '../../platform/time.ts';
import type { TownHallReply } from '../../townhalls/contract.ts';
import { dialled, townHallInFull } from '../../townhalls/labels.ts';
import { type Channel, type ConsentRow, channel as channels, type Purpose } from '../contract.ts';
import { byChannelLabel, consentMethodLabel, retentionInWords } from '../labels.ts';
import { type Notice, NoticeText } from '../notice.tsx';
import { boxWords } from '../sign-ups/form.ts';
import { drawSheet } from './Paper.tsx';
import { QrCode } from './QrCode.tsx';

/** A text message is not proposed before one can be sent (ui/corrections.md). */
export const slipChannels: readonly Channel[] = channels.options.filter((one) => one !== 'sms');

interface SlipDrawn {
  townHall: TownHallReply;
  purposes: readonly Purpose[];
  notice: Notice;
  address: string;
}

/** Where the reference of a printed slip goes: it names the words, so it is none of them. */
export const REFERENCE = '<p class="reference"></p>';

export const drawSlip = ({ townHall, purposes, notice, address }: SlipDrawn): string =>
  drawSheet(
    `Bulletin d’inscription · ${townHall.name}`,
    <>
      <p className="from">{townHallInFull(townHall.kind, townHall.name)}</p>
      <h1>Recevoir les nouvelles de la mairie</h1>
      <p>Gratuit. Cochez ce que vous voulez, par le moyen que vous voulez. Vous changez d’avis quand vous voulez.</p>
      <Boxes purposes={purposes} />
      <div className="lines">
        <p>Nom</p>
        <p>Prénom</p>
        <p className="wide">Numéro et rue (pour le courrier)</p>
        <p>Code postal et commune</p>
        <p>Téléphone (pour les appels)</p>
        <p className="wide">Adresse e-mail (pour les e-mails)</p>
        <p>Date</p>
        <p>Signature (avant 15&nbsp;ans, d’un parent aussi)</p>
      </div>
      <NoticeText notice={notice} level="h2" />
      <div className="foot">
        <QrCode address={address} />
        <div>
          <p>
            Plus simple, en ligne&nbsp;: photographiez ce carré, ou écrivez <span className="address">{address}</span>
          </p>
          <p>Bulletin à rendre à la mairie{townHall.addressLine && `, ${townHall.addressLine}`}.</p>
        </div>
      </div>
      <p className="reference" />
    </>,
  );

/** None ticked in advance, one for each purpose and each channel (trust P-06). */
const Boxes = ({ purposes }: Pick<SlipDrawn, 'purposes'>) => (
  <table>
    <caption>Je souhaite recevoir&nbsp;:</caption>
    <thead>
      <tr>
        <td />
        {slipChannels.map((channel) => (
          <th key={channel} scope="col">
            {byChannelLabel[channel]}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {purposes.map((purpose) => (
        <tr key={purpose.id}>
          <th scope="row">
            «&nbsp;{purpose.name}&nbsp;»{purpose.description && <small>{purpose.description}</small>}
          </th>
          {slipChannels.map((channel) => (
            <td key={channel}>
              <span className="box" role="img" aria-label={`Case à cocher\u00a0: ${boxWords(purpose, channel)}`} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

export const drawPoster = ({ townHall, address }: Pick<SlipDrawn, 'townHall' | 'address'>): string =>
  drawSheet(
    `Affiche · ${townHall.name}`,
    <>
      <p className="from">{townHallInFull(townHall.kind, townHall.name)}</p>
      <h1>Recevez les nouvelles de la commune</h1>
      <p>Photographiez ce carré avec votre téléphone, choisissez, confirmez.</p>
      <QrCode address={address} />
      <p className="address">{address.replace(/^https?:\/\//, '')}</p>
      <p>Gratuit. Vous arrêtez quand vous voulez.</p>
      <p>
        Pas d’Internet&nbsp;? Demandez un bulletin à l’accueil
        {townHall.phone && <>, ou appelez le {dialled(townHall.phone)}</>}.
      </p>
    </>,
    'poster',
  );

interface Confirmed {
  townHall: TownHallReply;
  person: string;
  rows: readonly ConsentRow[];
  purposes: readonly Purpose[];
  notice: Notice;
  /** Where one chooses again. */
  address: string;
  today: string;
}

/** What was said, handed over in writing: someone at a counter or on the phone has no mailbox to confirm from. */
export const drawConfirmation = ({ townHall, person, rows, purposes, notice, address, today }: Confirmed): string =>
  drawSheet(
    `Confirmation d’inscription · ${townHall.name}`,
    <>
      <p className="from">{townHallInFull(townHall.kind, townHall.name)}</p>
      <h1>Confirmation d’inscription</h1>
      <p>
        {person}, le {dayInWords(today)}
      </p>
      <h2>Ce que vous avez accepté de recevoir</h2>
      {grantedIn(rows).length === 0 && <p>Rien à ce jour.</p>}
      <ul>
        {grantedIn(rows).map(({ row, cell }) => (
          <li key={`${row.purposeId} ${cell.channel}`}>
            «&nbsp;{row.purposeName}&nbsp;» {byChannelLabel[cell.channel]}
            {cell.since && `, accord du ${dayInWords(cell.since)}`}
            {cell.method && `, ${consentMethodLabel[cell.method]}`}. Gardé {retentionOf(purposes, row.purposeId)} au plus après
            votre dernier échange avec la mairie.
          </li>
        ))}
      </ul>
      <h2>Changer d’avis</h2>
      <p>
        Chaque message porte un lien pour l’arrêter. À l’accueil
        {townHall.phone && `, au ${dialled(townHall.phone)}`} ou par courrier, un mot suffit.
      </p>
      <NoticeText notice={notice} level="h2" />
      <div className="foot">
        <QrCode address={address} />
        <p>
          Vos abonnements en ligne&nbsp;: <span className="address">{address}</span>
        </p>
      </div>
    </>,
  );

export const grantedIn = (rows: readonly ConsentRow[]) =>
  rows.flatMap((row) => row.cells.filter(({ answer }) => answer === 'granted').map((cell) => ({ row, cell })));

const retentionOf = (purposes: readonly Purpose[], purposeId: string) =>
  retentionInWords(purposes.find(({ id }) => id === purposeId)?.retentionMonths ?? 36);
