import { beginNewSegment } from '../../segments/web/useDraft.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { useMay } from '../../ui/permissions.ts';
import { counted } from '../../ui/words.ts';
import type { Asked } from './address.ts';
import { filtersOf } from './filters.ts';
import type { List } from './useList.ts';
import { useViewActs } from './useViewActs.ts';

/** What one is trying over the view, which stays as it is until one says otherwise. */
export function Changes({ list }: { list: List }) {
  const acts = useViewActs(list);
  const { asked, said, view } = list;
  const changes = [...changedFilters(asked, said), ...(asked.search === said.search ? [] : ['recherche'])];
  // The order and the columns are each one's own; those of a shared view are also what the team starts from.
  const arrangements =
    view?.isMine && view.isShared
      ? [
          ...(asked.columns.join() === said.columns.join() ? [] : ['colonnes changées']),
          ...(asked.sort === said.sort ? [] : ['ordre changé']),
        ]
      : [];
  const all = [...changes, ...arrangements];
  return (
    <>
      {view && all.length > 0 && <span>· {all.join(', ')}</span>}
      {view?.isMine && all.length > 0 && (
        <Button look="link" onPress={() => acts.update(view)}>
          Mettre à jour la vue
        </Button>
      )}
      {view && changes.length > 0 && (
        <Button look="link" onPress={list.reset}>
          Revenir à la vue
        </Button>
      )}
      <AsSegment list={list} />
    </>
  );
}

/** « 1 filtre ajouté », « 2 filtres changés ». */
function changedFilters(asked: Asked, said: Asked): string[] {
  const written = ({ rule }: Asked) => filtersOf(rule).map(({ node, isException }) => JSON.stringify([node, isException]));
  const [now, before] = [written(asked), written(said)];
  const added = now.filter((one) => !before.includes(one)).length;
  const removed = before.filter((one) => !now.includes(one)).length;
  const changed = Math.min(added, removed);
  return [
    ...(changed > 0 ? [counted(changed, 'filtre changé', 'filtres changés')] : []),
    ...(added > changed ? [counted(added - changed, 'filtre ajouté', 'filtres ajoutés')] : []),
    ...(removed > changed ? [counted(removed - changed, 'filtre retiré', 'filtres retirés')] : []),
  ];
}

/** What narrows the list, kept as a segment; words looked for are not a rule: nobody is chosen by the sound of a name. */
function AsSegment({ list: { asked, listed } }: { list: List }) {
  const mayWrite = useMay('segments.write');
  const { conditions, except } = asked.rule;
  if (!mayWrite || asked.search || asked.isArchive || conditions.length + except.length === 0) return null;
  const rule =
    listed === 'organizations'
      ? { ...asked.rule, conditions: [{ field: 'kind' as const, value: 'organization' as const }, ...conditions] }
      : asked.rule;
  return (
    <Link href="/segments/nouveau" onPress={() => beginNewSegment(rule)}>
      En faire un segment
    </Link>
  );
}
