import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Menu, type MenuGroup } from '../../ui/actions/Menu.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { figure } from '../../ui/words.ts';
import { conditionLabel } from '../labels.ts';
import type { Match } from '../rules/contract.ts';
import { conditionText } from '../rules/labels.ts';
import { useBuilding } from './builder.ts';
import { ConditionEditor } from './ConditionEditor.tsx';
import {
  type DraftCondition,
  type DraftGroup,
  type DraftNode,
  type DraftRefusal,
  isGroup,
  isRefusal,
  newKey,
  withAdded,
  withMatch,
  withNode,
} from './draft.ts';
import { fieldIcon, menuOf, refusalsIn } from './fields.ts';
import styles from './SegmentBuilder.module.css';

interface ConditionGroupProps {
  group: DraftGroup;
  /** 0: the rule itself, or its exceptions; groups nest two deep. */
  depth?: number;
  isException?: boolean;
}

const DEEPEST = 2;

/** « Garder les personnes qui remplissent toutes ces conditions. » */
export function ConditionGroup({ group, depth = 0, isException = false }: ConditionGroupProps) {
  const { change } = useBuilding();
  const add = (groupKey: string, node: DraftNode) => change((draft) => withAdded(draft, groupKey, node), '');
  const joined = depth === 0 && isException ? 'ou' : group.match === 'all' ? 'et' : 'ou';
  return (
    <section
      className={classNames(styles.group, depth > 0 && styles.inner)}
      aria-label={isException ? 'Sauf' : nameOf(group.match)}
    >
      {group.nodes.length > 0 && <GroupHeader group={group} depth={depth} isException={isException} />}
      <ul>
        {group.nodes.map((node, rank) => (
          <li key={node.key}>
            {rank > 0 && <span className={styles.link}>{joined}</span>}
            <Node node={node} depth={depth} isException={isException} />
          </li>
        ))}
      </ul>
      <div className={styles.footer}>
        <AddCondition label={isException ? 'Exception' : 'Condition'} onAdd={(node) => add(group.key, node)} />
        {depth < DEEPEST && group.nodes.length > 0 && (
          <AddCondition
            label="Sous-groupe"
            icon="folder-plus"
            onAdd={(node) => add(group.key, { key: newKey(), match: joined === 'et' ? 'any' : 'all', nodes: [node] })}
          />
        )}
      </div>
    </section>
  );
}

const nameOf = (match: Match) => (match === 'all' ? 'Toutes ces conditions' : 'Au moins une de ces conditions');

function GroupHeader({ group, depth, isException }: Required<ConditionGroupProps>) {
  const { change } = useBuilding();
  if (isException && depth === 0)
    return <p className={styles.header}>Retirer celles qui remplissent au moins une de ces conditions</p>;
  return (
    <div className={styles.header}>
      <span>{isException ? 'Celles qui remplissent' : 'Garder celles qui remplissent'}</span>
      <div className={styles.test}>
        <Select
          label="Combien de conditions doivent être remplies"
          hidesLabel
          choices={[
            { id: 'all', label: 'toutes ces conditions' },
            { id: 'any', label: 'au moins une de ces conditions' },
          ]}
          value={group.match}
          onChange={(match) => change((draft) => withMatch(draft, group.key, match), '')}
        />
      </div>
    </div>
  );
}

function Node({ node, depth, isException }: { node: DraftNode; depth: number; isException: boolean }) {
  if (isRefusal(node)) return <RefusedRow node={node} />;
  if (isGroup(node)) return <ConditionGroup group={node} depth={depth + 1} isException={isException} />;
  return <ConditionRow node={node} isException={isException} />;
}

function ConditionRow({ node, isException }: { node: DraftCondition; isException: boolean }) {
  const { change, countOf, isStale, names } = useBuilding();
  const { key, condition } = node;
  const count = countOf(key);
  return (
    <div className={styles.condition}>
      <Icon name={fieldIcon[condition.field]} />
      <b>{conditionLabel(condition, names)}</b>
      <ConditionEditor
        condition={condition}
        onChange={(next) => change((draft) => withNode(draft, key, { key, condition: next }), key)}
      />
      <span className={styles.count} {...(isStale ? { 'data-stale': '' } : {})}>
        {count !== undefined && `${isException ? '−\u00a0' : ''}${figure(count)}`}
      </span>
      <IconButton
        icon="x"
        size="small"
        label={`Retirer\u00a0: ${conditionText(condition, names)}`}
        onPress={({ target }) => {
          const group = target.closest('section');
          change((draft) => withNode(draft, key, null), '');
          stayIn(group);
        }}
      />
    </div>
  );
}

/** What had the focus has gone: one goes on from the button that adds. */
const stayIn = (group: Element | null) => group?.querySelector<HTMLElement>(':scope > div:last-child button')?.focus();

function RefusedRow({ node }: { node: DraftRefusal }) {
  const { change } = useBuilding();
  return (
    <div className={classNames(styles.condition, styles.refused)} role="status">
      <Icon name="ban" />
      <b>{node.label}</b>
      <span className={styles.reason}>{node.reason} Ce critère n’est pas appliqué.</span>
      <IconButton
        icon="x"
        size="small"
        label={`Retirer\u00a0: ${node.label}`}
        onPress={({ target }) => {
          const group = target.closest('section');
          change((draft) => withNode(draft, node.key, null), '');
          stayIn(group);
        }}
      />
    </div>
  );
}

interface AddConditionProps {
  label: string;
  icon?: 'plus' | 'folder-plus';
  onAdd: (node: DraftNode) => void;
}

function AddCondition({ label, icon = 'plus', onAdd }: AddConditionProps) {
  const { vocabulary } = useBuilding();
  const known: MenuGroup[] = menuOf(vocabulary).map(({ title, entries }) => ({
    title,
    entries: entries.map(({ blank, ...entry }) => ({ ...entry, onAction: () => onAdd({ key: newKey(), condition: blank }) })),
  }));
  const refused: MenuGroup = {
    title: 'Impossible',
    entries: refusalsIn(vocabulary).map((refusal) => ({
      id: refusal.label,
      label: refusal.label,
      icon: 'ban',
      onAction: () => onAdd({ key: newKey(), ...refusal }),
    })),
  };
  return (
    <Menu
      label={`Ajouter\u00a0: ${label}`}
      trigger={
        <Button look="quiet" size="small" icon={icon}>
          {label}
        </Button>
      }
      groups={[...known, refused]}
    />
  );
}
