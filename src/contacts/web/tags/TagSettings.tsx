import { useState } from 'react';
import { call } from '../../../platform/client.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useRead } from '../../../ui/ask.ts';
import { ArrangedList } from '../../../ui/lists/ArrangedList.tsx';
import { useArranging } from '../../../ui/lists/useArranging.ts';
import { Badge } from '../../../ui/signs/Badge.tsx';
import { counted } from '../../../ui/words.ts';
import { contactsApi } from '../../contract.ts';
import { type CountedTag, tagsApi } from '../../tags/contract.ts';
import { MergeTag } from './MergeTag.tsx';
import { TagDialog } from './TagDialog.tsx';

const changed = [tagsApi.list, contactsApi.show];

/** The tags of the mairie: renamed, coloured, merged, set aside. */
export function TagSettings() {
  const tags = useRead(tagsApi.list, { query: { archived: 'true' } });
  const arranging = useArranging({
    rows: tags.data,
    refresh: changed,
    archive: ({ id }) => call(tagsApi.archive, { params: { tagId: id } }),
    restore: ({ id, mergedInto }) => call(mergedInto ? tagsApi.separate : tagsApi.restore, { params: { tagId: id } }),
    said: {
      archived: ({ name }) => `Étiquette «\u00a0${name}\u00a0» archivée`,
      restored: ({ name, mergedInto }) =>
        mergedInto ? `Fusion de «\u00a0${name}\u00a0» défaite` : `«\u00a0${name}\u00a0» est de retour sur ses fiches`,
    },
  });
  const [edited, setEdited] = useState<CountedTag | 'new' | null>(null);
  const [merged, setMerged] = useState<CountedTag | null>(null);
  const heirOf = ({ mergedInto }: CountedTag) => tags.data?.find(({ id }) => id === mergedInto);

  return (
    <>
      <ArrangedList
        title="Étiquettes"
        intro="Une étiquette qualifie une personne ou une structure d’un coup d’œil. Deux qui disent la même chose se fusionnent."
        empty={{
          title: 'Pas encore d’étiquette',
          text: 'Bénévole, parent d’élève, nouvel arrivant… Elles se posent aussi depuis une fiche.',
        }}
        addLabel="Ajouter une étiquette"
        rows={tags.data}
        error={tags.error}
        nameOf={({ name }) => name}
        titleOf={({ name, tone }) => <Badge tone={tone}>{name}</Badge>}
        noteOf={(tag) => noteOf(tag, heirOf(tag))}
        onAdd={() => setEdited('new')}
        onEdit={setEdited}
        {...arranging}
        actOf={(tag) => (
          <Button
            size="small"
            look="quiet"
            icon="arrow-merge"
            aria-label={`Fusionner ${tag.name} dans une autre`}
            onPress={() => setMerged(tag)}
          >
            Fusionner
          </Button>
        )}
      />
      {edited && <TagDialog {...(edited === 'new' ? {} : { tag: edited })} onClose={() => setEdited(null)} />}
      {merged && <MergeTag tag={merged} others={tags.data ?? []} onClose={() => setMerged(null)} />}
    </>
  );
}

const noteOf = ({ contactCount }: CountedTag, heir: CountedTag | undefined) =>
  heir ? `Fusionnée dans «\u00a0${heir.name}\u00a0»` : counted(contactCount, 'fiche', 'fiches');
