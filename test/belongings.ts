import { Readable } from 'node:stream';
import { footprints } from '../src/app/footprints.ts';
import { addCampaign, listCampaigns } from '../src/campaigns/campaigns.ts';
import { addCampaignExport } from '../src/campaigns/report/exports.ts';
import { addTemplate } from '../src/campaigns/templates/templates.ts';
import { listPurposes, recordConsents, seedPurposes } from '../src/consents/consents.ts';
import { keepPage } from '../src/consents/proofs.ts';
import { printSlip } from '../src/consents/slips/slips.ts';
import { addContact } from '../src/contacts/contacts.ts';
import { newContact } from '../src/contacts/contract.ts';
import { newField } from '../src/contacts/fields/contract.ts';
import { addField } from '../src/contacts/fields/fields.ts';
import { newMembership } from '../src/contacts/memberships/contract.ts';
import { addMembership } from '../src/contacts/memberships/memberships.ts';
import { addTag } from '../src/contacts/tags/tags.ts';
import { beginBulkAct } from '../src/directory/bulk/bulk.ts';
import { newExport } from '../src/directory/exports/contract.ts';
import { addExport } from '../src/directory/exports/exports.ts';
import { newView } from '../src/directory/views/contract.ts';
import { addView } from '../src/directory/views/views.ts';
import { uploadImport } from '../src/imports/imports.ts';
import { addKind } from '../src/interactions/kinds/kinds.ts';
import { addReminder } from '../src/interactions/reminders/reminders.ts';
import type { FileStore } from '../src/platform/files.ts';
import { newId } from '../src/platform/ids.ts';
import { beginLongWork } from '../src/platform/long-works/long-works.ts';
import type { Scope } from '../src/platform/scope.ts';
import { commonRelayId, learn, listPaces, readPaces } from '../src/post/pacing/pacing.ts';
import { newRelay } from '../src/post/relays/contract.ts';
import { addRelay } from '../src/post/relays/relays.ts';
import { postDb } from '../src/post/tables.ts';
import { mergeContacts } from '../src/privacy/merges/merges.ts';
import { addList } from '../src/segments/lists/lists.ts';
import { addSegment } from '../src/segments/segments.ts';
import { addApiKey } from '../src/team/api-keys.ts';
import { openSession } from '../src/team/sessions.ts';
import { teamDb } from '../src/team/tables.ts';
import { addTeamMember } from '../src/team/team.ts';
import { addDistrict } from '../src/townhalls/districts/districts.ts';
import { townHallsDb } from '../src/townhalls/tables.ts';
import { addTheme } from '../src/townhalls/themes/themes.ts';
import type { Town } from './town.ts';

type Making = (scope: Scope, files: FileStore, town: Town) => Promise<string>;

