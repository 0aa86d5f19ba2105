import { Button } from '../../ui/actions/Button.tsx';
import { usePages, useWrite } from '../../ui/ask.ts';
import { Callout, Why } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { counted } from '../../ui/words.ts';
import { type ImportFigures, type ImportLine, type ImportRun, importsApi, type Resemblance } from '../contract.ts';
import { Comparison } from './Comparison.tsx';
import styles from './imports.module.css';

/** Who may be known, and is not surely: each pair is the agent's to decide, or left as a new record. */
export function Resemblances({ run, figures }: { run: ImportRun; figures: ImportFigures }) {
  const deciding = useWrite(importsApi.decideResemblances, [importsApi.show, importsApi.listLines]);
  const { same, apart, undecided } = figures.resemblances;
  const decide: Decide = (kind, isSame, line) =>
    deciding.mutate({ params: { importId: run.id }, body: { kind, isSame, line: line ?? null } });
  return (
    <>
      <Heading
        title="Peut-être connus"
        aside={
          <span role="status">
            {undecided > 0 ? `${counted(undecided, 'à décider', 'à décider')} sur ${same + apart + undecided}` : 'Rien à décider'}
          </span>
        }
      />
      {same + apart + undecided === 0 ? (
        <p>Aucune ligne ne ressemble à une fiche sans que ce soit sûr.</p>
      ) : (
        <Why>
          Parvis ne décide pas à votre place. Ce que vous laissez de côté deviendra une nouvelle fiche, que vous pourrez fusionner
          plus tard.
        </Why>
      )}
      {deciding.error && (
        <Callout tone="danger" title="Ce choix n’a pas été gardé" isLive>
          {deciding.error.message}
        </Callout>
      )}
      {same + apart + undecided > 0 &&
        groups.map((group) => <Group key={group.kind} {...{ run, group, decide }} isBusy={deciding.isPending} />)}
    </>
  );
}

type Decide = (kind: Resemblance, isSame: boolean | null, line?: number) => void;

const groups = [
  {
    kind: 'close',
    title: 'Même e-mail ou même mobile, prénom presque pareil',
    all: 'Toutes la même personne',
    isSame: true,
  },
  { kind: 'homonym', title: 'Même nom, rien d’autre en commun', all: 'Toutes deux personnes', isSame: false },
] as const;

interface GroupProps {
  run: ImportRun;
  group: (typeof groups)[number];
  decide: Decide;
  isBusy: boolean;
}

function Group({ run, group: { kind, title, all, isSame }, decide, isBusy }: GroupProps) {
  const lines = usePages(importsApi.listLines, { params: { importId: run.id }, query: { resemblance: kind, limit: 20 } });
  if (lines.isLoading) return <Skeleton lines={4} />;
  if (lines.items.length === 0) return null;
  const decided = new Map(run.mapping.resemblances.map((one) => [one.line, one.isSame]));
  return (
    <section aria-label={title} className={styles.group}>
      <div className={styles.headed}>
        <h3>{title}</h3>
        {lines.hasMore || lines.items.some(({ line }) => !decided.has(line)) ? (
          <Button size="small" icon="check" busy={isBusy} onPress={() => decide(kind, isSame)}>
            {all}
          </Button>
        ) : (
          <Button size="small" look="quiet" busy={isBusy} onPress={() => decide(kind, null)}>
            Revenir sur tous ces choix
          </Button>
        )}
      </div>
      <div className={styles.duplicates}>
        {lines.items.map((line) => (
          <Pair key={line.line} {...{ line, kind, decide }} isSame={decided.get(line.line)} />
        ))}
      </div>
      {lines.hasMore && (
        <Button look="soft" onPress={lines.more}>
          Voir la suite
        </Button>
      )}
    </section>
  );
}

interface PairProps {
  line: ImportLine;
  kind: Resemblance;
  isSame: boolean | undefined;
  decide: Decide;
}

function Pair({ line, kind, isSame, decide }: PairProps) {
  if (!line.resembles) return null;
  const name = [line.draft.firstName, line.draft.lastName].filter(Boolean).join(' ');
  return (
    <div>
      <Comparison line={line} contact={line.resembles} />
      <div className={styles.apart}>
        <RadioGroup
          label={`${name}, ligne ${line.line}`}
          hidesLabel
          look="row"
          choices={[
            { id: 'same', label: 'C’est la même personne' },
            { id: 'apart', label: 'Ce sont deux personnes' },
          ]}
          value={isSame === undefined ? null : isSame ? 'same' : 'apart'}
          onChange={(choice) => decide(kind, choice === 'same', line.line)}
        />
        {isSame !== undefined && (
          <Button
            size="small"
            look="quiet"
            aria-label={`Ne plus décider\u00a0: ${name}, ligne ${line.line}`}
            onPress={() => decide(kind, null, line.line)}
          >
            Ne plus décider
          </Button>
        )}
      </div>
    </div>
  );
}
