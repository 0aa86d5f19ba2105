import type { ReactNode } from 'react';
import { emailAddress } from '../../contacts/contract.ts';
import { type PageReply, type PageRequest, page } from '../../platform/pages.ts';
import type { Entrance, Visit } from '../../platform/routes.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Seal } from '../../platform/seal.ts';
import { countTry, sourceOf } from '../../platform/throttle.ts';
import { FaultSummary, type Faults, TextInput } from '../../site/forms.tsx';
import type { Place, Render } from '../../site/layout.tsx';
import { nowhere } from '../../site/nowhere.tsx';
import { findTownHall, getPlace, inTown } from '../../townhalls/townhalls.ts';
import { glimpseOf } from '../reaching.ts';
import { accessOf, askAccess, askEmailChange, confirmEmailChange, findEmailChange, openAccess } from './access.ts';
import { MyDataPage } from './MyDataPage.tsx';
import { type MyData, myDataOf } from './my-data.ts';
import { choosePreferences, stopAllButAlerts } from './preferences.ts';
import { noteDataRequest } from './requests.ts';

interface Stage {
  render: Render;
  seal: Seal;
}

const PATH = '/mes-abonnements';

/** What I receive, and what is known of me: opened by a code sent to my address. */
export const preferencePages = (stage: Stage) => [
  page('GET /p/:townHall/mes-abonnements', (entrance, { params }) =>
    at(stage, { entrance, params }, async (_, place) => show(stage, place, <AskEmail />)),
  ),
  page('POST /p/:townHall/mes-abonnements', (entrance, request, visit) => ask(stage, entrance, { ...request, visit })),
  page('GET /p/:townHall/mes-abonnements/code/:accessCodeId', (entrance, { params }) =>
    at(stage, { entrance, params }, async (_, place) => show(stage, place, <TypeCode />)),
  ),
  page('POST /p/:townHall/mes-abonnements/code/:accessCodeId', (entrance, request) => open(stage, entrance, request)),
  page('POST /p/:townHall/mes-abonnements/donnees', (entrance, { params, form }) =>
    at(stage, { entrance, params }, async (scope, place) => {
      const access = await accessOf(scope, String(form['pass'] ?? ''));
      if (!access) return { status: 403, ...show(stage, place, <AskEmail isExpired />) };
      const said = await act(scope, await myDataOf(scope, access.email), form);
      return show(
        stage,
        place,
        <MyDataPage {...{ access, root: place.root, ...said }} data={await myDataOf(scope, access.email)} />,
      );
    }),
  ),
  page('GET /p/:townHall/mes-abonnements/adresse/:token', async (entrance, { params }) => {
    const found = await findEmailChange(entrance, stage.seal, params['token'] ?? '');
    return at(stage, { entrance, params }, async (_, place) =>
      found ? show(stage, place, <NewAddress email={found.change.email} />) : goneLink(stage, place),
    );
  }),
  page('POST /p/:townHall/mes-abonnements/adresse/:token', async (entrance, { params }) => {
    const found = await findEmailChange(entrance, stage.seal, params['token'] ?? '');
    const isDone = found && (await found.transact((scope) => confirmEmailChange(scope, found.change.id)));
    return at(stage, { entrance, params }, async (_, place) =>
      isDone ? show(stage, place, <AddressChanged />) : goneLink(stage, place),
    );
  }),
];

type Asked = { entrance: Entrance } & Pick<PageRequest, 'params'>;

const at = async (
  { render }: Stage,
  { entrance, params }: Asked,
  play: (scope: Scope, place: Place) => Promise<PageReply>,
): Promise<PageReply> => (await inTown(entrance, params['townHall'], play)) ?? nowhere(render);

async function ask(
  stage: Stage,
  entrance: Entrance,
  { params, form, visit }: PageRequest & { visit: Visit },
): Promise<PageReply> {
  const found = await findTownHall(entrance.db, params['townHall'] ?? '');
  if (!found) return nowhere(stage.render);
  const transact = entrance.transactAt(found.id);
  const wait = await transact((scope) => countTry(scope, [{ subject: `forms from ${sourceOf(visit.ip)}`, tries: 30 }]));
  return transact(async (scope) => {
    const place = await getPlace(scope);
    if (wait > 0) return { status: 429, ...show(stage, place, <TooMany />) };
    const { data: email } = emailAddress.safeParse(String(form['email'] ?? ''));
    if (!email) {
      const faults = { email: 'Écrivez votre adresse e-mail, comme nom@domaine.fr.' };
      return { status: 422, ...show(stage, place, <AskEmail faults={faults} typed={String(form['email'] ?? '')} />) };
    }
    return { redirect: `${place.root}${PATH}/code/${await askAccess(scope, email)}` };
  });
}

async function open(stage: Stage, entrance: Entrance, { params, form }: PageRequest): Promise<PageReply> {
  const found = await findTownHall(entrance.db, params['townHall'] ?? '');
  if (!found) return nowhere(stage.render);
  const transact = entrance.transactAt(found.id);
  const opened = await openAccess(transact, params['accessCodeId'] ?? '', String(form['code'] ?? ''));
  return transact(async (scope) => {
    const place = await getPlace(scope);
    if (opened === 'too_many') return { status: 429, ...show(stage, place, <TooMany />) };
    if (opened === 'wrong') return { status: 422, ...show(stage, place, <TypeCode faults={wrongCode} />) };
    return show(stage, place, <MyDataPage access={opened} root={place.root} data={await myDataOf(scope, opened.email)} />);
  });
}

