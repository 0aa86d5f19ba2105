import { channel } from '../../consents/contract.ts';
import { byChannelLabel, leftOutLabel } from '../../consents/labels.ts';
import type { Choice } from '../../ui/forms/Option.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { counted } from '../../ui/words.ts';
import { fieldLabel } from '../labels.ts';
import { type Barrier, barrier, type ConditionOn } from '../rules/contract.ts';
import { useBuilding } from './builder.ts';
import { asNamed, choicesOf, type EditorProps } from './offers.ts';
import styles from './SegmentBuilder.module.css';
import { TestSelect } from './TestSelect.tsx';

export function ConsentEditor({ condition, onChange }: EditorProps<ConditionOn<'consent'>>) {
  return (
    <>
      <div className={styles.test}>
        <Select
          label="Réponse"
          hidesLabel
          choices={[
            { id: 'granted', label: 'donné' },
            { id: 'refused', label: 'refusé' },
            { id: 'not_asked', label: 'pas encore demandé' },
          ]}
          value={condition.answer}
          onChange={(answer) => onChange({ ...condition, answer })}
        />
      </div>
      <WayEditor condition={condition} onChange={onChange} />
    </>
  );
}

export function SolicitedEditor({ condition, onChange }: EditorProps<ConditionOn<'solicited'>>) {
  const letters = counted(useBuilding().vocabulary.solicitedFrom, 'lettre', 'lettres');
  return (
    <div className={styles.value}>
      <Select
        label={fieldLabel.solicited}
        hidesLabel
        choices={[
          { id: 'yes', label: `${letters} ou plus en 30 jours` },
          { id: 'no', label: `moins de ${letters} en 30 jours` },
        ]}
        value={condition.value ? 'yes' : 'no'}
        onChange={(id) => onChange({ ...condition, value: id === 'yes' })}
      />
    </div>
  );
}

const reaches: Choice<Barrier | 'yes' | 'no'>[] = [
  { id: 'yes', label: 'oui' },
  { id: 'no', label: 'non' },
  ...barrier.options.map((id) => ({ id, label: `non\u00a0: ${leftOutLabel[id]}` })),
];

export function ReachableEditor({ condition, onChange }: EditorProps<ConditionOn<'reachable'>>) {
  return (
    <>
      <TestSelect
        label="Peut être jointe"
        choices={reaches}
        value={condition.value ? 'yes' : (condition.because ?? 'no')}
        onChange={(id) => onChange({ ...condition, value: id === 'yes', because: id === 'yes' || id === 'no' ? null : id })}
      />
      <WayEditor condition={condition} onChange={onChange} />
    </>
  );
}

/** For what, and by what means. */
function WayEditor<C extends ConditionOn<'reachable' | 'consent'>>({ condition, onChange }: EditorProps<C>) {
  const { purposes } = useBuilding().vocabulary;
  return (
    <>
      <span>pour</span>
      <div className={styles.value}>
        <Select
          label="Finalité"
          hidesLabel
          choices={asNamed(purposes)}
          value={condition.purposeId || null}
          onChange={(purposeId) => onChange({ ...condition, purposeId })}
        />
      </div>
      <div className={styles.value}>
        <Select
          label="Canal"
          hidesLabel
          choices={choicesOf(byChannelLabel, channel.options)}
          value={condition.channel}
          onChange={(by) => onChange({ ...condition, channel: by })}
        />
      </div>
    </>
  );
}
