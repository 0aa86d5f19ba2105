import type { ReactNode } from 'react';
import { dayInWords } from '../platform/time.ts';
import type { Menu, Place } from '../site/layout.tsx';
import type { TownHallReply } from '../townhalls/contract.ts';
import type { Publication } from '../townhalls/publication/contract.ts';
import { conformityLabel } from '../townhalls/publication/labels.ts';

interface Duty {
  place: Place;
  townHall: TownHallReply;
  publication: Publication;
}

/** The declaration of RGAA 4.1.2, in the order and the words of its official model (trust A-13). */
export function AccessibilityPage({ place, townHall, publication }: Duty) {
  const { conformity, auditedOn, auditedBy, conformityRate, notCompliant, exempted, schemeUrl, isExpired } = publication;
  const isAudited = auditedOn !== null && !isExpired;
  const contact = publication.accessibilityEmail ?? townHall.email;
  return (
    <>
      <h1>Déclaration d’accessibilité</h1>
      <p className="intro">
        {place.name.replace(/^Mairie/, 'La mairie')} s’engage à rendre ses sites internet accessibles, conformément à l’article 47
        de la loi n°&nbsp;2005-102 du 11 février 2005. Cette déclaration s’applique à ce portail.
      </p>
      <Part title="État de conformité">
        <p>
          Ce portail est <strong>{conformityLabel[conformity]}</strong> avec le référentiel général d’amélioration de
          l’accessibilité (RGAA), version 4.1.2{!isAudited && ', en l’absence d’audit de conformité en cours de validité'}.
        </p>
      </Part>
      <Part title="Résultats des tests">
        {isAudited ? (
          <p>
            L’audit de conformité réalisé {auditedBy && `par ${auditedBy} `}le {dayInWords(auditedOn)} révèle que {conformityRate}
            &nbsp;% des critères du RGAA sont respectés.
          </p>
        ) : (
          <p>Aucun audit en cours de validité n’a été publié.</p>
        )}
      </Part>
      <Part title="Contenus non accessibles">
        <p className="lines">{notCompliant || 'Aucun contenu n’a encore été recensé.'}</p>
        {exempted && (
          <>
            <h3>Contenus non soumis à l’obligation d’accessibilité, ou dérogations</h3>
            <p className="lines">{exempted}</p>
          </>
        )}
      </Part>
      <Part title="Établissement de cette déclaration">
        <p>
          {isAudited
            ? `Cette déclaration a été établie le ${dayInWords(auditedOn)}. Elle vaut trois ans.`
            : 'Cette déclaration est provisoire.'}{' '}
          Le portail est écrit en HTML et CSS, et fonctionne sans script.
        </p>
        {schemeUrl && (
          <p>
            <a href={schemeUrl}>Schéma pluriannuel et plan d’action de l’année</a>
          </p>
        )}
      </Part>
      <Part title="Retour d’information et contact">
        <p>
          Si vous n’arrivez pas à accéder à un contenu ou à un service, écrivez ou appelez&nbsp;: la mairie vous répond dans la
          semaine, et vous oriente vers une solution accessible ou vous transmet le contenu sous une autre forme.
        </p>
        <Reach contact={contact} place={place} />
      </Part>
      <Part title="Voies de recours">
        <p>
          Si vous avez signalé un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un service, et que vous
          n’avez pas obtenu de réponse satisfaisante, vous pouvez&nbsp;:
        </p>
        <ul className="bullets">
          <li>
            écrire un message au <a href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</a>&nbsp;;
          </li>
          <li>
            contacter le <a href="https://www.defenseurdesdroits.fr/saisir/delegues">délégué du Défenseur des droits</a> près de
            chez vous&nbsp;;
          </li>
          <li>envoyer un courrier, sans timbre, à&nbsp;: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.</li>
        </ul>
      </Part>
    </>
  );
}

export function LegalPage({ place, townHall, publication }: Duty) {
  return (
    <>
      <h1>Mentions légales</h1>
      <Part title="Éditeur">
        <p>{place.name}</p>
        <Reach contact={townHall.email} place={place} />
        <p>Directeur de la publication&nbsp;: {publication.director || 'à préciser par la mairie'}.</p>
      </Part>
      <Part title="Hébergeur">
        <p className="lines">{publication.host || 'À préciser par la mairie.'}</p>
      </Part>
      <Part title="Logiciel">
        <p>Ce portail est servi par Parvis, logiciel libre sous licence EUPL-1.2.</p>
      </Part>
    </>
  );
}

export function PrivacyPage({ place, townHall }: Duty) {
  return (
    <>
      <h1>Vie privée</h1>
      <p className="intro">{place.name.replace(/^Mairie/, 'La mairie')} est responsable des données recueillies ici.</p>
      <Part title="Ce que ce portail garde">
        <ul className="bullets">
          <li>Aucun cookie, aucune mesure d’audience, aucune demande à un autre site.</li>
          <li>Une inscription que personne ne confirme est effacée au bout de sept jours.</li>
          <li>Un code d’accès est effacé dans l’heure.</li>
          <li>Sous chaque formulaire, la mairie dit à quoi serviront vos réponses, pour combien de temps, et qui les verra.</li>
        </ul>
      </Part>
      <Part title="Vos droits">
        <p>
          Vous pouvez voir vos données, les corriger, les faire effacer, en limiter l’usage, les emporter, vous opposer à ce
          qu’elles servent, et retirer un accord à tout moment. Commencez par{' '}
          <a href={`${place.root}/mes-abonnements`}>Mes abonnements</a>.
        </p>
      </Part>
      <Part title="À qui vous adresser">
        <p>
          {townHall.dpoEmail ? (
            <>
              Délégué à la protection des données&nbsp;: {townHall.dpoName},{' '}
              <a href={`mailto:${townHall.dpoEmail}`}>{townHall.dpoEmail}</a>.
            </>
          ) : (
            'Le délégué à la protection des données n’est pas encore nommé : adressez-vous à la mairie.'
          )}
        </p>
        <p>
          Si la réponse ne vous convient pas, vous pouvez vous plaindre à la <a href="https://www.cnil.fr/fr/plaintes">CNIL</a>.
        </p>
      </Part>
    </>
  );
}

export function SiteMap({ root, menu, accessibility }: { root: string; menu: Menu; accessibility: string }) {
  const links = new Map([{ label: 'Accueil', path: '' }, ...menu.top, ...menu.foot.flat()].map((link) => [link.path, link]));
  return (
    <>
      <h1>Plan du site</h1>
      <ul className="bullets">
        {[...links.values()].map(({ label, path }) => (
          <li key={path}>
            <a href={root + path}>{label.replace('%', accessibility)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="part">
    <h2>{title}</h2>
    {children}
  </section>
);

const Reach = ({ contact, place }: { contact: string | null; place: Place }) => (
  <ul className="bullets">
    {contact && (
      <li>
        <a href={`mailto:${contact}`}>{contact}</a>
      </li>
    )}
    {place.phone && (
      <li>
        <a href={`tel:${place.phone.number}`}>{place.phone.words}</a>
      </li>
    )}
    {place.address && <li>{place.address}</li>}
  </ul>
);
