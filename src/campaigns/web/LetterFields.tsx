import { useRef } from 'react';
import { consentsApi } from '../../consents/contract.ts';
import { legalBasisLabel } from '../../consents/labels.ts';
import { segmentsApi } from '../../segments/contract.ts';
import { useRead } from '../../ui/ask.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { TextArea, TextField } from '../../ui/forms/TextField.tsx';
import type { Campaign } from '../contract.ts';
import styles from './Composer.module.css';
import { InsertVariable } from './InsertVariable.tsx';
import type { Draft } from './useDraft.ts';

interface LetterFieldsProps {
  draft: Draft;
  change: (one: Partial<Draft>) => void;
  obstacles: Campaign['obstacles'];
}

/** Whom, why, and what: the four things a letter is made of. */
export function LetterFields({ draft, change, obstacles }: LetterFieldsProps) {
  const segments = useRead(segmentsApi.list, { query: { limit: 200 } });
  const purposes = useRead(consentsApi.listPurposes);
  const text = useRef<HTMLTextAreaElement>(null);
  /** What is typed and cannot be read; an empty field is no fault while one writes. */
  const fault = (field: 'subject' | 'body') =>
    draft[field].trim() === '' ? undefined : obstacles.find((one) => one.field === field)?.message;
  const insert = (words: string) => {
    const area = text.current;
    const [start, end] = area ? [area.selectionStart, area.selectionEnd] : [draft.body.length, draft.body.length];
    change({ body: draft.body.slice(0, start) + words + draft.body.slice(end) });
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(start + words.length, start + words.length);
    });
  };

  return (
    <>
      <TextField label="Nom de l’envoi" value={draft.name} onChange={(name) => change({ name })} maxLength={120} />
      <Select
        label={'À qui écrivez-vous\u00a0?'}
        value={draft.segmentId}
        onChange={(segmentId) => change({ segmentId })}
        placeholder="Choisir un segment"
        choices={(segments.data?.items ?? []).map(({ id, name }) => ({ id, label: name }))}
      />
      <Select
        label={'Pourquoi écrivez-vous\u00a0?'}
        help="Seules les personnes qui peuvent recevoir ces messages seront retenues."
        value={draft.purposeId}
        onChange={(purposeId) => change({ purposeId })}
        placeholder="Choisir une finalité"
        choices={(purposes.data ?? []).map(({ id, name, legalBasis }) => ({
          id,
          label: name,
          help: legalBasisLabel[legalBasis],
        }))}
      />
      <TextField
        label="Objet"
        value={draft.subject}
        onChange={(subject) => change({ subject })}
        maxLength={200}
        error={fault('subject')}
      />
      <TextArea
        ref={text}
        label="Texte"
        help={'# Titre, - liste, **gras**, [texte du lien](https://…). Une ligne vide sépare deux paragraphes.'}
        value={draft.body}
        onChange={(body) => change({ body })}
        rows={16}
        error={fault('body')}
      />
      <div className={styles.tools}>
        <InsertVariable onInsert={insert} />
      </div>
    </>
  );
}
