import { builtInKind } from '../../interactions/contract.ts';
import { kindInShort } from '../../interactions/labels.ts';
import { NumberField } from '../../ui/forms/NumberField.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import type { ConditionOn } from '../rules/contract.ts';
import { initiativeName } from '../rules/labels.ts';
import { useBuilding } from './builder.ts';
import { choicesAmong } from './offers.ts';
import { PeriodEditor } from './PeriodEditor.tsx';
import styles from './SegmentBuilder.module.css';
import { ValuesPicker } from './ValuesPicker.tsx';

interface InteractionEditorProps {
  condition: ConditionOn<'interaction'>;
  onChange: (condition: ConditionOn<'interaction'>) => void;
}

const builtInKinds = builtInKind.options.map((id) => ({ id, label: kindInShort(id) }));
const ANYTHING = 'anything';

/** How often, what, by whose initiative, about what, since when. */
export function InteractionEditor({ condition, onChange }: InteractionEditorProps) {
  const { kinds: chosen, initiative, subjectId, themeId, period } = condition;
  const { subjects, themes, kinds } = useBuilding().vocabulary;
  const retest = (test: 'at_least' | 'never') => {
    const rest = { field: 'interaction', kinds: chosen, initiative, subjectId, themeId, period } as const;
    onChange(test === 'never' ? { ...rest, test } : { ...rest, test, times: 1 });
  };
  return (
    <>
      <div className={styles.test}>
        <Select
          label="Échange, test"
          hidesLabel
          choices={[
            { id: 'at_least', label: 'au moins' },
            { id: 'never', label: 'aucun' },
          ]}
          value={condition.test}
          onChange={retest}
        />
      </div>
      {condition.test === 'at_least' && (
        <div className={styles.figure}>
          <NumberField
            label="Nombre d’échanges"
            hidesLabel
            value={condition.times}
            minValue={1}
            maxValue={1000}
            onChange={(times) => onChange({ ...condition, times: Number.isNaN(times) ? 1 : times })}
          />
        </div>
      )}
      <ValuesPicker
        label="Sorte d’échange"
        whenEmpty="toutes sortes"
        choices={[...builtInKinds, ...choicesAmong(kinds, chosen)]}
        chosen={chosen}
        onChoose={(ids) => onChange({ ...condition, kinds: ids })}
      />
      <div className={styles.value}>
        <Select
          label="Initiative"
          hidesLabel
          choices={[
            { id: ANYTHING, label: 'de toute initiative' },
            { id: 'contact', label: initiativeName.contact },
            { id: 'town_hall', label: initiativeName.town_hall },
          ]}
          value={initiative ?? ANYTHING}
          onChange={(id) => onChange({ ...condition, initiative: id === 'contact' || id === 'town_hall' ? id : null })}
        />
      </div>
      {subjects.length > 0 && (
        <div className={styles.value}>
          <Select
            label="Sujet"
            hidesLabel
            choices={[{ id: ANYTHING, label: 'sur tout sujet' }, ...subjects.map(({ id, name }) => ({ id, label: name }))]}
            value={subjectId ?? ANYTHING}
            onChange={(id) => onChange({ ...condition, subjectId: id === ANYTHING ? null : id })}
          />
        </div>
      )}
      {themes.length > 0 && (
        <div className={styles.value}>
          <Select
            label="Thématique"
            hidesLabel
            choices={[{ id: ANYTHING, label: 'de toute thématique' }, ...choicesAmong(themes, themeId ? [themeId] : [])]}
            value={themeId ?? ANYTHING}
            onChange={(id) => onChange({ ...condition, themeId: id === ANYTHING ? null : id })}
          />
        </div>
      )}
      <PeriodEditor period={period} allowsEver onChange={(next) => onChange({ ...condition, period: next })} />
    </>
  );
}
