import { useState } from 'react';
import type { Condition, Rule } from '../../segments/rules/contract.ts';
import { useBuilding } from '../../segments/web/builder.ts';
import { menuOf, refusalsIn } from '../../segments/web/fields.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { SearchMenu } from '../../ui/forms/SearchMenu.tsx';
import { FilterForm } from './FilterForm.tsx';
import { isComplete, withFilter } from './filters.ts';

/** First what it is about, then the same editor as in a segment; it applies as it is written. */
export function NewFilter({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  // What the list showed before this filter: it is added once, however often it is rewritten.
  const [before] = useState(rule);
  const [picked, setPicked] = useState('');
  const { vocabulary } = useBuilding();
  const groups = menuOf(vocabulary);
  const refusals = refusalsIn(vocabulary);
  const refusal = refusals.find(({ label }) => label === picked);
  const blankOf = (id: string) => groups.flatMap(({ entries }) => entries).find((entry) => entry.id === id)?.blank;
  const add = (condition: Condition) => onChange(withFilter(before, condition));
  const pick = (id: string) => {
    setPicked(id);
    const blank = blankOf(id);
    if (blank && isComplete(blank)) add(blank);
  };

  const impossible = { title: 'Impossible', entries: refusals.map(({ label }) => ({ id: label, label, icon: 'ban' as const })) };
  const blank = blankOf(picked);
  if (refusal)
    return (
      <>
        <Callout tone="danger" icon="ban" title={refusal.label} isLive>
          {refusal.reason}
        </Callout>
        <Button look="link" onPress={() => setPicked('')}>
          Choisir un autre critère
        </Button>
      </>
    );
  if (!blank) return <SearchMenu label="Filtrer par" groups={[...groups, impossible]} onPick={pick} />;
  return <FilterForm condition={blank} onChange={add} />;
}
