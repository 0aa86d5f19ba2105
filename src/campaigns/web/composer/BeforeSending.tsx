import type { Purpose } from '../../../consents/contract.ts';
import { legalBasisLabel } from '../../../consents/labels.ts';
import { useRead } from '../../../ui/ask.ts';
import { Select } from '../../../ui/forms/Select.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { Block, Heading } from '../../../ui/frames/Card.tsx';
import { checksApi } from '../../checks/contract.ts';
import { type Campaign, type CampaignReach, campaignCategory } from '../../contract.ts';
import { campaignCategoryLabel } from '../../labels.ts';
import { Audience } from './Audience.tsx';
import { Checks } from './Checks.tsx';
import styles from './Composer.module.css';
import type { Draft } from './useDraft.ts';

interface BeforeSendingProps {
  saved: Campaign;
  draft: Draft;
  change: (one: Partial<Draft>) => void;
  reach: CampaignReach | undefined;
  isStale: boolean;
  segments: readonly { id: string; label: string }[];
  purposes: readonly Purpose[];
}

/** Whom, why, who will receive it, and what is to be settled first. */
export function BeforeSending({ saved, draft, change, reach, isStale, segments, purposes }: BeforeSendingProps) {
  const query = { params: { campaignId: saved.id } };
  const { data: law } = useRead(checksApi.show, query);
  return (
    <section aria-label="Avant l’envoi" className={styles.checking}>
      <Block>
        <Heading title="Qui le recevra" />
        <div className={styles.addressing}>
          <TextField label="Nom de l’envoi" value={draft.name} onChange={(name) => change({ name })} maxLength={120} />
          <Select
            label={'À qui écrivez-vous\u00a0?'}
            value={draft.segmentId}
            onChange={(segmentId) => change({ segmentId })}
            placeholder="Choisir un segment"
            choices={segments}
          />
          <Select
            label={'Pourquoi écrivez-vous\u00a0?'}
            value={draft.purposeId}
            onChange={(purposeId) => change({ purposeId })}
            placeholder="Choisir une finalité"
            choices={purposes.map(({ id, name, legalBasis }) => ({ id, label: name, help: legalBasisLabel[legalBasis] }))}
          />
          <Select
            label="Type de lettre"
            value={draft.category}
            onChange={(category) => change({ category })}
            choices={campaignCategory.options.map((id) => ({ id, label: campaignCategoryLabel[id] }))}
          />
        </div>
        {reach ? (
          <Audience campaignId={saved.id} reach={reach} isStale={isStale} />
        ) : (
          <p className={styles.quiet}>Choisissez à qui et pourquoi vous écrivez pour voir qui le recevra.</p>
        )}
      </Block>
      <Block>
        <Checks saved={saved} reach={reach} law={law} />
      </Block>
    </section>
  );
}
