import { ButtonLink } from '../../ui/actions/Link.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { FooterBar, Slab } from '../../ui/frames/Slab.tsx';
import { Facts } from '../../ui/signs/Facts.tsx';
import { counted, figure } from '../../ui/words.ts';
import type { ImportRun } from '../contract.ts';
import { encodingLabel, separatorLabel, setAsideReasonLabel } from '../labels.ts';
import styles from './imports.module.css';
import { addressOfStep } from './steps.ts';

/** How the file was understood, and which of its lines hold nobody. */
export function FileStep({ run }: { run: ImportRun }) {
  const { encoding, isDoubleEncoded, separator, headerLine, lineCount, setAside, setAsideCounts } = run.layout;
  const aside = Object.values(setAsideCounts).reduce((total, count) => total + count, 0);
  return (
    <>
      <Slab>
        <Heading title="Ce que Parvis a compris du fichier" />
        <Facts
          facts={[
            { label: 'Encodage', value: `${encodingLabel[encoding]}${isDoubleEncoded ? ', accents réparés' : ''}` },
            { label: 'Séparateur', value: separatorLabel[separator] },
            { label: 'Intitulés', value: headerLine ? `ligne ${figure(headerLine)}` : 'aucun, colonnes devinées' },
            { label: 'À importer', value: counted(lineCount, 'ligne', 'lignes') },
          ]}
        />
        {aside > 0 && (
          <>
            <Heading title="Lignes laissées de côté" aside={counted(aside, 'ligne', 'lignes')} />
            <ul className={styles.plain}>
              {setAside.map(({ line, reason, text }) => (
                <li key={line}>
                  <b>Ligne {figure(line)}</b> {setAsideReasonLabel[reason]}
                  {text && <span>{` · ${text}`}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
      </Slab>
      <FooterBar>
        <span />
        <ButtonLink look="primary" href={addressOfStep(run.id, 'usage')}>
          Continuer
        </ButtonLink>
      </FooterBar>
    </>
  );
}
