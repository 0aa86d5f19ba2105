import { renderToStaticMarkup } from 'react-dom/server';
import { getContact } from '../contacts/contacts.ts';
import { fullName } from '../contacts/labels.ts';
import type { Download } from '../platform/contract.ts';
import { missing } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { instantInWords } from '../platform/time.ts';
import { getTownHall } from '../townhalls/townhalls.ts';
import type { ConsentProof } from './contract.ts';
import { answerLabel, byChannelLabel, consentMethodLabel, legalBasisLabel } from './labels.ts';
import { getProof, pageOf, proofsOf } from './proofs.ts';

/** The page the person had before their eyes, to the byte: its hash is the one of the proof. */
export async function showPage(scope: Scope, contactId: string, proofId: string): Promise<Download> {
  const { pageHash } = await getProof(scope, contactId, proofId);
  const page = pageHash ? await pageOf(scope, pageHash) : undefined;
  if (!page) throw missing('consent_page.missing', 'Cette réponse n’a pas été donnée sur une page.');
  return { fileName: `page-${page.hash.slice(0, 8)}.html`, mediaType: HTML, content: page.content, isShown: true };
}

/** All it takes to prove one answer, on a page to read, print or hand over (RGPD art. 7(1), trust P-08). */
export async function attest(scope: Scope, contactId: string, proofId: string): Promise<Download> {
  const proof = await getProof(scope, contactId, proofId);
  const page = proof.pageHash ? await pageOf(scope, proof.pageHash) : undefined;
  const content = renderToStaticMarkup(
    <Attestation
      proof={proof}
      person={fullName(await getContact(scope, contactId))}
      townHall={(await getTownHall(scope)).name}
      withdrawnBy={withdrawalOf(proof, await proofsOf(scope, contactId))}
      pageShownSince={page?.firstShownAt}
      madeAt={scope.now}
    />,
  );
  return { fileName: `preuve-${proof.id.slice(-8)}.html`, mediaType: HTML, content: `<!doctype html>${content}`, isShown: true };
}

const HTML = 'text/html; charset=utf-8';

/** The first no after that yes, for the same purpose and channel. */
function withdrawalOf(proof: ConsentProof, all: readonly ConsentProof[]): ConsentProof | undefined {
  if (proof.answer !== 'granted') return undefined;
  const later = all.filter(
    ({ purposeId, channel, answer, happenedAt, annulledAt }) =>
      purposeId === proof.purposeId &&
      channel === proof.channel &&
      answer === 'refused' &&
      happenedAt >= proof.happenedAt &&
      !annulledAt,
  );
  return later.at(-1);
}

interface AttestationProps {
  proof: ConsentProof;
  person: string;
  townHall: string;
  withdrawnBy: ConsentProof | undefined;
  pageShownSince: string | undefined;
  madeAt: string;
}

const sheet = `body{font:16px/1.5 Arial,sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#16242a}
h1{font-size:1.5em}dt{font-weight:bold;margin-top:.8em}dd{margin:0;overflow-wrap:anywhere}blockquote{margin:0;padding:.6em 1em;border-left:4px solid #46555a}`;

function Attestation({ proof, person, townHall, withdrawnBy, pageShownSince, madeAt }: AttestationProps) {
  const facts = [
    ['Personne', person],
    [
      'Réponse',
      `${answerLabel(proof.legalBasis, proof.answer)}\u00a0: «\u00a0${proof.purposeName}\u00a0» ${byChannelLabel[proof.channel]}`,
    ],
    ['Base légale', legalBasisLabel[proof.legalBasis]],
    ['Donnée', `le ${instantInWords(proof.happenedAt)} (${proof.happenedAt}), ${consentMethodLabel[proof.method]}`],
    ['Confirmée', proof.confirmedAt && `le ${instantInWords(proof.confirmedAt)}, depuis la messagerie de la personne`],
    ['Enregistrée', `le ${instantInWords(proof.recordedAt)}, par ${proof.actorName}`],
    ['Retirée', withdrawnBy && `le ${instantInWords(withdrawnBy.happenedAt)}, ${consentMethodLabel[withdrawnBy.method]}`],
    ['Annulée', proof.annulledAt && `le ${instantInWords(proof.annulledAt)}\u00a0: saisie par erreur`],
    ['Langue', proof.language === 'fr' ? 'français' : proof.language],
    ['Empreinte des mots (SHA-256)', proof.wordingHash],
    ['Empreinte de la page (SHA-256)', proof.pageHash],
    ['Page montrée depuis', pageShownSince && `le ${instantInWords(pageShownSince)}`],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <title>{`Preuve d’une réponse · ${townHall}`}</title>
        <style>{sheet}</style>
      </head>
      <body>
        <h1>Preuve d’une réponse</h1>
        <p>
          {townHall}, document établi le {instantInWords(madeAt)}.
        </p>
        <h2>Les mots dits ou lus</h2>
        <blockquote>{proof.wording}</blockquote>
        <h2>Les faits</h2>
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </body>
    </html>
  );
}
