import type { ReactNode } from 'react';
import { type PageReply, page } from '../../platform/pages.ts';
import type { Entrance, Visit } from '../../platform/routes.ts';
import type { Scope, Transact } from '../../platform/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Faults } from '../../site/forms.tsx';
import type { Place, Render } from '../../site/layout.tsx';
import { nowhere } from '../../site/nowhere.tsx';
import { findTownHall, getPlace, inTown } from '../../townhalls/townhalls.ts';
import { hashOf } from '../proofs.ts';
import { glimpseOf } from '../reaching.ts';
import { readSubscription, type SubscriptionForm, subscriptionForm, type Typed } from './form.ts';
import type { Confirming as From } from './jobs.ts';
import { pageShown, SubscriptionFields, subscriptionPath } from './SubscriptionForm.tsx';
import { askSubscription, type Confirmed, confirmSignUp, countForm, findSignUp } from './sign-ups.ts';
import type { SignUp } from './tables.ts';

interface Stage {
  render: Render;
  seal: Seal;
}

/** Subscribing by oneself: a form, a message, a button. Opening a page never confirms anything (trust M-12). */
export const signUpPages = (stage: Stage) => [
  page('GET /p/:townHall/abonnement', (entrance, { params }) =>
    at(stage, { entrance, params }, async (scope, place) => showForm(stage, place, { form: await subscriptionForm(scope) })),
  ),
  page('POST /p/:townHall/abonnement', (entrance, { params, form }, visit) =>
    subscribe(stage, entrance, { slug: params['townHall'], typed: form, visit }),
  ),
  page('GET /p/:townHall/abonnement/envoye', (entrance, { params }) =>
    at(stage, { entrance, params }, async (_, place) => show(stage, place, <Sent />)),
  ),
  page('GET /p/:townHall/abonnement/confirme', (entrance, { params }) =>
    at(stage, { entrance, params }, async (_, place) => show(stage, place, <Subscribed root={place.root} />)),
  ),
  page('GET /p/:townHall/abonnement/confirmation/:token', async (entrance, { params }) => {
    const found = await findSignUp(entrance, params['token'] ?? '', stage.seal);
    return at(stage, { entrance, params }, async (_, place) =>
      found ? show(stage, place, <Confirming {...found} />) : after.gone(stage, place),
    );
  }),
  page('POST /p/:townHall/abonnement/confirmation/:token', async (entrance, { params }) => {
    const found = await findSignUp(entrance, params['token'] ?? '', stage.seal);
    const done = found ? await found.transact((scope) => confirmSignUp(scope, found.signUp.id, found.from)) : 'gone';
    return at(stage, { entrance, params }, async (_, place) => after[done](stage, place));
  }),
];

interface Asked {
  entrance: Entrance;
  params: Record<string, string>;
}

const at = async (
  { render }: Stage,
  { entrance, params }: Asked,
  play: (scope: Scope, place: Place) => Promise<PageReply>,
): Promise<PageReply> => (await inTown(entrance, params['townHall'], play)) ?? nowhere(render);

const after: Record<Confirmed, (stage: Stage, place: Place) => PageReply> = {
  subscribed: (_, { root }) => ({ redirect: `${root}${subscriptionPath}/confirme` }),
  waits_for_guardian: (stage, place) => show(stage, place, <Waits words="votre parent confirme de son côté" />),
  waits_for_child: (stage, place) => show(stage, place, <Waits words="votre enfant confirme de son côté" />),
  gone: (stage, place) => ({ status: 404, ...show(stage, place, <Gone root={place.root} />) }),
};

interface Subscribing {
  slug: string | undefined;
  typed: Typed;
  visit: Visit;
}

async function subscribe(stage: Stage, entrance: Entrance, { slug, typed, visit }: Subscribing): Promise<PageReply> {
  const found = await findTownHall(entrance.db, slug ?? '');
  if (!found) return nowhere(stage.render);
  const transact = entrance.transactAt(found.id);
  if ((await countForm(transact, visit.ip)) > 0) return tooMany(stage, transact);
  return transact(async (scope) => {
    const [form, place] = [await subscriptionForm(scope), await getPlace(scope)];
    const sent = { redirect: `${place.root}${subscriptionPath}/envoye` };
    // Filled in by a machine: it is told the same, and nothing is kept.
    if (typed['website'] || !form) return sent;
    const shown = pageShown(form, place.root);
    const read = readSubscription(form, typed);
    if ('faults' in read) return showForm(stage, place, { form, typed, faults: read.faults });
    if (typed['page'] !== hashOf(shown)) return showForm(stage, place, { form, typed, faults: { choices: CHANGED } });
    await askSubscription(scope, read.asked, shown);
    return sent;
  });
}

