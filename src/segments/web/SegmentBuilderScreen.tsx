import { useMemo, useRef, useState } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { TextField } from '../../ui/forms/TextField.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Columns, Pane, Slab } from '../../ui/frames/Slab.tsx';
import { useMay } from '../../ui/permissions.ts';
import { useGo, useParam, useTitle } from '../../ui/place.ts';
import { Part, Sentence } from '../../ui/signs/Sentence.tsx';
import { useQuiet } from '../../ui/useQuiet.ts';
import { type Segment, segmentsApi, type Vocabulary } from '../contract.ts';
import { type Rule, rule as ruleSchema } from '../rules/contract.ts';
import { conditionText, type Names, sentenceOf } from '../rules/labels.ts';
import { type Building, BuildingProvider, namesIn } from './builder.ts';
import { ConditionGroup } from './ConditionGroup.tsx';
import { CountPanel } from './CountPanel.tsx';
import { countableOf, type Draft, keyAt, newKey, withAdded, withNode } from './draft.ts';
import { FreezeButton } from './FreezeButton.tsx';
import { ListScreen } from './ListScreen.tsx';
import styles from './SegmentBuilder.module.css';
import { beginNewSegment, keptAs, useDraft } from './useDraft.ts';

/** A segment that exists, or a new one. */
export function SegmentBuilderScreen() {
  const segmentId = useParam('segmentId');
  const segment = useRead(segmentsApi.get, segmentId ? { params: { segmentId } } : null);
  const vocabulary = useRead(segmentsApi.vocabulary);
  const refusal = segment.error ?? vocabulary.error;
  const isReady = vocabulary.data && (!segmentId || segment.data?.id === segmentId);

  if (isReady && segmentId && segment.data?.fixedAt) return <ListScreen key={segmentId} list={segment.data} />;
  if (isReady) return <Builder key={segmentId} segment={segmentId ? segment.data : undefined} vocabulary={vocabulary.data} />;
  return (
    <>
      <PageHeader title="Segment" breadcrumb={[{ label: 'Segments', href: '/segments' }]} />
      <Slab>
        {refusal ? (
          <Callout tone="danger" title="Ce segment n’a pas pu être ouvert" isLive>
            {refusal.detail}
          </Callout>
        ) : (
          <Skeleton lines={6} />
        )}
      </Slab>
    </>
  );
}

const NEW: { name: string; rule: Rule } = {
  name: '',
  rule: ruleSchema.parse({ version: 1, match: 'all', conditions: [{ field: 'kind', value: 'person' }] }),
};

function Builder({ segment, vocabulary }: { segment: Segment | undefined; vocabulary: Vocabulary }) {
  const saved = segment ?? NEW;
  const { name, draft, isChanged, canUndo, edit, undo } = useDraft(keptAs(segment?.id), saved);
  const names = useMemo(() => namesIn(vocabulary), [vocabulary]);
  const { rule, pathOf } = useMemo(() => countableOf(draft), [draft]);
  const quiet = useQuiet(rule);
  const counting = useRead(segmentsApi.count, { body: { rule: quiet } });
  const isStale = counting.isPlaceholderData || JSON.stringify(quiet) !== JSON.stringify(rule);
  const counts = new Map(counting.data?.conditions.map(({ path, count }) => [path, count]));
  const saving = useSaving(segment, { name, rule });
  const mayWrite = useMay('segments.write');
  useTitle(name || 'Nouveau segment');

  const emptyingKey = keyAt(pathOf, counting.data?.emptiedBy ?? null);
  const change: Building['change'] = (next, about) => edit((sheet) => ({ ...sheet, draft: next(sheet.draft) }), about);
  const emptying = emptyingKey
    ? {
        words: wordsAt(rule, counting.data?.emptiedBy ?? '', names),
        remove: () => change((before) => withNode(before, emptyingKey, null), ''),
      }
    : undefined;

  return (
    <BuildingProvider value={{ vocabulary, names, change, countOf: (key) => counts.get(pathOf.get(key) ?? ''), isStale }}>
      <PageHeader
        title={name || 'Nouveau segment'}
        breadcrumb={[{ label: 'Segments', href: '/segments' }]}
        actions={<Acts segment={segment} isChanged={isChanged} undo={canUndo ? undo : undefined} saving={saving} />}
      />
      <Columns shape="right">
        <Pane label="Règle du segment">
          {saving.refusal && (
            <Callout tone="danger" title="Le segment n’a pas été enregistré" isLive>
              {saving.refusal.detail}
            </Callout>
          )}
          <Sentence size="large">
            {sentenceOf(rule, names).map(({ text, isVariable }, rank) => {
              const key = `${rank} ${text}`;
              return isVariable ? <Part key={key}>{text}</Part> : <span key={key}>{text}</span>;
            })}
          </Sentence>
          {mayWrite && (
            <>
              <div className={styles.name}>
                <TextField
                  label="Nom du segment"
                  maxLength={120}
                  value={name}
                  ref={saving.nameField}
                  error={saving.isNameless ? 'Donnez un nom à ce segment, puis enregistrez-le.' : undefined}
                  onChange={(next) => edit((sheet) => ({ ...sheet, name: next }), 'name')}
                />
              </div>
              <div>
                <ConditionGroup group={draft.keep} />
                <p className={styles.operator}>
                  <b>Sauf</b> retirer
                </p>
                <ConditionGroup group={draft.except} isException />
              </div>
              <p className={styles.remark}>
                Dans une même condition, plusieurs valeurs élargissent. D’une condition à l’autre, on resserre.
                {isChanged && ' Votre brouillon est gardé dans cet onglet.'}
              </p>
            </>
          )}
        </Pane>
        <Pane label="Qui est concerné" isSunken>
          <CountPanel
            rule={quiet}
            count={counting.data}
            isStale={isStale}
            refusal={counting.error}
            emptying={emptying}
            solicitedFrom={vocabulary.solicitedFrom}
            onSpare={mayWrite ? () => change(sparing, '') : undefined}
          />
        </Pane>
      </Columns>
    </BuildingProvider>
  );
}

