import { useState } from 'react';
import { SelectionAct, SelectionBar } from '../../ui/actions/SelectionBar.tsx';
import { useMay } from '../../ui/permissions.ts';
import { counted, figure } from '../../ui/words.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { ListMany } from './ListMany.tsx';
import { TagMany } from './TagMany.tsx';
import { useBulk } from './useBulk.ts';
import type { List } from './useList.ts';
import type { useSelection } from './useSelection.ts';

interface SelectionActsProps {
  list: List;
  selection: ReturnType<typeof useSelection>;
  /** How many the list has; undefined while it is being counted. */
  total: number | undefined;
}

/** What can be done at once to those selected; it runs at once, and can be taken back for thirty days. */
export function SelectionActs({ list, selection, total }: SelectionActsProps) {
  const [isExporting, setIsExporting] = useState(false);
  const [tagging, setTagging] = useState<'tag' | 'untag' | null>(null);
  const [listing, setListing] = useState<'add_to_list' | 'remove_from_list' | null>(null);
  const mayWrite = useMay('contacts.write');
  const mayList = useMay('segments.write');
  const mayExport = useMay('contacts.export');
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
          {list.asked.isArchive ? (
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
      {mayWrite && mayList && !list.asked.isArchive && (
        <>
          <SelectionAct icon="list" onPress={() => setListing('add_to_list')}>
            Ajouter à une liste
          </SelectionAct>
          <SelectionAct icon="list-details" onPress={() => setListing('remove_from_list')}>
            Retirer d’une liste
          </SelectionAct>
        </>
      )}
      {mayExport && (
        <SelectionAct icon="download" onPress={() => setIsExporting(true)}>
          Exporter
        </SelectionAct>
      )}
      {isExporting && (
        <ExportDialog
          summary={summary}
          selection={body}
          asked={list.asked}
          onClose={() => setIsExporting(false)}
          onDone={clear}
        />
      )}
      {tagging && (
        <TagMany
          kind={tagging}
          summary={summary}
          onPick={(tagId) => bulk.begin({ kind: tagging, tagId }, body, clear)}
          onClose={() => setTagging(null)}
        />
      )}
      {listing && (
        <ListMany
          kind={listing}
          summary={summary}
          onPick={(listId) => bulk.begin({ kind: listing, listId }, body, clear)}
          onClose={() => setListing(null)}
        />
      )}
    </SelectionBar>
  );
}
