import { stringify } from 'csv-stringify/sync';
import { fullName } from '../../contacts/labels.ts';
import { refuseTooMany, witnessFor } from '../../directory/exports/exports.ts';
import { deliveryStateLabel } from '../../messages/ledger/labels.ts';
import type { Download } from '../../platform/contract.ts';
import { newId } from '../../platform/ids.ts';
import { missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { getTownHall } from '../../townhalls/townhalls.ts';
import { campaignRow } from '../campaigns.ts';
import type { ExportKind } from './contract.ts';
import { mayBe, unreached } from './report.ts';
import { reportDb } from './tables.ts';

const shown = ['id', 'kind', 'reason', 'rows', 'madeAt', 'actorName'] as const;

export async function listExports(scope: Scope, campaignId: string) {
  await campaignRow(scope, campaignId);
  return reportDb(scope)
    .selectFrom('campaignExports')
    .select(shown)
    .where('campaignId', '=', campaignId)
    .orderBy('id', 'desc')
    .execute();
}

/** Written down before anything leaves: who, how many people, and for what (trust P-13). */
export async function addCampaignExport(
  scope: Scope,
  campaignId: string,
  { kind, reason }: { kind: ExportKind; reason: string },
) {
  const rows = await tables[kind](scope, campaignId);
  await refuseTooMany(scope, rows.length);
  const { actor } = scope;
  return reportDb(scope)
    .insertInto('campaignExports')
    .values({
      ...{ id: newId(), campaignId, kind, reason, rows: rows.length, madeAt: scope.now },
      ...{ actorKind: actor.kind, actorId: actor.id, actorName: actor.name },
    })
    .returning(shown)
    .executeTakeFirstOrThrow();
}

export async function downloadExport(scope: Scope, campaignId: string, exportId: string): Promise<Download> {
  const made = await reportDb(scope)
    .selectFrom('campaignExports')
    .select('kind')
    .where('campaignId', '=', campaignId)
    .where('id', '=', exportId)
    .executeTakeFirst();
  if (!made) throw missing('export.missing', 'Cette liste n’existe pas, ou n’existe plus.');
  const rows = await marked(scope, { exportId, kind: made.kind }, await tables[made.kind](scope, campaignId));
  // A cell that begins like a formula is made a text (trust S-42).
  const content = stringify(rows, { header: true, bom: true, delimiter: ';', record_delimiter: '\r\n', escape_formulas: true });
  return { fileName: `${fileName[made.kind]}.csv`, mediaType: 'text/csv; charset=utf-8', content };
}

/** One line is nobody: whoever writes to it or calls it reaches the mairie, which then knows which list went astray (trust P-13). */
async function marked(scope: Scope, { exportId, kind }: { exportId: string; kind: ExportKind }, rows: Lines): Promise<Lines> {
  const { place, firstName, lastName, email } = await witnessFor(scope, exportId, rows.length);
  const { name, phone, addressLine, postcode } = await getTownHall(scope);
  const witness: Record<ExportKind, Record<string, string>> = {
    recipients: { Nom: lastName, Prénom: firstName, 'Adresse e-mail': email, Suite: deliveryStateLabel.delivered },
    call: { Personne: fullName({ firstName, lastName }), Mobile: '', Fixe: phone ?? '', 'Appel fait le': '' },
    letter: { Destinataire: fullName({ firstName, lastName }), Adresse: addressLine, 'Code postal': postcode, Commune: name },
  };
  return rows.toSpliced(place, 0, witness[kind]);
}

type Lines = Record<string, string>[];

const fileName: Record<ExportKind, string> = {
  recipients: 'destinataires',
  call: 'personnes-a-appeler',
  letter: 'lettres-a-imprimer',
};

type Table = (scope: Scope, campaignId: string) => Promise<Lines>;

const tables: Record<ExportKind, Table> = {
  async recipients(scope, campaignId) {
    await campaignRow(scope, campaignId);
    const rows = await reportDb(scope)
      .selectFrom('deliveries')
      .leftJoin('contacts', 'contacts.id', 'deliveries.contactId')
      .select(['contacts.firstName', 'contacts.lastName', 'deliveries.address', 'deliveries.state'])
      .where('deliveries.campaignId', '=', campaignId)
      .orderBy('contacts.sortName')
      .execute();
    return rows.map(({ firstName, lastName, address, state }) => ({
      Nom: lastName ?? 'Fiche effacée',
      Prénom: firstName ?? '',
      'Adresse e-mail': address ?? '',
      Suite: deliveryStateLabel[state],
    }));
  },
  async call(scope, campaignId) {
    const { purposeId } = await campaignRow(scope, campaignId);
    const people = await unreached(scope, campaignId)
      .select(['contacts.firstName', 'contacts.lastName', 'contacts.mobilePhone', 'contacts.landlinePhone'])
      .where(mayBe(scope, purposeId ?? '', 'call'))
      .orderBy('contacts.sortName')
      .execute();
    return people.map(({ mobilePhone, landlinePhone, ...person }) => ({
      Personne: fullName(person),
      Mobile: mobilePhone ?? '',
      Fixe: landlinePhone ?? '',
      'Appel fait le': '',
    }));
  },
  async letter(scope, campaignId) {
    const { purposeId } = await campaignRow(scope, campaignId);
    const people = await unreached(scope, campaignId)
      .select(['contacts.firstName', 'contacts.lastName', 'contacts.addressLine', 'contacts.postcode', 'contacts.municipality'])
      .where(mayBe(scope, purposeId ?? '', 'letter'))
      .orderBy('contacts.sortName')
      .execute();
    return people.map(({ addressLine, postcode, municipality, ...person }) => ({
      Destinataire: fullName(person),
      Adresse: addressLine,
      'Code postal': postcode,
      Commune: municipality,
    }));
  },
};
