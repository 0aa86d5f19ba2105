import { useState } from 'react';
import type { Condition, Field, Rule } from '../../segments/contract.ts';
import { fieldLabel } from '../../segments/labels.ts';
import { blankOf, fieldGroups, fieldIcon, refusals } from '../../segments/web/fields.ts';
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
  const refusal = refusals.find(({ label }) => label === picked);
  const add = (condition: Condition) => onChange(withFilter(before, condition));
  const pick = (id: string) => {
    setPicked(id);
    const blank = blankOf[id as Field];
    if (blank && isComplete(blank)) add(blank);
  };

  if (!picked) return <SearchMenu label="Filtrer par" groups={groups} onPick={pick} />;
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
  return <FilterForm condition={blankOf[picked as Field]} onChange={add} />;
}

const groups = [
  ...fieldGroups.map(({ title, fields }) => ({
    title,
    entries: fields.map((field) => ({ id: field, label: fieldLabel[field], icon: fieldIcon[field] })),
  })),
  { title: 'Impossible', entries: refusals.map(({ label }) => ({ id: label, label, icon: 'ban' as const })) },
];