/** One of each thing Valmeraude has, under the name its id bears in addresses: what a neighbour must learn nothing of. */
const makings: Record<string, Making> = {
  contactId: async (_scope, _files, { lea }) => lea.id,
  otherId: async (scope) => (await addContact(scope, newContact.parse({ lastName: 'Kerbrat' }))).id,
  keptId: async (scope) => (await addContact(scope, newContact.parse({ lastName: 'Kerbrat' }))).id,
  mergedId: async (scope) => (await addContact(scope, newContact.parse({ lastName: 'Kerbrat' }))).id,
  mergeId: async (scope) => {
    const [kept, merged] = [
      await addContact(scope, newContact.parse({ lastName: 'Morvan' })),
      await addContact(scope, newContact.parse({ lastName: 'Morvan' })),
    ];
    const asked = { keptId: kept.id, keptVersion: kept.version, mergedId: merged.id, mergedVersion: merged.version, changes: {} };
    return (await mergeContacts(scope, footprints, asked)).id;
  },
  tagId: async (scope) => (await addTag(scope, { name: 'Bénévole' })).id,
  intoTagId: async (scope) => (await addTag(scope, { name: 'Engagé' })).id,
  fieldId: async (scope) => (await addField(scope, newField.parse({ label: 'École', kind: 'text' }))).id,
  districtId: async (scope) => (await addDistrict(scope, { name: 'Le Bourg', streets: [] })).id,
  membershipId: async (scope, _files, { lea, judo }) =>
    (await addMembership(scope, newMembership.parse({ personId: lea.id, organizationId: judo.id, role: 'Présidence' }))).id,
  kindId: async (scope) => (await addKind(scope, { label: 'Prêt de salle', initiative: 'contact', icon: 'key' })).id,
  reminderId: async (scope, _files, { lea }) =>
    (await addReminder(scope, lea.id, { text: 'Rappeler', dueOn: '2026-12-01', assigneeId: null })).id,
  themeId: async (scope) => (await addTheme(scope, { name: 'École' })).id,
  apiKeyId: async (scope) => (await addApiKey(scope, { name: 'Site de la commune', role: 'reader' })).key.id,
  memberId: (scope) => memberOf(scope, 'claire'),
  sessionId: async (scope) => {
    await openSession(scope, {
      teamMemberId: await memberOf(scope, 'julien'),
      userAgent: 'Firefox',
      sourceHash: 'here',
      hasSecondFactor: true,
    });
    return (await teamDb(scope).selectFrom('sessions').select('id').executeTakeFirstOrThrow()).id;
  },
  longWorkId: async (scope) => (await beginLongWork(scope, { kind: 'import', label: 'Cantine' })).id,
  messageId: async (scope, files) => {
    const { hash } = await files.put(scope.townHallId, [Buffer.from('Subject: Bonjour\r\n\r\nBonjour')], 1000);
    const kept = {
      id: newId(),
      receivedAt: scope.now,
      sender: 'mairie@exemple.example',
      recipient: 'lea@exemple.example',
      subject: 'Bonjour',
      file: hash,
    };
    await postDb(scope).insertInto('trialMessages').values(kept).execute();
    return kept.id;
  },
  relayId: async (scope) => (await addRelay(scope, newRelay.parse(ownRelay))).id,
  paceId: async (scope) => {
    const way = { relayId: commonRelayId, hourlyLimit: null, dailyLimit: null };
    const refusal = { state: 'deferred', reply: '550 5.7.26', topic: 'policy' } as const;
    await learn(scope, await readPaces(scope, way), [{ domain: 'exemple.example', outcome: refusal }]);
    return (await listPaces(scope))[0]?.id ?? '';
  },
  segmentId: async (scope) => (await everyone(scope)).id,
  listId: async (scope) => (await addList(scope, { name: 'Comité des fêtes' })).id,
  campaignId: async (scope) => {
    const [segment, purpose] = [await everyone(scope), await firstPurpose(scope)];
    return (await addCampaign(scope, { name: 'La lettre de novembre', segmentId: segment.id, purposeId: purpose.id })).id;
  },
  questionId: async () => newId(),
  reviewId: async () => newId(),
  templateId: async (scope) => {
    const { id: campaignId } = await addCampaign(scope, { name: 'La lettre d’octobre' });
    return (await addTemplate(scope, { campaignId, name: 'La lettre du mois' })).id ?? '';
  },
  campaignExportId: async (scope) => {
    const { items } = await listCampaigns(scope, { limit: 1 });
    const id = items[0]?.id ?? (await addCampaign(scope, { name: 'La lettre d’octobre' })).id;
    return (await addCampaignExport(scope, id, { kind: 'recipients', reason: 'Vérifier les adresses' })).id;
  },
  importId: async (_scope, files, { transact }) => {
    const sheet = [Buffer.from('Nom;Prénom\r\nMartin;Léa\r\n')];
    return (await uploadImport({ transact, files }, { fileName: 'liste.csv', content: Readable.from(sheet) })).id;
  },
  bulkActId: async (scope, _files, { lea }) =>
    (await beginBulkAct(scope, { act: { kind: 'archive' }, selection: { by: 'ids', contactIds: [lea.id] } })).id,
  exportId: async (scope, _files, { lea }) => (await addExport(scope, fileOf(lea.id))).id,
  savedViewId: async (scope) => (await addView(scope, everyoneInView)).id,
  electionId: async (scope) => {
    const { addElection } = await import('../src/townhalls/elections/elections.ts');
    const draft = { name: 'Municipale partielle', firstRound: '2030-06-09', lastRound: '2030-06-16' };
    return (await addElection(scope, draft)).elections.find(({ id }) => id !== null)?.id ?? '';
  },
  purposeId: async (scope) => (await firstPurpose(scope)).id,
  slipId: async (scope) => {
    await seedPurposes(scope);
    await townHallsDb(scope)
      .updateTable('townHallSettings')
      .set({ addressLine: '1 place du Marché', dpoName: 'Centre de gestion', dpoEmail: 'dpo@cdg.example' })
      .execute();
    return (await printSlip(scope, 'https://parvis.example')).id;
  },
  proofId: async (scope, _files, { lea }) => {
    const purpose = await firstPurpose(scope);
    const pageHash = await keepPage(scope, 'subscription', '<!doctype html><title>S’abonner</title>');
    const answer = { answer: 'granted', method: 'web', wording: 'Oui', pageHash } as const;
    const [proofId = ''] = await recordConsents(scope, [
      { contactId: lea.id, purposeId: purpose.id, channel: 'email', ...answer },
    ]);
    return proofId;
  },
};

const fileOf = (contactId: string) =>
  newExport.parse({
    selection: { by: 'ids', contactIds: [contactId] },
    columns: ['lastName'],
    format: 'csv',
    reason: 'Pour les besoins de l’épreuve',
  });

const everyoneInView = newView.parse({
  list: 'contacts',
  name: 'Tout le monde',
  rule: { version: 1, match: 'all' },
  columns: ['name'],
  sort: 'name',
});

const ownRelay = {
  name: 'Relais de la commune',
  host: 'smtp.relais.example',
  senderName: 'Mairie de Valmeraude',
  senderAddress: 'mairie@valmeraude.example',
};

const memberOf = async (scope: Scope, name: string) =>
  (await addTeamMember(scope, { email: `${name}@exemple.example`, firstName: name, lastName: 'Pradier', role: 'editor' })).id;

const everyone = (scope: Scope) =>
  addSegment(scope, { name: 'Tout le monde', rule: { version: 1, match: 'all', conditions: [], except: [] } });

async function firstPurpose(scope: Scope) {
  await seedPurposes(scope);
  const [purpose] = await listPurposes(scope);
  if (!purpose) throw new Error('a town hall starts with purposes');
  return purpose;
}

/** The ids a test needs, made on demand. */
export async function belongingsOf(town: Town, files: FileStore, names: readonly string[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const name of names) {
    const make = makings[name];
    if (!make) throw new Error(`Nothing on the stage bears a ${name}: add it to test/belongings.ts.`);
    ids.set(name, await town.transact((scope) => make(scope, files, town)));
  }
  return ids;
}
