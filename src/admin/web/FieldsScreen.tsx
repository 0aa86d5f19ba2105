import { FieldSettings } from '../../contacts/web/fields/FieldSettings.tsx';
import { TagSettings } from '../../contacts/web/tags/TagSettings.tsx';
import { KindSettings } from '../../interactions/web/KindSettings.tsx';
import { NotesToReread } from '../../interactions/web/NotesToReread.tsx';
import { DistrictSettings } from '../../townhalls/web/DistrictSettings.tsx';
import { ThemeSettings } from '../../townhalls/web/ThemeSettings.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { Tabs } from '../../ui/frames/Tabs.tsx';
import { useInAddress } from '../../ui/place.ts';
import styles from './FieldsScreen.module.css';

const parts = [
  { id: 'champs', label: 'Champs', content: <FieldSettings /> },
  { id: 'etiquettes', label: 'Étiquettes', content: <TagSettings /> },
  { id: 'quartiers', label: 'Quartiers', content: <DistrictSettings /> },
  { id: 'thematiques', label: 'Thématiques', content: <ThemeSettings /> },
  { id: 'echanges', label: 'Sortes d’échanges', content: <KindSettings /> },
  { id: 'notes', label: 'Notes à relire', content: <NotesToReread /> },
].map(({ content, ...part }) => ({
  ...part,
  content: (
    <div className={styles.part}>
      <Slab>{content}</Slab>
    </div>
  ),
}));

/** Réglages › Champs et étiquettes: everything a mairie shapes its base with. */
export function FieldsScreen() {
  const [part, setPart] = useInAddress('partie');
  const selected = parts.some(({ id }) => id === part) ? part : 'champs';
  return <Tabs label="Ce qui façonne les fiches" tabs={parts} selected={selected} onSelect={setPart} />;
}
