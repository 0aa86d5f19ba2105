import { type KeyboardEvent, useMemo, useState } from 'react';
import { consentsApi } from '../../../consents/contract.ts';
import { type CustomField, fieldsApi } from '../../../contacts/fields/contract.ts';
import { nativeVariable, ownVariable } from '../../../messages/letter/contract.ts';
import { usualFallback, variableLabel } from '../../../messages/letter/labels.ts';
import { call } from '../../../platform/client.ts';
import { hourInWords } from '../../../platform/time.ts';
import { segmentsApi } from '../../../segments/contract.ts';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { useRead } from '../../../ui/ask.ts';
import { PageHeader } from '../../../ui/frames/PageHeader.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { type Campaign, campaignsApi } from '../../contract.ts';
import { BeforeSending } from './BeforeSending.tsx';
import { BlockColumn } from './BlockColumn.tsx';
import styles from './Composer.module.css';
import { KeepAsTemplate } from './KeepAsTemplate.tsx';
import { Launch } from './Launch.tsx';
import { NotSaved } from './NotSaved.tsx';
import { MissedHour, Schedule } from './Schedule.tsx';
import { SendTrial } from './SendTrial.tsx';
import { Stage } from './Stage.tsx';
import { type Draft, useDraft } from './useDraft.ts';
import { useSeenBy } from './useSeenBy.ts';
import { type Writing, WritingProvider } from './writing.ts';

/** A letter being written: its blocks, the letter itself, who will receive it, and what is still missing. */
export function Composer({ campaign }: { campaign: Campaign }) {
  const letter = useDraft(campaign);
  const { draft, saved, change, isChanged, isSaving, isOnline, refusal, settle } = letter;
  const [selectedId, select] = useState<string | null>(null);
  const maySend = useMay('campaigns.send');
  const params = { campaignId: saved.id };
  const isAddressed = saved.segmentId !== null && saved.purposeId !== null;
  const audience = useRead(campaignsApi.reach, isAddressed ? { params } : null);
  const reach = isAddressed ? audience.data : undefined;
  const seenBy = useSeenBy(saved);
  const segments = useRead(segmentsApi.list, { query: { limit: 200 } });
  const purposes = useRead(consentsApi.listPurposes);
  const own = useRead(fieldsApi.list).data;
  const isSettled = !isChanged && !isSaving;
  const settleWith = async (keepsMine: boolean) => settle(await call(campaignsApi.show, { params }), keepsMine);

  const writing: Writing = {
    content: draft.content,
    change: (next, about = '') => change((before) => ({ ...before, content: next(before.content) }), about),
    look: useMemo(() => ({ fields: namesOf(own), known: seenBy.known }), [own, seenBy.known]),
    variables: useMemo(() => [...nativeVariables, ...ownVariables(own)], [own]),
    segments: (segments.data?.items ?? []).map(({ id, name }) => ({ id, label: name })),
    passages: reach?.passages ?? [],
    faults: isSettled ? saved.faults : [],
    selectedId,
    select,
  };

  return (
    <WritingProvider value={writing}>
      <div className={styles.screen} onKeyDownCapture={(press) => travel(press, letter)}>
        <PageHeader
          title={draft.name || 'Lettre sans nom'}
          breadcrumb={[{ label: 'Envois', href: '/envois' }]}
          subtitle={<span aria-live="polite">{savedWords({ isSettled, isOnline, changedAt: saved.changedAt })}</span>}
          actions={
            <>
              <IconButton
                icon="arrow-back-up"
                label="Annuler (Ctrl Z)"
                isDisabled={!letter.undo}
                onPress={() => letter.undo?.()}
              />
              <IconButton
                icon="arrow-forward-up"
                label="Rétablir (Ctrl Maj Z)"
                isDisabled={!letter.redo}
                onPress={() => letter.redo?.()}
              />
              <KeepAsTemplate saved={saved} isDisabled={!isSettled} />
              {maySend && (
                <>
                  <SendTrial campaignId={saved.id} seenBy={seenBy.person?.contactId ?? null} isDisabled={!isSettled} />
                  <Schedule saved={saved} isDisabled={!isSettled || saved.obstacles.length > 0} />
                  <Launch saved={saved} reach={reach} isDisabled={!isSettled || saved.obstacles.length > 0} />
                </>
              )}
            </>
          }
        />
        {refusal && <NotSaved refusal={refusal} onSettle={settleWith} />}
        <MissedHour saved={saved} />
        <div className={styles.composer}>
          <BlockColumn />
          <Stage saved={saved} seenBy={seenBy} isSettled={isSettled} undo={letter.undo} />
          <BeforeSending
            saved={saved}
            draft={draft}
            change={(one: Partial<Draft>) => change((before) => ({ ...before, ...one }), Object.keys(one).join())}
            reach={reach}
            isStale={audience.isFetching || !isSettled}
            segments={writing.segments}
            purposes={purposes.data ?? []}
          />
        </div>
      </div>
    </WritingProvider>
  );
}

const nativeVariables = nativeVariable.options.map((id) => ({ id, label: variableLabel[id], fallback: usualFallback[id] }));

type OwnFields = { items: CustomField[] } | undefined;
const inUse = (own: OwnFields) => (own?.items ?? []).filter(({ archivedAt }) => !archivedAt);
const ownVariables = (own: OwnFields) => inUse(own).map(({ id, label }) => ({ id: ownVariable(id), label, fallback: '' }));
const namesOf = (own: OwnFields): ReadonlyMap<string, string> =>
  new Map(inUse(own).map(({ id, label }) => [ownVariable(id), label]));

/** One history for the whole letter, wherever the focus is; a field of the browser's keeps its own keys out of it. */
function travel(press: KeyboardEvent, { undo, redo }: { undo: (() => void) | undefined; redo: (() => void) | undefined }): void {
  if (!(press.ctrlKey || press.metaKey) || press.altKey) return;
  const key = press.key.toLowerCase();
  const act = key === 'z' ? (press.shiftKey ? redo : undo) : key === 'y' ? redo : undefined;
  if (key !== 'z' && key !== 'y') return;
  press.preventDefault();
  press.stopPropagation();
  act?.();
}

function savedWords({ isSettled, isOnline, changedAt }: { isSettled: boolean; isOnline: boolean; changedAt: string }): string {
  if (isSettled) return `Brouillon enregistré à ${hourInWords(changedAt)}`;
  return isOnline ? 'Enregistrement…' : 'Hors ligne\u00a0: votre texte est gardé sur cet ordinateur.';
}
