import { phoneInWords } from '../contacts/labels.ts';
import { type PageReply, page } from '../platform/pages.ts';
import { renderPage } from '../site/layout.tsx';
import type { TownHallReply } from '../townhalls/contract.ts';
import { findTownHall, getTownHall } from '../townhalls/townhalls.ts';

/** The public home of a town hall: what people come for first, hours and how to reach someone. */
export const portalPages = [
  page('GET /p/:townHall', async (entrance, { params: { townHall: slug = '' } }) => {
    const found = await findTownHall(entrance.db, slug);
    return found ? home(await entrance.transactAt(found.id)(getTownHall)) : unknownTownHall;
  }),
];

const home = (townHall: TownHallReply): PageReply => ({
  html: renderPage({
    title: 'Accueil',
    place: { name: `Mairie de ${townHall.name}`, address: [townHall.addressLine, townHall.postcode].filter(Boolean).join(', ') },
    main: <Home {...townHall} />,
  }),
});

const unknownTownHall: PageReply = {
  status: 404,
  html: renderPage({
    title: 'Adresse inconnue',
    place: { name: 'Parvis', address: '' },
    main: <h1>Aucune mairie n’a cette adresse</h1>,
  }),
};

function Home({ name, openingHours, addressLine, postcode, phone, email, dpoName, dpoEmail }: TownHallReply) {
  return (
    <>
      <h1>Mairie de {name}</h1>
      <h2>Horaires d’ouverture</h2>
      <p>{openingHours || 'Les horaires ne sont pas encore publiés.'}</p>
      <h2>Nous joindre</h2>
      <ul>
        {addressLine && (
          <li>
            {addressLine}, {postcode} {name}
          </li>
        )}
        {phone && (
          <li>
            <a href={`tel:${phone}`}>{phoneInWords(phone)}</a>
          </li>
        )}
        {email && (
          <li>
            <a href={`mailto:${email}`}>{email}</a>
          </li>
        )}
      </ul>
      <p>
        En cas d’urgence, appelez le 15, le 17, le 18 ou le 112&nbsp;; le 114 par SMS pour les personnes sourdes ou
        malentendantes.
      </p>
      {dpoEmail && (
        <p>
          Vos données personnelles&nbsp;: écrivez à {dpoName}, <a href={`mailto:${dpoEmail}`}>{dpoEmail}</a>.
        </p>
      )}
      <p>Accessibilité&nbsp;: non conforme</p>
    </>
  );
}