/** Save those who are much solicited. */
const sparing = (draft: Draft): Draft =>
  withAdded(draft, draft.except.key, { key: newKey(), condition: { field: 'solicited', value: true } });

/** « conditions.1 » of the rule, in words. */
function wordsAt(rule: Rule, path: string, names: Names): string {
  const [within, rank] = path.split('.');
  const node = rule[within === 'except' ? 'except' : 'conditions'][Number(rank)];
  if (!node) return '';
  return `${within === 'except' ? 'sauf celles qui' : 'qui'} ${conditionText(node, names)}`;
}

interface ActsProps {
  segment: Segment | undefined;
  isChanged: boolean;
  undo: (() => void) | undefined;
  saving: ReturnType<typeof useSaving>;
}

function Acts({ segment, isChanged, undo, saving }: ActsProps) {
  const mayWrite = useMay('segments.write');
  const mayWriteTo = useMay('campaigns.write');
  return (
    <>
      {undo && (
        <Button look="quiet" icon="arrow-back-up" onPress={undo}>
          Annuler la dernière action
        </Button>
      )}
      {segment && !isChanged && mayWrite && <CopyButton segment={segment} />}
      {segment && !isChanged && mayWrite && <FreezeButton segment={segment} />}
      {segment && !isChanged && mayWriteTo && (
        <ButtonLink look="primary" icon="send" href={`/envois/nouveau?segment=${segment.id}`}>
          Écrire à ces personnes
        </ButtonLink>
      )}
      {mayWrite && (isChanged || !segment) && (
        <Button look="primary" icon="device-floppy" busy={saving.isPending} onPress={saving.save}>
          Enregistrer
        </Button>
      )}
    </>
  );
}

/** A new segment that begins with the same rule. */
function CopyButton({ segment }: { segment: Segment }) {
  const go = useGo();
  const copy = () => {
    beginNewSegment(segment.rule);
    go('/segments/nouveau');
  };
  return (
    <Button icon="copy" onPress={copy}>
      Dupliquer
    </Button>
  );
}

/** Adds the segment or changes it; without a name, goes to the field instead. */
function useSaving(segment: Segment | undefined, sheet: { name: string; rule: Rule }) {
  const go = useGo();
  const nameField = useRef<HTMLInputElement>(null);
  const [isNameless, setIsNameless] = useState(false);
  const adding = useWrite(segmentsApi.add, [segmentsApi.list]);
  const changing = useWrite(segmentsApi.change, [segmentsApi.list, segmentsApi.get]);

  const save = () => {
    const hasName = sheet.name.trim() !== '';
    setIsNameless(!hasName);
    if (!hasName) nameField.current?.focus();
    else if (segment) {
      const change = { params: { segmentId: segment.id }, body: sheet, version: segment.version };
      changing.mutate(change, { onSuccess: () => announce('Segment enregistré.') });
    } else adding.mutate({ body: sheet }, { onSuccess: welcome });
  };
  const welcome = ({ id }: Segment) => {
    sessionStorage.removeItem(keptAs());
    announce('Segment enregistré.');
    go(`/segments/${id}`);
  };
  return {
    save,
    nameField,
    isNameless: isNameless && sheet.name.trim() === '',
    isPending: adding.isPending || changing.isPending,
    refusal: adding.error ?? changing.error,
  };
}
