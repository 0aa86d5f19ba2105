import { useState } from 'react';
import { SelectionAct, SelectionBar } from '../../ui/actions/SelectionBar.tsx';
import { useMay } from '../../ui/permissions.ts';
import { counted, figure } from '../../ui/words.ts';
import { TagMany } from './TagMany.tsx';
import { useBulk } from './useBulk.ts';
import type { useSelection } from './useSelection.ts';

interface SelectionActsProps {
  selection: ReturnType<typeof useSelection>;
  /** How many the list has; undefined while it is being counted. */
  total: number | undefined;
  /** The list shows archived records: they are restored, not archived. */
  isArchive: boolean;
}

/** What can be done at once to those selected; it runs at once, and can be taken back for thirty days. */
export function SelectionActs({ selection, total, isArchive }: SelectionActsProps) {
  const [tagging, setTagging] = useState<'tag' | 'untag' | null>(null);
  const mayWrite = useMay('contacts.write');
  const bulk = useBulk();
  const { count, isAll, body, clear } = selection;
  const summary = counted(count, 'contact', 'contacts');

  return (
    <SelectionBar summary={summary} onClear={clear}>
      {!isAll && total !== undefined && count < total && (
        <SelectionAct look="link" onPress={selection.chooseAll}>
          Choisir les {figure(total)}
        </SelectionAct>
      )}
      {mayWrite && (
        <>
          <SelectionAct icon="tag" onPress={() => setTagging('tag')}>
            Étiqueter
          </SelectionAct>
          <SelectionAct icon="tag-off" onPress={() => setTagging('untag')}>
            Retirer une étiquette
          </SelectionAct>
          {isArchive ? (
            <SelectionAct icon="arrow-back-up" onPress={() => bulk.begin({ kind: 'restore' }, body, clear)}>
              Restaurer
            </SelectionAct>
          ) : (
            <SelectionAct icon="archive" onPress={() => bulk.begin({ kind: 'archive' }, body, clear)}>
              Archiver
            </SelectionAct>
          )}
        </>
      )}
      {tagging && (
        <TagMany
          kind={tagging}
          summary={summary}
          onPick={(tagId) => bulk.begin({ kind: tagging, tagId }, body, clear)}
          onClose={() => setTagging(null)}
        />
      )}
    </SelectionBar>
  );
}
