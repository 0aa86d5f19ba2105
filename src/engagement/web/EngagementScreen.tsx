import { useState } from 'react';
import { dayInWords } from '../../platform/time.ts';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { BarList } from '../../ui/figures/BarList.tsx';
import { FieldRow, Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { NumberField } from '../../ui/forms/NumberField.tsx';
import { Card, Heading } from '../../ui/frames/Card.tsx';
import { Columns, Pane } from '../../ui/frames/Slab.tsx';
import { useQuiet } from '../../ui/useQuiet.ts';
import { type EngagementRule, engagementApi, type Thresholds, thresholds } from '../contract.ts';
import { engagementLabel, NEVER_COUNTED, rulePhrases } from '../labels.ts';
import styles from './Engagement.module.css';
import { RuleInWords } from './RuleInWords.tsx';
import { SolicitationForm } from './SolicitationForm.tsx';

/** Réglages › Engagement: the rule, what it would change, and the versions it had. */
export function EngagementScreen() {
  const rule = useRead(engagementApi.showRule);
  if (rule.error)
    return (
      <Callout tone="danger" title="La règle n’a pas pu être lue" isLive>
        {rule.error.message}
      </Callout>
    );
  return rule.data ? <RuleForm key={rule.data.version} rule={rule.data} /> : <Skeleton lines={8} />;
}

function RuleForm({ rule }: { rule: EngagementRule }) {
  const [asked, ask] = useState<Thresholds>(rule);
  const changing = useWrite(engagementApi.changeRule, [engagementApi.showRule, engagementApi.listVersions, engagementApi.show]);
  const change = (name: keyof Thresholds) => (value: number) => ask({ ...asked, [name]: value });
  const save = () =>
    changing.mutate({ body: asked, version: rule.version }, { onSuccess: () => announce('Règle d’engagement enregistrée') });
  const field = (name: keyof Thresholds, label: string, most: number) => (
    <NumberField name={name} label={label} value={asked[name]} onChange={change(name)} minValue={1} maxValue={most} />
  );
  return (
    <Columns shape="right">
      <Pane label="Règle d’engagement">
        <Form refusal={changing.error} onSubmit={save}>
          <p className={styles.remark}>
            Le niveau de chacun se calcule au moment où on le lit, d’après ce que la personne a fait. {NEVER_COUNTED}
          </p>
          <Heading title={engagementLabel.very_active} />
          <FieldRow>
            {field('veryActiveActs', 'Échanges à son initiative', 12)}
            {field('veryActiveDays', 'En combien de jours', 3650)}
          </FieldRow>
          <Heading title={engagementLabel.active} />
          <FieldRow>
            {field('activeActs', 'Échanges à son initiative', 12)}
            {field('activeDays', 'En combien de jours', 3650)}
          </FieldRow>
          <Heading title={`${engagementLabel.passive}, puis ${engagementLabel.dormant.toLowerCase()}`} />
          {field('passiveDays', 'Jours sans aucun signe avant d’être en sommeil', 3650)}
          <p className={styles.remark}>{`Passif\u00a0: ${rulePhrases(asked).passive}.`}</p>
          <FormActions>
            <Submit busy={changing.isPending} icon="device-floppy">
              Enregistrer la règle
            </Submit>
          </FormActions>
        </Form>
        <SolicitationForm />
      </Pane>
      <Pane label="Ce que la règle change" isSunken>
        <Preview asked={asked} />
        <Versions />
      </Pane>
    </Columns>
  );
}

/** How many at each level, before the rule is kept. */
function Preview({ asked }: { asked: Thresholds }) {
  const quiet = useQuiet(asked);
  const sound = thresholds.safeParse(quiet).data;
  const { data: levels } = useRead(engagementApi.preview, sound ? { body: sound } : null);
  return (
    <Card title="Avec cette règle, aujourd’hui">
      {levels ? (
        <BarList
          label="Contacts à chaque niveau"
          bars={[
            { label: engagementLabel.very_active, count: levels.veryActive },
            { label: engagementLabel.active, count: levels.active },
            { label: engagementLabel.passive, count: levels.passive },
            { label: engagementLabel.dormant, count: levels.dormant },
          ]}
        />
      ) : (
        <Skeleton lines={4} />
      )}
    </Card>
  );
}

function Versions() {
  const { data: versions } = useRead(engagementApi.listVersions);
  return (
    <Card title="Versions de la règle">
      <ol className={styles.versions}>
        {versions?.items.map((rule, rank) => (
          <li key={rule.version}>
            <details open={rank === 0}>
              <summary>{`Version ${rule.version + 1}${rank === 0 ? ', en vigueur' : ''}`}</summary>
              <small>
                {rule.changedAt ? `Depuis le ${dayInWords(rule.changedAt)}, par ${rule.changedBy}` : 'Celle de départ'}
              </small>
              <RuleInWords rule={rule} />
            </details>
          </li>
        ))}
      </ol>
    </Card>
  );
}
