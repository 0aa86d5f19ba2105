import type { ReactNode } from 'react';
import { drawPreferences } from '../consents/preferences/preferences.ts';
import { type PageReply, page } from '../platform/pages.ts';
import { Problem } from '../platform/problem.ts';
import type { Seal } from '../platform/seal.ts';
import type { Place, Render } from '../site/layout.tsx';
import { nowhere } from '../site/nowhere.tsx';
import type { OptOutJournal } from './opt-outs/journal.ts';
import { buttonWords, followLink, resume, type SubscriptionView, stopDurably } from './opt-outs/opt-outs.ts';
import { choose, followChoices, type OwnChoices, stopAll } from './opt-outs/own-choices.ts';
import { subscriptionIn } from './subscription.ts';

interface Links {
  render: Render;
  seal: Seal;
  optOuts: OptOutJournal;
}

/** What the links at the foot of a message lead to. Opening one changes nothing: mail scanners open them too (trust M-12). */
export const messagePages = (links: Links) => [
  page('GET /m/u/:token', async (entrance, { params: { token = '' } }) => {
    if (token === 'essai') return show(links, null, <Trial />);
    const view = await followLink(entrance, links.seal, { token }).catch((error: unknown) =>
      withoutDatabase(links, token, error),
    );
    if (view === 'unread') return show(links, null, <AskingUnread />);
    if (!view) return nowhere(links.render);
    return show(
      links,
      view.place,
      view.answer === 'refused' ? <Stopped {...view} token={token} /> : <Asking {...view} token={token} />,
    );
  }),
  // RFC 8058: by a mailbox, without a cookie, as a form or as multipart; or by the buttons of these pages.
  page('POST /m/u/:token', async (entrance, { params: { token = '' }, form }) => {
    if (token === 'essai') return show(links, null, <Trial />);
    if (form['answer'] === 'resume') {
      const resumed = await followLink(entrance, links.seal, { token, act: resume });
      return resumed ? show(links, resumed.place, <Resumed {...resumed} token={token} />) : nowhere(links.render);
    }
    const view = await stopDurably(entrance, links, token);
    if (view === 'journaled') return show(links, null, <StoppedUnread />);
    return view ? show(links, view.place, <Stopped {...view} token={token} />) : nowhere(links.render);
  }),
  page('GET /m/p/:token', async (entrance, { params: { token = '' } }) => {
    const choices = await followChoices(entrance, links.seal, { token });
    return choices ? show(links, choices.place, <Choosing {...choices} />) : nowhere(links.render);
  }),
  page('POST /m/p/:token', async (entrance, { params: { token = '' }, form }) => {
    const isStopping = form['act'] === 'stop';
    const act = isStopping ? stopAll : choose(new Set([form['choices'] ?? []].flat()));
    const choices = await followChoices(entrance, links.seal, { token, act });
    const said = isStopping
      ? 'C’est fait\u00a0: tout est arrêté, sauf les alertes.'
      : 'Vos choix sont enregistrés. Ils valent dès maintenant.';
    return choices ? show(links, choices.place, <Choosing {...choices} said={said} />) : nowhere(links.render);
  }),
];

/** A link of ours still opens on its button when the database is away: pressing it will be kept. */
function withoutDatabase({ seal }: Links, token: string, error: unknown): 'unread' | undefined {
  if (error instanceof Problem) throw error;
  return subscriptionIn(seal, token) ? 'unread' : undefined;
}

const show = ({ render }: Links, place: Place | null, main: ReactNode): PageReply => ({
  html: render({ title: 'Mes abonnements', place, main }),
});

type Shown = SubscriptionView & { token: string };

const Trial = () => (
  <>
    <h1>C’est une lettre d’essai</h1>
    <p className="intro">Dans la vraie lettre, ce lien permet à la personne qui l’a reçue de ne plus recevoir ces messages.</p>
  </>
);

const AskingUnread = () => (
  <>
    <h1>Ne plus recevoir ces messages</h1>
    <form method="post" className="form-actions">
      <button type="submit" className="button" name="answer" value="stop">
        Ne plus recevoir ces messages
      </button>
      <p className="hint">L’effet est immédiat. Cela ne change rien à vos démarches auprès de la mairie.</p>
    </form>
  </>
);

const StoppedUnread = () => (
  <>
    <h1>C’est fait</h1>
    <p className="intro" role="status">
      Votre demande est enregistrée&nbsp;: vous ne recevrez plus ces messages.
    </p>
  </>
);

function Asking(view: Shown) {
  return (
    <>
      <h1>Ne plus recevoir ces messages</h1>
      <p className="intro">
        Vous recevez «&nbsp;{view.purposeName}&nbsp;» {view.byChannel}
        {view.glimpse && `, à l’adresse ${view.glimpse}`}.
      </p>
      <form method="post" className="form-actions">
        <button type="submit" className="button" name="answer" value="stop">
          {buttonWords.stop(view)}
        </button>
        <p className="hint">L’effet est immédiat. Cela ne change rien à vos démarches auprès de la mairie.</p>
      </form>
      <Rest token={view.token} />
    </>
  );
}

function Stopped(view: Shown) {
  return (
    <>
      <h1>C’est fait</h1>
      <p className="intro" role="status">
        Vous ne recevrez plus «&nbsp;{view.purposeName}&nbsp;» {view.byChannel}.
      </p>
      <form method="post" className="form-actions">
        <p className="hint">C’était une erreur&nbsp;?</p>
        <button type="submit" className="button outline" name="answer" value="resume">
          {buttonWords.resume(view)}
        </button>
      </form>
      <Rest token={view.token} />
    </>
  );
}

function Resumed(view: Shown) {
  return (
    <>
      <h1>C’est noté</h1>
      <p className="intro" role="status">
        Vous recevrez de nouveau «&nbsp;{view.purposeName}&nbsp;» {view.byChannel}.
      </p>
      <form method="post" className="form-actions">
        <button type="submit" className="button outline" name="answer" value="stop">
          {buttonWords.stop(view)}
        </button>
      </form>
      <Rest token={view.token} />
    </>
  );
}

/** After one letter, all the others (trust M-13). */
const Rest = ({ token }: { token: string }) => (
  <form method="post" action={`/m/p/${token}`} className="form-actions rest">
    <h2>Et les autres messages&nbsp;?</h2>
    <button type="submit" className="button neutral" name="act" value="stop">
      Tout arrêter, sauf les alertes
    </button>
    <a href={`/m/p/${token}`}>Choisir ce que je reçois</a>
  </form>
);

const Choosing = ({ preferences, place, glimpse, said }: OwnChoices & { said?: string }) => (
  <>
    <h1>Mes abonnements</h1>
    {glimpse && <p className="intro">Adresse&nbsp;: {glimpse}</p>}
    {said && (
      <p className="said" role="status">
        {said}
      </p>
    )}
    <section className="panel narrow" aria-labelledby="received">
      <h2 id="received">Ce que je reçois</h2>
      {drawPreferences({ preferences })}
    </section>
    <p className="hint">
      Pour voir et corriger ce que la mairie sait de vous, <a href={`${place.root}/mes-abonnements`}>demandez un code</a>.
    </p>
  </>
);
