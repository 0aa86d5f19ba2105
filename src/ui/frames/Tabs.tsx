import { type ReactNode, useRef } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
import { Button } from '../actions/Button.tsx';
import { Menu } from '../actions/Menu.tsx';
import { Icon, type IconName } from '../Icon.tsx';
import { figure } from '../words.ts';
import styles from './Tabs.module.css';
import { useFitting } from './useFitting.ts';

export interface TabEntry {
  id: string;
  label: string;
  count?: number;
  icon?: IconName;
  /** What the icon says, for those who do not see it. */
  iconLabel?: string;
  /** What the tab shows. Tabs over one changing content leave it out, and the screen follows `onSelect`. */
  content?: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly TabEntry[];
  selected?: string;
  onSelect?: (id: string) => void;
  /** Where those that do not fit go: the name of their menu. Without it, the row scrolls. */
  others?: string;
  /** At the end of the row. */
  after?: ReactNode;
  /** Shown under every tab, whichever is selected. */
  children?: ReactNode;
}

/** Views of one thing, moved by arrows. Props: label, tabs ({ id, label, count, icon, iconLabel, content }), selected, onSelect, others, after, children. */
export function Tabs(props: TabsProps) {
  const { label, tabs, selected, onSelect, others, after, children } = props;
  const row = useRef<HTMLDivElement>(null);
  const copy = useRef<HTMLDivElement>(null);
  const fitting = useFitting(row, copy, others ? tabs.map(wordsOf).join() : '');
  const shown = others ? withSelected(tabs, fitting, selected) : tabs;
  const hidden = tabs.filter((tab) => !shown.includes(tab));
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      {...(selected ? { selectedKey: selected } : {})}
      {...(onSelect ? { onSelectionChange: (id) => id !== selected && onSelect(String(id)) } : {})}
    >
      <div ref={row} className={styles.row}>
        <TabList aria-label={label} items={shown} className={styles.list ?? ''}>
          {(tab) => (
            <Tab id={tab.id} className={styles.tab ?? ''}>
              <Words tab={tab} />
            </Tab>
          )}
        </TabList>
        {others && hidden.length > 0 && (
          <Menu
            label={others}
            trigger={
              <Button look="quiet" size="small">
                {others} <Icon name="chevron-down" size={16} />
              </Button>
            }
            entries={hidden.map((tab) => ({
              id: tab.id,
              label: tab.count === undefined ? tab.label : `${tab.label}\u00a0(${figure(tab.count)})`,
              ...(tab.icon ? { icon: tab.icon } : {}),
              onAction: () => onSelect?.(tab.id),
            }))}
          />
        )}
        {after && (
          <div className={styles.after} data-after>
            {after}
          </div>
        )}
        {others && (
          <div ref={copy} className={styles.copy} aria-hidden="true">
            {tabs.map((tab) => (
              <span key={tab.id} className={styles.tab}>
                <Words tab={tab} />
              </span>
            ))}
          </div>
        )}
      </div>
      {tabs.some(({ content }) => content) ? (
        tabs.map((tab) => (
          <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
            {tab.content}
          </TabPanel>
        ))
      ) : (
        <TabPanel id={selected ?? tabs[0]?.id ?? ''} className={styles.panel ?? ''}>
          {children}
        </TabPanel>
      )}
    </AriaTabs>
  );
}

const wordsOf = ({ label, count, icon }: TabEntry) => `${label} ${count ?? ''} ${icon ?? ''}`;

function Words({ tab: { icon, iconLabel, label, count } }: { tab: TabEntry }) {
  return (
    <>
      {icon && <Icon name={icon} size={16} />}
      {iconLabel && <span className={styles.spoken}>{iconLabel}&nbsp;: </span>}
      {label}
      {count !== undefined && <b>{figure(count)}</b>}
    </>
  );
}

/** The first ones, as many as fit; the selected one takes the last place if it is not among them. */
function withSelected(tabs: readonly TabEntry[], fitting: number, selected: string | undefined): readonly TabEntry[] {
  const first = tabs.slice(0, fitting);
  const chosen = tabs.find(({ id }) => id === selected);
  return !chosen || first.includes(chosen) ? first : [...first.slice(0, -1), chosen];
}
