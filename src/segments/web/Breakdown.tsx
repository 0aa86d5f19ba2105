import { engagementLabel } from '../../engagement/labels.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { BarList } from '../../ui/figures/BarList.tsx';
import { counted } from '../../ui/words.ts';
import { type Breakdown as Figures, segmentsApi } from '../contract.ts';
import { ageBandLabel } from '../labels.ts';
import type { Rule } from '../rules/contract.ts';
import styles from './CountPanel.module.css';

interface BreakdownProps {
  rule: Rule;
  /** From so many letters in thirty days, one is much solicited. */
  solicitedFrom: number;
  /** Where the rule can be changed: leaves out those who are much solicited. */
  onSpare: (() => void) | undefined;
}

/** Who they are: much solicited already, where they live, how old, how engaged. */
export function Breakdown({ rule, solicitedFrom, onSpare }: BreakdownProps) {
  const { data, error } = useRead(segmentsApi.breakDown, { body: { rule } });
  if (error)
    return (
      <Callout tone="warning" title="Le détail n’a pas pu être fait" isLive>
        {error.detail}
      </Callout>
    );
  if (!data) return <Skeleton lines={4} />;
  return (
    <>
      {data.solicited > 0 && <Solicited {...{ count: data.solicited, solicitedFrom, onSpare }} />}
      <div className={styles.breakdown}>
        {data.districts.length > 0 && <Bars title="Quartier" bars={districtBars(data)} />}
        <Bars title="Engagement" bars={data.engagement.map(({ level, count }) => ({ label: engagementLabel[level], count }))} />
        <Bars title="Âge" bars={data.ages.map(({ band, count }) => ({ label: ageBandLabel[band], count }))} />
      </div>
    </>
  );
}

function Solicited({ count, solicitedFrom, onSpare }: Omit<BreakdownProps, 'rule'> & { count: number }) {
  const letters = counted(solicitedFrom, 'lettre', 'lettres');
  return (
    <Callout
      tone="warning"
      icon="bell-ringing"
      title={counted(count, 'contact déjà très sollicité', 'contacts déjà très sollicités')}
    >
      <p>{`${letters} ou plus en 30\u00a0jours\u00a0: c’est la limite de la mairie.`}</p>
      {onSpare && (
        <Button look="link" onPress={onSpare}>
          Les écarter
        </Button>
      )}
    </Callout>
  );
}

const SHOWN = 5;

function districtBars({ districts, noDistrict }: Figures) {
  const others = districts.slice(SHOWN).reduce((sum, { count }) => sum + count, noDistrict);
  const shown = districts.slice(0, SHOWN).map(({ name, count }) => ({ label: name, count }));
  return others > 0 ? [...shown, { label: districts.length > SHOWN ? 'Autres' : 'Sans quartier', count: others }] : shown;
}

function Bars({ title, bars }: { title: string; bars: { label: string; count: number }[] }) {
  const known = bars.filter(({ count }) => count > 0);
  return (
    <div>
      <h2>{title}</h2>
      <BarList label={title} bars={known} />
    </div>
  );
}
