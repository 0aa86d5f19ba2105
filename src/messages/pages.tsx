import type { ReactNode } from 'react';
import { type PageReply, page } from '../platform/pages.ts';
import { Problem } from '../platform/problem.ts';
import type { Seal } from '../platform/seal.ts';
import { renderPage } from '../site/layout.tsx';
import type { OptOutJournal } from './opt-outs/journal.ts';
import { buttonWords, followLink, resume, type SubscriptionView, stopDurably } from './opt-outs/opt-outs.ts';
import { subscriptionIn } from './subscription.ts';

interface Links {
  seal: Seal;
  optOuts: OptOutJournal;
}

/** What the links at the foot of a message lead to. Opening one changes nothing: mail scanners open them too (trust M-12). */
export const messagePages = (links: Links) => [
  page('GET /m/u/:token', async (entrance, { params: { token = '' } }) => {
    if (token === 'essai') return trialLink;
    const view = await followLink(entrance, links.seal, { token }).catch((error: unknown) =>
      withoutDatabase(links, token, error),
    );
    if (view === 'unread') return askingUnread;
    return view ? show(view, view.answer === 'refused' ? <Stopped {...view} /> : <Asking {...view} />) : unknownLink;
  }),
  // RFC 8058: by a mailbox, without a cookie, as a form or as multipart; or by the buttons of these pages.
  page('POST /m/u/:token', async (entrance, { params: { token = '' }, form }) => {
    if (token === 'essai') return trialLink;
    if (form['answer'] === 'resume') {
      const resumed = await followLink(entrance, links.seal, { token, act: resume });
      return resumed ? show(resumed, <Resumed {...resumed} />) : unknownLink;
    }
    const view = await stopDurably(entrance, links, token);
    if (view === 'journaled') return stoppedUnread;
    return view ? show(view, <Stopped {...view} />) : unknownLink;
  }),
];

/** A link of ours still opens on its button when the database is away: pressing it will be kept. */
function withoutDatabase({ seal }: Links, token: string, error: unknown): 'unread' | undefined {
  if (error instanceof Problem) throw error;
  return subscriptionIn(seal, token) ? 'unread' : undefined;
}

const show = ({ townHall }: SubscriptionView, main: ReactNode): PageReply => ({
  html: renderPage({ title: 'Mes abonnements', place: townHall, main }),
});

const nobody = { name: 'Parvis', address: '' };

const unknownLink: PageReply = {
  status: 404,
  html: renderPage({
    title: 'Lien inconnu',
    place: nobody,
    main: (
      <>
        <h1>Ce lien ne mène nulle part</h1>
        <p className="intro">
          Il a peut-être été coupé en route. Ouvrez-le depuis le message que vous avez reçu, ou écrivez à votre mairie.
        </p>
      </>
    ),
  }),
};

const askingUnread: PageReply = {
  html: renderPage({
    title: 'Mes abonnements',
    place: nobody,
    main: (
      <>
        <h1>Ne plus recevoir ces messages</h1>
        <form method="post" className="form-actions">
          <button type="submit" className="button" name="answer" value="stop">
            Ne plus recevoir ces messages
          </button>
          <p className="hint">L’effet est immédiat. Cela ne change rien à vos démarches auprès de la mairie.</p>
        </form>
      </>
    ),
  }),
};

const stoppedUnread: PageReply = {
  html: renderPage({
    title: 'Mes abonnements',
    place: nobody,
    main: (
      <>
        <h1>C’est fait</h1>
        <p className="intro" role="status">
          Votre demande est enregistrée&nbsp;: vous ne recevrez plus ces messages.
        </p>
      </>
    ),
  }),
};

const trialLink: PageReply = {
  html: renderPage({
    title: 'Lettre d’essai',
    place: nobody,
    main: (
      <>
        <h1>C’est une lettre d’essai</h1>
        <p className="intro">
          Dans la vraie lettre, ce lien permet à la personne qui l’a reçue de ne plus recevoir ces messages.
        </p>
      </>
    ),
  }),
};

function Asking(view: SubscriptionView) {
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
    </>
  );
}

function Stopped(view: SubscriptionView) {
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
    </>
  );
}

function Resumed(view: SubscriptionView) {
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
    </>
  );
}
