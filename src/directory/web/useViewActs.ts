import { useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { useGo } from '../../ui/place.ts';
import { type SavedView, viewsApi } from '../views/contract.ts';
import { pathOf } from './address.ts';
import type { List } from './useList.ts';

const refresh = [viewsApi.list];

/** What can be done to a view; each says so, and most can be taken back. */
export function useViewActs({ listed, asked }: List) {
  const go = useGo();
  const { adding, changing, sharing, unsharing, archiving, restoring, ordering } = useViewWrites();
  const open = (id: string) => go(`${pathOf[listed]}?vue=${id}`);

  const add = (draft: Pick<SavedView, 'name' | 'rule' | 'search' | 'sort'> & { columns: readonly string[] }) =>
    adding.mutate(
      { body: { ...draft, columns: [...draft.columns], list: listed } },
      {
        onSuccess: (view) => {
          open(view.id);
          announce(`${named(view)} enregistrée. Elle n’est visible que de vous.`);
        },
        onError,
      },
    );
  const put = (view: SavedView, change: Partial<SavedView>, onSuccess: (changed: SavedView) => void) => {
    const { name, rule, search, columns, sort, version } = { ...view, ...change };
    changing.mutate({ ...about(view), body: { name, rule, search, columns, sort }, version }, { onSuccess, onError });
  };

  return {
    add,
    rename: (view: SavedView, name: string) => put(view, { name }, () => announce(`${named({ name })} renommée.`)),
    /** What is on screen becomes what the view says. */
    update(view: SavedView) {
      const { rule, search, sort, columns } = asked;
      put(view, { rule, search, sort, columns: [...columns] }, (changed) => {
        open(view.id);
        announce(`${named(view)} mise à jour.`, () => put(view, { version: changed.version }, () => open(view.id)));
      });
    },
    duplicate: (view: SavedView) => add({ ...view, name: `${view.name} (copie)`.slice(0, 60) }),
    share: (view: SavedView) =>
      sharing.mutate(about(view), {
        onSuccess: () => announce(`${named(view)} partagée avec l’équipe.`, () => unsharing.mutate(about(view))),
        onError,
      }),
    unshare: (view: SavedView) =>
      unsharing.mutate(about(view), {
        onSuccess: () => announce(`${named(view)}\u00a0: vous seul la voyez.`, () => sharing.mutate(about(view))),
        onError,
      }),
    archive(view: SavedView) {
      const restore = () => restoring.mutate(about(view), { onSuccess: () => open(view.id) });
      open('tous');
      archiving.mutate(about(view), { onSuccess: () => announce(`${named(view)} supprimée.`, restore), onError });
    },
    move(mine: readonly SavedView[], rank: number, step: number) {
      const ids = mine.map(({ id }) => id);
      const [moved = ''] = ids.splice(rank, 1);
      ids.splice(rank + step, 0, moved);
      ordering.mutate({ body: { viewIds: ids } }, { onError });
    },
  };
}

const onError = (refusal: { message: string }) => announce(refusal.message);
const about = ({ id }: SavedView) => ({ params: { savedViewId: id } });
const named = ({ name }: Pick<SavedView, 'name'>) => `Vue «\u00a0${name}\u00a0»`;

const useViewWrites = () => ({
  adding: useWrite(viewsApi.add, refresh),
  changing: useWrite(viewsApi.change, refresh),
  sharing: useWrite(viewsApi.share, refresh),
  unsharing: useWrite(viewsApi.unshare, refresh),
  archiving: useWrite(viewsApi.archive, refresh),
  restoring: useWrite(viewsApi.restore, refresh),
  ordering: useWrite(viewsApi.order, refresh),
});