const wrongCode: Faults = { code: 'Ce code ne convient pas. Recopiez celui du dernier message reçu, ou demandez-en un autre.' };

/** What a button of the page does, and what is said of it. */
async function act(
  scope: Scope,
  { contactIds, contact }: MyData,
  form: PageRequest['form'],
): Promise<{ said?: string; faults?: Faults }> {
  const words = String(form['words'] ?? '')
    .trim()
    .slice(0, 2000);
  switch (form['act']) {
    case 'choose':
      await choosePreferences(scope, contactIds, new Set([form['choices'] ?? []].flat()));
      return { said: 'Vos choix sont enregistrés. Ils valent dès maintenant.' };
    case 'stop':
      await stopAllButAlerts(scope, contactIds);
      return { said: 'C’est fait\u00a0: vous ne recevrez plus que les alertes.' };
    case 'correct':
      if (!contact) return {};
      if (words === '') return { faults: { words: 'Écrivez ce qu’il faut corriger.' } };
      await noteDataRequest(scope, contact.id, { kind: 'correction', words });
      return { said: 'Votre demande de correction est notée. La mairie vous répond dans le mois.' };
    case 'erase':
      if (!contact) return {};
      await noteDataRequest(scope, contact.id, { kind: 'erasure', words });
      return { said: 'Votre demande d’effacement est notée. La mairie vous répond dans le mois.' };
    case 'move':
      return moveTo(scope, contact?.id, String(form['email'] ?? ''));
    default:
      return {};
  }
}

async function moveTo(scope: Scope, contactId: string | undefined, typed: string): Promise<{ said?: string; faults?: Faults }> {
  const { data: email } = emailAddress.safeParse(typed);
  if (!contactId) return {};
  if (!email) return { faults: { email: 'Écrivez votre nouvelle adresse e-mail, comme nom@domaine.fr.' } };
  await askEmailChange(scope, contactId, email);
  return { said: 'Un message vient de partir à la nouvelle adresse. Elle servira dès que vous l’aurez confirmée là-bas.' };
}

const show = ({ render }: Stage, place: Place, main: ReactNode): PageReply => ({
  html: render({ title: 'Mes abonnements', place, main, path: PATH }),
});

const goneLink = (stage: Stage, place: Place): PageReply => ({
  status: 404,
  ...show(
    stage,
    place,
    <>
      <h1>Ce lien a déjà servi, ou n’est plus valable</h1>
      <p className="intro">Un changement d’adresse se confirme une fois, dans la journée.</p>
    </>,
  ),
});

function AskEmail({ faults = {}, typed = '', isExpired = false }: { faults?: Faults; typed?: string; isExpired?: boolean }) {
  return (
    <>
      <h1>Mes abonnements</h1>
      <p className="intro">
        {isExpired
          ? 'Une demi-heure a passé\u00a0: demandez un nouveau code.'
          : 'Choisissez ce que vous recevez, et voyez ce que la mairie sait de vous.'}
      </p>
      <form method="post" className="panel narrow">
        <FaultSummary faults={faults} />
        <TextInput
          name="email"
          label="Votre adresse e-mail"
          help="Celle où la mairie vous écrit. Un code y sera envoyé."
          type="email"
          autoComplete="email"
          value={typed}
          fault={faults['email']}
        />
        <button type="submit" className="button">
          Recevoir un code
        </button>
      </form>
      <p className="hint">Dans chaque message de la mairie, un lien mène aussi à vos abonnements, sans code.</p>
    </>
  );
}

const TypeCode = ({ faults = {} }: { faults?: Faults }) => (
  <>
    <h1>Votre code</h1>
    <p className="intro" role="status">
      Si la mairie connaît cette adresse, un code à six chiffres vient d’y partir. Il sert une fois, dans le quart d’heure.
    </p>
    <form method="post" className="panel narrow">
      <FaultSummary faults={faults} />
      <TextInput
        name="code"
        label="Code à six chiffres"
        inputMode="numeric"
        autoComplete="one-time-code"
        fault={faults['code']}
      />
      <button type="submit" className="button">
        Voir mes abonnements
      </button>
    </form>
    <p className="hint">
      Rien reçu&nbsp;? Regardez dans les indésirables. Un nouveau code ne part qu’une heure après le précédent, qui reste bon un
      quart d’heure.
    </p>
  </>
);

const TooMany = () => (
  <>
    <h1>Trop d’essais</h1>
    <p className="intro">Attendez un quart d’heure, puis recommencez. Vous pouvez aussi appeler la mairie.</p>
  </>
);

const NewAddress = ({ email }: { email: string }) => (
  <>
    <h1>Confirmez votre nouvelle adresse</h1>
    <p className="intro">La mairie écrira désormais à {glimpseOf(email)}.</p>
    <form method="post" className="form-actions">
      <button type="submit" className="button">
        Confirmer cette adresse
      </button>
      <p className="hint">Si ce n’est pas vous, fermez cette page&nbsp;: rien ne change.</p>
    </form>
  </>
);

const AddressChanged = () => (
  <>
    <h1>C’est fait</h1>
    <p className="intro" role="status">
      La mairie vous écrira à cette adresse.
    </p>
  </>
);
