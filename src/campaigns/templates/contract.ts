import { z } from 'zod';
import { content } from '../../messages/letter/contract.ts';
import { endpoint, id, instant } from '../../platform/contract.ts';
import { campaignCategory } from '../contract.ts';

const template = z.object({
  /** Null for those that come with the product. */
  id: id.nullable(),
  name: z.string(),
  description: z.string(),
  category: campaignCategory,
  content,
  createdAt: instant.nullable(),
});
export type Template = z.output<typeof template>;

export const templatesApi = {
  list: endpoint('GET /campaign-templates', {
    access: 'campaigns.read',
    summary: 'Les modèles de lettres : ceux de la mairie, puis ceux de Parvis.',
    reply: z.array(template),
  }),
  add: endpoint('POST /campaign-templates', {
    access: 'campaigns.write',
    summary: 'Garde une lettre comme modèle.',
    body: z.object({ campaignId: id, name: z.string().trim().min(1, 'Donnez un nom à ce modèle.').max(120) }),
    reply: template,
  }),
  archive: endpoint('DELETE /campaign-templates/:templateId', {
    access: 'campaigns.write',
    summary: 'Retire un modèle de la liste.',
  }),
};