const CHANGED = 'Cette page vient de changer. Relisez-la, puis confirmez votre choix.';

const tooMany = (stage: Stage, transact: Transact): Promise<PageReply> =>
  transact(async (scope) => ({
    status: 429,
    ...show(
      stage,
      await getPlace(scope),
      <>
        <h1>Trop de demandes d’un coup</h1>
        <p className="intro">Attendez un quart d’heure, puis recommencez. Vous pouvez aussi appeler la mairie.</p>
      </>,
    ),
  }));

const show = ({ render }: Stage, place: Place, main: ReactNode): PageReply => ({
  html: render({ title: 'S’abonner', place, main, path: subscriptionPath }),
});

interface Shown {
  form: SubscriptionForm | undefined;
  typed?: Typed;
  faults?: Faults;
}

const showForm = (stage: Stage, place: Place, { form, typed = {}, faults = {} }: Shown): PageReply => ({
  ...(Object.keys(faults).length > 0 ? { status: 422 } : {}),
  ...show(
    stage,
    place,
    <>
      <h1>S’abonner</h1>
      {form ? (
        <>
          <p className="intro">Gratuit. Vous changez d’avis quand vous voulez.</p>
          <div className="panel narrow">
            <SubscriptionFields form={form} root={place.root} typed={typed} faults={faults} />
          </div>
        </>
      ) : (
        <p className="intro">Les inscriptions en ligne ne sont pas encore ouvertes. Adressez-vous à la mairie.</p>
      )}
      {place.phone && (
        <p className="hint">
          Pas d’Internet&nbsp;? Appelez le <a href={`tel:${place.phone.number}`}>{place.phone.words}</a>.
        </p>
      )}
    </>,
  ),
});

const Sent = () => (
  <>
    <h1>Ouvrez votre messagerie</h1>
    <p className="intro" role="status">
      Nous venons d’écrire à l’adresse que vous avez donnée. Ouvrez ce message et confirmez&nbsp;: c’est la dernière étape.
    </p>
    <p className="hint">
      Rien reçu&nbsp;? Regardez dans les indésirables, et attendez une heure avant de recommencer. Si vous aviez demandé à ne plus
      jamais recevoir de message à cette adresse, passez par la mairie. Sans confirmation, votre demande est effacée dans sept
      jours.
    </p>
  </>
);

function Confirming({ signUp, from }: { signUp: SignUp; from: From }) {
  const isGuardian = from === 'guardian';
  return (
    <>
      <h1>{isGuardian ? 'Confirmez l’abonnement de votre enfant' : 'Confirmez votre abonnement'}</h1>
      <p className="intro">
        {isGuardian ? 'Adresse de votre enfant' : 'Votre adresse'}&nbsp;: {glimpseOf(signUp.email)}
      </p>
      <ul className="wishes">
        {signUp.choices.map(({ purposeId, channel, wording }) => (
          <li key={`${purposeId} ${channel}`}>{wording}</li>
        ))}
      </ul>
      <form method="post" className="form-actions">
        <button type="submit" className="button">
          {isGuardian ? 'Donner mon accord' : 'Confirmer mon abonnement'}
        </button>
        <p className="hint">Si ce n’est pas vous, fermez cette page&nbsp;: la demande s’effacera d’elle-même.</p>
      </form>
    </>
  );
}

const Subscribed = ({ root }: { root: string }) => (
  <>
    <h1>C’est fait</h1>
    <p className="intro" role="status">
      Votre abonnement est enregistré. Chaque message vous permettra de changer d’avis, et cette page aussi&nbsp;:
    </p>
    <p className="form-actions">
      <a className="button outline" href={`${root}/mes-abonnements`}>
        Mes abonnements
      </a>
    </p>
  </>
);

const Waits = ({ words }: { words: string }) => (
  <>
    <h1>C’est noté</h1>
    <p className="intro" role="status">
      L’abonnement commencera dès que {words}.
    </p>
  </>
);

const Gone = ({ root }: { root: string }) => (
  <>
    <h1>Ce lien a déjà servi, ou n’est plus valable</h1>
    <p className="intro">Une demande se confirme une fois, dans les sept jours.</p>
    <p className="form-actions">
      <a className="button outline" href={root + subscriptionPath}>
        M’abonner
      </a>
      <a className="button neutral" href={`${root}/mes-abonnements`}>
        Voir mes abonnements
      </a>
    </p>
  </>
);
