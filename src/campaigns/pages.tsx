import type { ReactNode } from 'react';
import { type PageReply, page } from '../platform/pages.ts';
import type { Seal } from '../platform/seal.ts';
import type { Render } from '../site/layout.tsx';
import { nowhere } from '../site/nowhere.tsx';
import { answerQuestion, openQuestion, type QuestionView } from './answers/answers.ts';
import { followLink, openBursts } from './links/links.ts';

/** What the links inside a letter lead to. Opening one changes nothing on a record: mail scanners open them too (trust M-12). */
export const campaignPages = ({ seal, render }: { seal: Seal; render: Render }) => {
  const bursts = openBursts();
  return [
    page('GET /m/c/:token', async (entrance, { params: { token = '' } }, visit) => {
      const url = await followLink(entrance, { seal, bursts, token }, visit);
      return url ? { redirect: url } : nowhere(render);
    }),
    page('GET /m/a/:token', async (entrance, { params: { token = '' } }) => {
      const view = await openQuestion(entrance, seal, token);
      return view ? show(render, view, view.isClosed ? <Closed {...view} /> : <Asking {...view} />) : nowhere(render);
    }),
    page('POST /m/a/:token', async (entrance, { params: { token = '' }, form }) => {
      const answer = /^\d$/.test(String(form['answer'])) ? Number(form['answer']) : undefined;
      const view = await answerQuestion(entrance, seal, { token, answer });
      return view ? show(render, view, view.isClosed ? <Closed {...view} /> : <Answered {...view} />) : nowhere(render);
    }),
  ];
};

const show = (render: Render, { place }: QuestionView, main: ReactNode): PageReply => ({
  html: render({ title: 'Votre réponse', place, main }),
});

const told = 'La mairie saura que cette réponse vient de vous\u00a0: elle est jointe à votre fiche.';

function Asking({ question, answers, chosen, given }: QuestionView) {
  return (
    <>
      <h1>{question}</h1>
      <p className="intro">
        {given === null
          ? 'Rien n’est compté avant que vous confirmiez.'
          : `Vous avez déjà répondu «\u00a0${answers[given]}\u00a0». Vous pouvez changer d’avis.`}
      </p>
      <form method="post" className="form-actions">
        <fieldset className="answers">
          <legend className="field-label">Votre réponse</legend>
          {answers.map((label, rank) => (
            <label key={label} className="answer">
              <input type="radio" name="answer" value={rank} defaultChecked={rank === chosen} required /> {label}
            </label>
          ))}
        </fieldset>
        <button type="submit" className="button">
          Confirmer ma réponse
        </button>
        <p className="hint">{told}</p>
      </form>
    </>
  );
}

function Answered({ question, answers, given }: QuestionView) {
  return (
    <>
      <h1>Merci, c’est noté</h1>
      <p className="intro" role="status">
        À la question «&nbsp;{question}&nbsp;», vous avez répondu «&nbsp;{answers[given ?? 0]}&nbsp;».
      </p>
      <p className="hint">Pour changer d’avis, ouvrez de nouveau le lien du message.</p>
    </>
  );
}

function Closed({ question, answers, given }: QuestionView) {
  return (
    <>
      <h1>{question}</h1>
      <p className="intro" role="status">
        Cette question est close.{' '}
        {given === null ? 'Vous n’y aviez pas répondu.' : `Vous aviez répondu «\u00a0${answers[given]}\u00a0».`}
      </p>
    </>
  );
}
