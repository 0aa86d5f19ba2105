import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
import { Icon, type IconName } from '../Icon.tsx';
import { figure } from '../words.ts';
import styles from './Tabs.module.css';

export interface TabEntry {
  id: string;
  label: string;
  count?: number;
  icon?: IconName;
  /** What the tab shows. Tabs over one changing content leave it out, and the screen follows `onSelect`. */
  content?: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly TabEntry[];
  selected?: string;
  onSelect?: (id: string) => void;
  /** Shown under every tab: `children` of the selected one. */
  children?: ReactNode;
}

/** Views of one thing, moved by arrows. Props: label, tabs ({ id, label, count, icon, content }), selected, onSelect, children. */
export function Tabs({ label, tabs, selected, onSelect, children }: TabsProps) {
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      {...(selected ? { selectedKey: selected } : {})}
      {...(onSelect ? { onSelectionChange: (id) => onSelect(String(id)) } : {})}
    >
      <TabList aria-label={label} items={tabs} className={styles.list ?? ''}>
        {(tab) => (
          <Tab id={tab.id} className={styles.tab ?? ''}>
            {tab.icon && <Icon name={tab.icon} size={16} />}
            {tab.label}
            {tab.count !== undefined && <b>{figure(tab.count)}</b>}
          </Tab>
        )}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
          {tab.content ?? children}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
