import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { FooterBar, Slab } from '../../ui/frames/Slab.tsx';
import { Facts } from '../../ui/signs/Facts.tsx';
import { counted, figure } from '../../ui/words.ts';
import { type ImportRun, importsApi } from '../contract.ts';
import { encodingLabel, separatorLabel, setAsideReasonLabel } from '../labels.ts';
import styles from './imports.module.css';
import { addressOfStep } from './steps.ts';

/** How the file was understood, and which of its lines hold nobody. */
export function FileStep({ run }: { run: ImportRun }) {
  const { encoding, isDoubleEncoded, separator, headerLine, lineCount, setAside, setAsideCounts } = run.layout;
  const { format, sheets, sheet, undecodableLines } = run.layout;
  const aside = Object.values(setAsideCounts).reduce((total, count) => total + count, 0);
  return (
    <>
      <Slab>
        {run.layout.sheets.length > 1 && <SheetChoice run={run} />}
        <Heading title="Ce que Parvis a compris du fichier" />
        <Facts
          facts={[
            ...(format === 'workbook'
              ? [{ label: 'Feuille', value: sheets[sheet ?? 0]?.name ?? '' }]
              : [
                  { label: 'Encodage', value: `${encodingLabel[encoding]}${isDoubleEncoded ? ', accents réparés' : ''}` },
                  { label: 'Séparateur', value: separatorLabel[separator] },
                ]),
            { label: 'Intitulés', value: headerLine ? `ligne ${figure(headerLine)}` : 'aucun, colonnes devinées' },
            { label: 'À importer', value: counted(lineCount, 'ligne', 'lignes') },
          ]}
        />
        {undecodableLines.length > 0 && (
          <Callout tone="warning" title="Des caractères sont illisibles">
            Lignes {undecodableLines.slice(0, 20).join(', ')}
            {undecodableLines.length > 20 && '…'}. Ces cellules ne seront pas importées&nbsp;: rien n’est remplacé en silence.
          </Callout>
        )}
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

/** Which sheet of the workbook holds the people. */
function SheetChoice({ run }: { run: ImportRun }) {
  const choosing = useWrite(importsApi.chooseSheet, [importsApi.show]);
  return (
    <>
      {choosing.error && (
        <Callout tone="danger" title="Cette feuille n’a pas pu être lue" isLive>
          {choosing.error.message}
        </Callout>
      )}
      <RadioGroup
        label="Quelle feuille faut-il lire&nbsp;?"
        look="list"
        choices={run.layout.sheets.map(({ name, isHidden }, at) => ({
          id: String(at),
          label: name,
          ...(isHidden ? { help: 'Masquée dans le classeur' } : {}),
        }))}
        value={String(run.layout.sheet ?? 0)}
        onChange={(sheet) => choosing.mutate({ params: { importId: run.id }, body: { sheet: Number(sheet) } })}
      />
    </>
  );
}
