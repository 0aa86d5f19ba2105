import type { ReactNode } from 'react';
import type { Place } from '../site/layout.tsx';
import type { TownHallReply } from '../townhalls/contract.ts';

interface HomeProps {
  townHall: TownHallReply;
  place: Place;
  /** The form to subscribe; null while it is not open. */
  subscription: ReactNode;
}

/** Screen k, the useful before the slogan: when it is open, how to reach someone, how to hear from it. */
export function Home({ townHall, place, subscription }: HomeProps) {
  return (
    <div className="hero">
      <div className="container">
        <div>
          <h1>{place.name}</h1>
          <Practical townHall={townHall} place={place} />
          <Emergencies />
        </div>
        {subscription ? (
          <section className="subscribe" id="abonnement" aria-labelledby="subscribe-title">
            <h2 id="subscribe-title">Recevoir les nouvelles</h2>
            <p className="hint">Gratuit. Vous changez d’avis quand vous voulez.</p>
            {subscription}
            {place.phone && (
              <p className="hint">
                Pas d’Internet&nbsp;? Appelez le <a href={`tel:${place.phone.number}`}>{place.phone.words}</a>, nous vous écrirons
                par courrier.
              </p>
            )}
          </section>
        ) : null}
      </div>
      <img className="scenery" src="/site/place.svg" alt="" width="1440" height="260" />
    </div>
  );
}

const Emergencies = () => (
  <section className="emergencies" aria-labelledby="emergencies-title">
    <h2 id="emergencies-title">Une urgence&nbsp;?</h2>
    <ul>
      {emergencies.map(({ number, words }) => (
        <li key={number}>
          <a href={`${number === '114' ? 'sms' : 'tel'}:${number}`}>{number}</a> {words}
        </li>
      ))}
    </ul>
  </section>
);

const emergencies = [
  { number: '15', words: 'SAMU, urgence médicale' },
  { number: '17', words: 'Police, gendarmerie' },
  { number: '18', words: 'Pompiers' },
  { number: '112', words: 'Toutes urgences, dans toute l’Europe' },
  { number: '114', words: 'Par SMS, pour les personnes sourdes ou malentendantes' },
];

function Practical({ townHall, place }: Pick<HomeProps, 'townHall' | 'place'>) {
  return (
    <dl className="practical">
      <div>
        <dt>Horaires d’ouverture</dt>
        <dd className="lines">{place.openingHours || 'Les horaires ne sont pas encore publiés.'}</dd>
      </div>
      {place.phone && (
        <div>
          <dt>Téléphone</dt>
          <dd>
            <a href={`tel:${place.phone.number}`}>{place.phone.words}</a>
          </dd>
        </div>
      )}
      {townHall.addressLine && (
        <div>
          <dt>Adresse</dt>
          <dd>{place.address}</dd>
        </div>
      )}
      {townHall.email && (
        <div>
          <dt>E-mail</dt>
          <dd>
            <a href={`mailto:${townHall.email}`}>{townHall.email}</a>
          </dd>
        </div>
      )}
      {townHall.website && (
        <div>
          <dt>Site de la commune</dt>
          <dd>
            <a href={townHall.website}>{townHall.website.replace(/^https?:\/\//, '')}</a>
          </dd>
        </div>
      )}
    </dl>
  );
}
