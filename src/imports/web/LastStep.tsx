import { directoryApi } from '../../directory/contract.ts';
import { addressOf } from '../../platform/client.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { KeyFigures } from '../../ui/figures/KeyFigures.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { FooterBar, Slab } from '../../ui/frames/Slab.tsx';
import { Highlight, Sentence } from '../../ui/signs/Sentence.tsx';
import { counted, figure } from '../../ui/words.ts';
import { type ImportFigures, type ImportRun, importsApi } from '../contract.ts';
import { writtenSentence } from '../labels.ts';
import { Consequences } from './Consequences.tsx';
import { Reading } from './Reading.tsx';
import { addressOfStep, usePreparing } from './steps.ts';

/** Before and after, to the person; then the only button that writes. */
export function LastStep({ run }: { run: ImportRun }) {
  const preparing = usePreparing(run);
  const launching = useWrite(importsApi.launch, [importsApi.show, importsApi.list]);
  const { figures } = run;
  return (
    <>
      <Slab>
        {launching.error && (
          <Callout tone="danger" title="L’import n’est pas parti" isLive>
            {launching.error.message}
          </Callout>
        )}
        {!figures && <Reading run={run} preparing={preparing} />}
        {figures && <BeforeAfter run={run} figures={figures} />}
      </Slab>
      <FooterBar>
        <span>Tout s’annule pendant 30&nbsp;jours.</span>
        <ButtonLink href={addressOfStep(run.id, 'doublons')} icon="arrow-left">
          Revenir
        </ButtonLink>
        <Button
          look="primary"
          icon="check"
          isDisabled={!figures}
          busy={launching.isPending}
          onPress={() => launching.mutate({ params: { importId: run.id } })}
        >
          {figures && figures.added > 0
            ? `Importer ${counted(figures.added, 'nouvelle fiche', 'nouvelles fiches')}`
            : 'Lancer l’import'}
        </Button>
      </FooterBar>
    </>
  );
}

function BeforeAfter({ run, figures }: { run: ImportRun; figures: ImportFigures }) {
  const { data } = useRead(directoryApi.count);
  const rejected = Object.values(figures.rejected).reduce((total, count) => total + count, 0);
  return (
    <>
      <Sentence size="large">
        Après l’import&nbsp;: <Highlight>{writtenSentence(figures)}</Highlight>
      </Sentence>
      {data && (
        <KeyFigures
          figures={[
            { label: 'Fiches avant', value: figure(data.count) },
            { label: 'Fiches après', value: figure(data.count + figures.added) },
            { label: 'Avec un e-mail', value: figure(figures.withEmail), note: 'dans ce fichier' },
          ]}
        />
      )}
      <Heading title="Ce que devient chaque ligne" aside={<span>{counted(figures.lines, 'ligne', 'lignes')}</span>} />
      <Consequences run={run} figures={figures} />
      {rejected > 0 && (
        <a href={addressOf(importsApi.rejectedLines, { params: { importId: run.id } })}>Télécharger les lignes rejetées</a>
      )}
    </>
  );
}
