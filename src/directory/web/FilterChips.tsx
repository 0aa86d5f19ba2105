import { useMemo, useState } from 'react';
import { segmentsApi } from '../../segments/contract.ts';
import { conditionLabel } from '../../segments/labels.ts';
import type { Condition, Rule } from '../../segments/rules/contract.ts';
import { conditionParts, type Names, type Part } from '../../segments/rules/labels.ts';
import { BuildingProvider, namesIn, noVocabulary } from '../../segments/web/builder.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead } from '../../ui/ask.ts';
import { Popover } from '../../ui/frames/Popover.tsx';
import { ChipButton, Chips } from '../../ui/signs/Chips.tsx';
import { FilterForm } from './FilterForm.tsx';
import { changedFilter, type Filter, filtersOf, withoutFilter } from './filters.ts';
import { NewFilter } from './NewFilter.tsx';

interface FilterChipsProps {
  rule: Rule;
  onChange: (rule: Rule) => void;
}

/** One chip for each filter, which opens to be changed, and the button that adds one. */
export function FilterChips({ rule, onChange }: FilterChipsProps) {
  const filters = filtersOf(rule);
  const [isAdding, setIsAdding] = useState(false);
  // Names are read once something is to be named: they are many in a city.
  const vocabulary = useRead(segmentsApi.vocabulary, filters.length > 0 || isAdding ? {} : null).data ?? noVocabulary;
  const names = useMemo(() => namesIn(vocabulary), [vocabulary]);
  const building = { vocabulary, names, change: () => undefined, countOf: () => undefined, isStale: false };

  return (
    <BuildingProvider value={building}>
      <Chips
        label="Filtres"
        chips={filters.map((filter) => ({
          id: filter.id,
          label: filterText(filter, names),
          shown: <Shown {...{ filter, names }} onChange={(node) => onChange(changedFilter(rule, filter.id, node))} />,
        }))}
        onRemove={(id) => onChange(withoutFilter(rule, id))}
      >
        <Popover
          label="Ajouter un filtre"
          onOpenChange={setIsAdding}
          trigger={
            <Button look="quiet" size="small" icon="plus">
              Filtre
            </Button>
          }
        >
          <NewFilter rule={rule} onChange={onChange} />
        </Popover>
      </Chips>
    </BuildingProvider>
  );
}

function partsOf({ node, isException }: Filter, names: Names): Part[] {
  const said = conditionParts(node, names);
  return isException ? [{ text: 'sauf ', isVariable: false }, ...said] : said;
}

const filterText = (filter: Filter, names: Names): string =>
  partsOf(filter, names)
    .map(({ text }) => text)
    .join('');

interface ShownProps {
  filter: Filter;
  names: Names;
  onChange: (condition: Condition) => void;
}

function Shown({ filter, names, onChange }: ShownProps) {
  const words = partsOf(filter, names).map(({ text, isVariable }, rank) => {
    const key = `${rank} ${text}`;
    return isVariable ? <b key={key}>{text}</b> : <span key={key}>{text}</span>;
  });
  const { node } = filter;
  if (node.field === 'group') return words;
  return (
    <Popover label={`Filtre\u00a0: ${conditionLabel(node, names)}`} trigger={<ChipButton>{words}</ChipButton>}>
      <FilterForm condition={node} onChange={onChange} />
    </Popover>
  );
}
