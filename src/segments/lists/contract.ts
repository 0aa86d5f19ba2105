import { changedContacts, selection } from '../../contacts/contract.ts';
import { endpoint } from '../../platform/contract.ts';
import { segment, segmentDraft } from '../contract.ts';

export const listDraft = segmentDraft.pick({ name: true });

export const listsApi = {
  add: endpoint('POST /lists', {
    access: 'segments.write',
    summary: 'Commence une liste, où les contacts sont choisis un à un',
    body: listDraft,
    reply: segment,
  }),
  freeze: endpoint('POST /segments/:segmentId/lists', {
    access: 'segments.write',
    summary: 'Fixe dans une liste ceux que le segment choisit aujourd’hui',
    body: listDraft,
    reply: segment,
  }),
  addMembers: endpoint('POST /lists/:listId/members', {
    access: 'segments.write',
    summary: 'Ajoute des contacts à une liste',
    body: selection,
    reply: changedContacts,
  }),
  removeMembers: endpoint('POST /lists/:listId/removals', {
    access: 'segments.write',
    summary: 'Retire des contacts d’une liste',
    body: selection,
    reply: changedContacts,
  }),
};
