import { dayInWords } from '../../platform/time.ts';
import { Facts } from '../../ui/signs/Facts.tsx';
import { counted, figure } from '../../ui/words.ts';
import type { ImportFigures, ImportRun } from '../contract.ts';
import { lineIssueLabel } from '../labels.ts';

/** What became, or will become, of each line of the file: it adds up. */
export function Consequences({ run, figures }: { run: ImportRun; figures: ImportFigures }) {
  const { granted, refused } = figures.consents;
  const { bounce, complaint } = figures.suppressed;
  const rejected = Object.entries(figures.rejected) as [keyof typeof lineIssueLabel, number][];
  return (
    <Facts
      facts={[
        { label: 'Nouvelles fiches', value: figure(figures.added) },
        { label: 'Fiches complétées', value: figure(figures.completed) },
        { label: 'Déjà connues, inchangées', value: figure(figures.unchanged) },
        { label: 'Lignes réunies à une autre', value: figure(figures.merged) },
        ...resemblancesIn(figures),
        ...rejected.map(([kind, count]) => ({ label: `Rejetées\u00a0: ${lineIssueLabel[kind]}`, value: figure(count) })),
        ...(granted + refused > 0
          ? [
              {
                label: `Accords pour «\u00a0${run.purposeName ?? ''}\u00a0»`,
                value: `${counted(granted, 'oui', 'oui')}, ${counted(refused, 'non', 'non')}, par e-mail`,
              },
            ]
          : []),
        ...(bounce + complaint > 0
          ? [
              {
                label: 'Adresses à qui ne plus écrire',
                value: `${counted(bounce, 'en erreur', 'en erreur')}, ${counted(complaint, 'plainte', 'plaintes')}`,
              },
            ]
          : []),
        ...(figures.members > 0 ? [{ label: 'Responsables rattachés à leur structure', value: figure(figures.members) }] : []),
        ...(run.mapping.exchange
          ? [{ label: `Échanges notés\u00a0: ${run.mapping.exchange.subject}`, value: figure(figures.exchanges) }]
          : []),
        ...(run.informBy
          ? [{ label: 'Personnes à informer (RGPD, article 14)', value: `avant le ${dayInWords(run.informBy)}` }]
          : []),
      ]}
    />
  );
}

const resemblancesIn = ({ resemblances: { same, apart, undecided } }: ImportFigures) =>
  same + apart + undecided > 0
    ? [
        {
          label: 'Lignes qui ressemblent à une fiche',
          value: `${counted(same, 'même personne', 'mêmes personnes')}, ${counted(apart, 'personne différente', 'personnes différentes')}, ${counted(undecided, 'non décidée (nouvelle fiche)', 'non décidées (nouvelles fiches)')}`,
        },
      ]
    : [];
