import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Menu } from '../../ui/actions/Menu.tsx';
import { useReads } from '../../ui/ask.ts';
import { Tabs } from '../../ui/frames/Tabs.tsx';
import { useGo } from '../../ui/place.ts';
import { directoryApi } from '../contract.ts';
import { ALL, type SavedView } from '../views/contract.ts';
import { everyone, pathOf, queryOf } from './address.ts';
import { SaveView } from './SaveView.tsx';
import type { List } from './useList.ts';
import { useViewActs } from './useViewActs.ts';
import { inAddress } from './useViews.ts';

/** Counted far enough to be told apart. */
const COUNTED = 10_000;

/** One tab for each view: everyone, those of the team, then one's own behind a lock. */
export function ViewTabs({ list, children }: { list: List; children: ReactNode }) {
  const { listed, views, view } = list;
  const go = useGo();
  const acts = useViewActs(list);
  const [saving, setSaving] = useState<'new' | 'name' | null>(null);
  const shown = [undefined, ...views.items];
  const counts = useReads(
    directoryApi.count,
    shown.map((one) => ({ query: { ...queryOf(shownBy(one), listed), atMost: COUNTED } })),
  );
  const open = (id: string) => {
    const look = views.lookAt(id);
    views.note({ view: id, columns: look?.columns ?? null, sort: look?.sort ?? null });
    go(`${pathOf[listed]}?vue=${inAddress(id)}`);
  };
  // The dialog stands outside the tabs, which draw what they hold twice (once to know what there is).
  return (
    <>
      <Tabs
        label="Vues"
        selected={view?.id ?? ALL}
        onSelect={open}
        others="Autres vues"
        tabs={shown.map((one, rank) => {
          const count = counts[rank];
          return {
            id: one?.id ?? ALL,
            label: one?.name ?? (listed === 'contacts' ? 'Tous' : 'Toutes'),
            ...(one && !one.isShared ? { icon: 'lock' as const, iconLabel: 'Vue privée' } : {}),
            ...(count?.isComplete ? { count: count.count } : {}),
          };
        })}
        after={
          <>
            {view && <ViewMenu list={list} acts={acts} view={view} onRename={() => setSaving('name')} />}
            <Button look="quiet" size="small" icon="plus" onPress={() => setSaving('new')}>
              Enregistrer une vue
            </Button>
          </>
        }
      >
        {children}
      </Tabs>
      {saving && (
        <SaveView
          list={list}
          acts={acts}
          onClose={() => setSaving(null)}
          {...(saving === 'name' && view ? { renamed: view } : {})}
        />
      )}
    </>
  );
}

const shownBy = (view: SavedView | undefined) => ({
  rule: view?.rule ?? everyone,
  search: view?.search ?? '',
  isArchive: false,
});

interface ViewMenuProps {
  list: List;
  acts: ReturnType<typeof useViewActs>;
  view: SavedView;
  onRename: () => void;
}

function ViewMenu({ list, acts, view, onRename }: ViewMenuProps) {
  const mine = list.views.items.filter(({ isMine, isShared }) => isMine && isShared === view.isShared);
  const rank = mine.indexOf(view);
  const { isShared } = view;
  const ofOwner = [
    { id: 'rename', label: 'Renommer', icon: 'pencil' as const, onAction: onRename },
    isShared
      ? { id: 'unshare', label: 'Garder pour moi', icon: 'lock' as const, onAction: () => acts.unshare(view) }
      : { id: 'share', label: 'Partager avec l’équipe', icon: 'users' as const, onAction: () => acts.share(view) },
    ...(rank > 0
      ? [{ id: 'left', label: 'Déplacer à gauche', icon: 'chevron-left' as const, onAction: () => acts.move(mine, rank, -1) }]
      : []),
    ...(rank < mine.length - 1
      ? [{ id: 'right', label: 'Déplacer à droite', icon: 'chevron-right' as const, onAction: () => acts.move(mine, rank, 1) }]
      : []),
    { id: 'archive', label: 'Supprimer', icon: 'trash' as const, isDangerous: true, onAction: () => acts.archive(view) },
  ];
  return (
    <Menu
      label={`Vue «\u00a0${view.name}\u00a0»`}
      trigger={<IconButton icon="dots" size="small" label={`Gérer la vue «\u00a0${view.name}\u00a0»`} />}
      entries={[
        { id: 'duplicate', label: 'Dupliquer', icon: 'copy', onAction: () => acts.duplicate(view) },
        ...(view.isMine ? ofOwner : []),
      ]}
      note={view.isMine ? undefined : `Partagée par ${view.ownerName}`}
    />
  );
}
