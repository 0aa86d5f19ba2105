import { useEffect, useState } from 'react';
import type { RichText } from '../../../messages/letter/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { useParam } from '../../../ui/place.ts';
import { checksApi } from '../../checks/contract.ts';
import styles from './Canvas.module.css';
import { RichTextEditor } from './RichTextEditor.tsx';

const nothing: RichText = { type: 'doc', content: [{ type: 'paragraph', content: [] }] };

/** The opposition's own words: only those the council's rules name may write them (trust P-21). */
export function OppositionEditor({ isSelected }: { isSelected: boolean }) {
  const campaignId = useParam('campaignId');
  const mayWrite = useMay('opposition.write');
  const checks = useRead(checksApi.show, { params: { campaignId } });
  const saving = useWrite(checksApi.writeOpposition, [checksApi.show]);
  const kept = checks.data?.opposition.text ?? null;
  const [text, setText] = useState<RichText | null>(null);
  useEffect(() => {
    if (kept) setText((typed) => typed ?? kept);
  }, [kept]);
  const isChanged = text !== null && JSON.stringify(text) !== JSON.stringify(kept);
  return (
    <>
      <p className={styles.question}>Expression des élus de l’opposition</p>
      {mayWrite ? (
        <RichTextEditor label="Texte de l’opposition" text={text ?? kept ?? nothing} onChange={setText} />
      ) : (
        <p className={styles.quiet}>{kept ? 'Leur texte est écrit.' : 'Un administrateur écrira ici leur texte.'}</p>
      )}
      {isSelected && mayWrite && (
        <div className={styles.settings}>
          <Button
            size="small"
            isDisabled={!isChanged}
            busy={saving.isPending}
            onPress={() => text && saving.mutate({ params: { campaignId }, body: { text } })}
          >
            Garder le texte de l’opposition
          </Button>
          {saving.error && (
            <Callout tone="danger" title="Le texte n’est pas enregistré" isLive>
              {saving.error.message}
            </Callout>
          )}
        </div>
      )}
    </>
  );
}
