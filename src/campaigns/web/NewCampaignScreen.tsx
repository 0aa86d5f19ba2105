import { useState } from 'react';
import { segmentsApi } from '../../segments/contract.ts';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Card } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useGo, useInAddress } from '../../ui/place.ts';
import { campaignsApi, newCampaign } from '../contract.ts';
import { templatesApi } from '../templates/contract.ts';
import { blankLetter } from './composer/blocks.ts';

/** A letter begins with a name, and often with those it is for: `?segment=` chooses them. */
export function NewCampaignScreen() {
  const go = useGo();
  const [segmentId, setSegmentId] = useInAddress('segment');
  const segments = useRead(segmentsApi.list, { query: { limit: 200 } });
  const templates = useRead(templatesApi.list);
  const [templateName, setTemplate] = useState<string | null>(null);
  const adding = useWrite(campaignsApi.add, [campaignsApi.list]);
  const chosen = templates.data?.find((one) => one.name === templateName);
  const letter = chosen ? { content: chosen.content, category: chosen.category } : { content: blankLetter() };
  return (
    <>
      <PageHeader title="Écrire une lettre" breadcrumb={[{ label: 'Envois', href: '/envois' }]} />
      <Slab>
        <Card>
          <Form
            schema={newCampaign.pick({ name: true })}
            refusal={adding.error}
            onSubmit={({ name }) =>
              adding.mutate(
                { body: { name, segmentId: segmentId || null, ...letter } },
                { onSuccess: ({ id }) => go(`/envois/${id}`) },
              )
            }
          >
            <TextField
              name="name"
              label="Nom de l’envoi"
              help={'Pour vous y retrouver\u00a0: vos destinataires ne le voient pas.'}
              autoFocus
            />
            <Select
              label={'À qui écrivez-vous\u00a0?'}
              value={segmentId || null}
              onChange={setSegmentId}
              placeholder="Choisir un segment, ou plus tard"
              choices={(segments.data?.items ?? []).map(({ id, name }) => ({ id, label: name }))}
            />
            <Select
              label="Modèle"
              value={templateName}
              onChange={setTemplate}
              placeholder="Une lettre blanche"
              choices={(templates.data ?? []).map(({ name, description }) => ({ id: name, label: name, help: description }))}
            />
            <FormActions>
              <Submit busy={adding.isPending}>Commencer la lettre</Submit>
            </FormActions>
          </Form>
        </Card>
      </Slab>
    </>
  );
}
