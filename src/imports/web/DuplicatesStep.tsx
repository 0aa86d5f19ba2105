import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { usePages } from '../../ui/ask.ts';
import { Callout, Why } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { FooterBar, Slab } from '../../ui/frames/Slab.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import { counted } from '../../ui/words.ts';
import { type ImportRun, importsApi } from '../contract.ts';
import { Comparison } from './Comparison.tsx';
import { Foreseen } from './Foreseen.tsx';
import styles from './imports.module.css';
import { Reading } from './Reading.tsx';
import { Resemblances } from './Resemblances.tsx';
import { addressOfStep, usePreparing } from './steps.ts';

/** Who is in the file twice, and who was known already. */
export function DuplicatesStep({ run }: { run: ImportRun }) {
  const preparing = usePreparing(run);
  const { figures } = run;
  return (
    <>
      <Slab>
        {!figures && <Reading run={run} preparing={preparing} />}
        {figures && (
          <>
            <Heading title="Dans le fichier" />
            <p>
              {figures.merged > 0
                ? `${counted(figures.merged, 'ligne parle', 'lignes parlent')} d’une personne déjà citée plus haut\u00a0: elles n’en feront qu’une.`
                : 'Personne n’y est deux fois.'}
            </p>
            <Heading
              title="Déjà connus"
              aside={<span>{counted(figures.completed + figures.unchanged, 'fiche', 'fiches')}</span>}
            />
            <Why>
              Deux fiches sont la même quand le nom est le même, et l’e-mail, le mobile, la date de naissance ou l’adresse aussi.
              Deux parents qui partagent une adresse e-mail restent deux personnes. En surligné, ce qui sera gardé.
            </Why>
            {run.mapping.apart.length > 0 && (
              <Callout
                tone="info"
                title={`Tenues pour quelqu’un d’autre\u00a0: ${run.mapping.apart.length > 1 ? 'lignes' : 'ligne'} ${run.mapping.apart.join(', ')}`}
              >
                <Button look="link" size="small" onPress={() => preparing.prepare({ mapping: { ...run.mapping, apart: [] } })}>
                  Accepter à nouveau tous les rapprochements sûrs
                </Button>
              </Callout>
            )}
            {figures.completed + figures.unchanged === 0 ? (
              <EmptyState title="Personne n’était connu">Toutes les personnes de ce fichier sont nouvelles.</EmptyState>
            ) : (
              <Known run={run} preparing={preparing} />
            )}
            <Resemblances run={run} figures={figures} />
          </>
        )}
      </Slab>
      <FooterBar>
        <Foreseen run={run} />
        <ButtonLink href={addressOfStep(run.id, 'colonnes')} icon="arrow-left">
          Revenir
        </ButtonLink>
        <ButtonLink look="primary" icon="arrow-right" href={addressOfStep(run.id, 'bilan')}>
          Continuer vers l’avant / après
        </ButtonLink>
      </FooterBar>
    </>
  );
}

interface KnownProps {
  run: ImportRun;
  preparing: ReturnType<typeof usePreparing>;
}

/** All the sure ones are accepted; each can be told apart, and taken back. */
function Known({ run, preparing }: KnownProps) {
  const { mapping } = run;
  const keepApart = (line: number) => preparing.prepare({ mapping: { ...mapping, apart: [...mapping.apart, line] } });
  const params = { importId: run.id };
  const completed = usePages(importsApi.listLines, { params, query: { outcome: 'completed', limit: 20 } });
  if (completed.isLoading) return <Skeleton lines={6} />;
  return (
    <>
      {completed.items.length === 0 && <p>Ces fiches disent déjà tout ce que dit le fichier&nbsp;: elles ne changeront pas.</p>}
      <div className={styles.duplicates}>
        {completed.items.map(
          (line) =>
            line.contact && (
              <div key={line.line}>
                <Comparison line={line} contact={line.contact} />
                <div className={styles.apart}>
                  <Badge tone="done" icon="check">
                    Une seule personne
                  </Badge>
                  <Button
                    size="small"
                    look="quiet"
                    aria-label={`Deux personnes\u00a0: ${[line.contact.firstName, line.contact.lastName].filter(Boolean).join(' ')}`}
                    busy={preparing.isBusy}
                    onPress={() => keepApart(line.line)}
                  >
                    Deux personnes
                  </Button>
                </div>
              </div>
            ),
        )}
      </div>
      {completed.hasMore && (
        <Button look="soft" onPress={completed.more}>
          Voir la suite
        </Button>
      )}
    </>
  );
}
