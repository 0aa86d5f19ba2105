import type { ReactNode } from 'react';
import { DropZone, type DropZoneProps } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { Button } from '../actions/Button.tsx';
import { Icon } from '../Icon.tsx';
import styles from './FileField.module.css';

interface FileFieldProps {
  /** « Déposez votre fichier ici » */
  label: string;
  /** Named by its result: « Choisir un fichier ». */
  action?: string;
  /** Extensions and media types: ['.csv', 'text/csv']. */
  accepts: readonly string[];
  onFile: (file: File) => void;
  help?: ReactNode;
  busy?: boolean;
}

/** One file, dropped or chosen. Props: label, action, accepts, onFile(file), help, busy. */
export function FileField({ label, action = 'Choisir un fichier', accepts, onFile, help, busy = false }: FileFieldProps) {
  const take: DropZoneProps['onDrop'] = async (drop) => {
    const dropped = drop.items.find((entry) => entry.kind === 'file');
    if (dropped) onFile(await dropped.getFile());
  };
  return (
    <DropZone className={styles.zone ?? ''} onDrop={take}>
      <Icon name="file-import" size={20} />
      <Text slot="label" className={styles.label ?? ''}>
        {label}
      </Text>
      {help && <p className={styles.help}>{help}</p>}
      <FileTrigger acceptedFileTypes={[...accepts]} onSelect={(files) => files?.[0] && onFile(files[0])}>
        <Button look="primary" busy={busy}>
          {action}
        </Button>
      </FileTrigger>
    </DropZone>
  );
}
