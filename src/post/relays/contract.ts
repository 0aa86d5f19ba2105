import { z } from 'zod';
import { endpoint, id, instant } from '../../platform/contract.ts';
import { dnsRecord, finding } from '../domains/contract.ts';

/** From the first byte, after STARTTLS, never: the last for a relay on this very network. */
export const relayTls = z.enum(['implicit', 'starttls', 'never']);
export type RelayTls = z.output<typeof relayTls>;

const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'Écrivez le nom du serveur, comme smtp.fournisseur.fr.')
  .max(253);
const address = z.email('Écrivez une adresse e-mail complète.').toLowerCase().max(254);
const limit = z.union([
  z.literal('').transform(() => null),
  z.null(),
  z.coerce.number('Écrivez un nombre, ou rien.').int().positive('Écrivez un nombre de messages, ou rien.').max(10_000_000),
]);

const settings = z.object({
  name: z.string().trim().min(1, 'Donnez un nom à ce relais.').max(80),
  host,
  port: z.coerce.number('Écrivez un numéro de port.').int().min(1).max(65_535),
  tls: relayTls,
  username: z.string().trim().max(254),
  password: z.string().max(500),
  senderName: z.string().trim().min(1, 'Écrivez le nom que verront les personnes.').max(80),
  senderAddress: address,
  replyTo: z.union([z.literal('').transform(() => null), z.null(), address]),
  hourlyLimit: limit,
  dailyLimit: limit,
});

/** What an administrator says of a relay; the password is said and never told again. */
export const newRelay = settings.extend({
  port: settings.shape.port.default(465),
  tls: relayTls.default('implicit'),
  username: settings.shape.username.default(''),
  password: settings.shape.password.default(''),
  replyTo: settings.shape.replyTo.default(null),
  hourlyLimit: limit.default(null),
  dailyLimit: limit.default(null),
});
export type NewRelay = z.output<typeof newRelay>;

/** An absent password is left as it is; an empty one is taken away. */
export const relayChange = settings.partial();
export type RelayChange = z.output<typeof relayChange>;

export const relay = z.object({
  id,
  name: z.string(),
  host: z.string(),
  port: z.number().int(),
  tls: relayTls,
  username: z.string(),
  hasPassword: z.boolean(),
  senderName: z.string(),
  senderAddress: z.string(),
  replyTo: z.string().nullable(),
  hourlyLimit: z.number().int().nullable(),
  dailyLimit: z.number().int().nullable(),
  isPreferred: z.boolean(),
  /** Prepared and not yet published, signing with one key or with both. */
  signing: z.enum(['none', 'prepared', 'rsa', 'ed25519', 'both']),
  /** The sender's address is one of a webmail: nobody will trust it (trust M-04). */
  isWebmail: z.boolean(),
  version: z.number().int(),
  changedAt: instant,
});
export type RelayView = z.output<typeof relay>;

/** By what messages leave: the installation's own relay, those of the town hall, or none but the trial mailbox. */
export const wayOut = z.enum(['installation', 'relay', 'trial']);
export type WayOut = z.output<typeof wayOut>;

const domainReport = z.object({ records: z.array(dnsRecord), findings: z.array(finding) });

const trialTold = z.object({ state: z.enum(['delivered', 'refused', 'deferred', 'uncertain']), reply: z.string() });

export const relaysApi = {
  list: endpoint('GET /relays', {
    access: 'townhalls.manage',
    summary: 'Les relais par lesquels partent les messages.',
    reply: z.object({ wayOut, items: z.array(relay) }),
  }),
  add: endpoint('POST /relays', {
    access: 'townhalls.manage',
    isSensitive: true,
    summary: 'Ajoute un relais.',
    body: newRelay,
    reply: relay,
  }),
  show: endpoint('GET /relays/:relayId', {
    access: 'townhalls.manage',
    summary: 'Un relais, sans son mot de passe.',
    reply: relay,
  }),
  change: endpoint('PATCH /relays/:relayId', {
    access: 'townhalls.manage',
    isSensitive: true,
    summary: 'Change les réglages d’un relais.',
    body: relayChange,
    reply: relay,
  }),
  prefer: endpoint('POST /relays/:relayId/preference', {
    access: 'townhalls.manage',
    summary: 'Fait partir les messages par ce relais.',
    reply: relay,
  }),
  archive: endpoint('POST /relays/:relayId/archival', {
    access: 'townhalls.manage',
    summary: 'Retire un relais.',
  }),
  sign: endpoint('POST /relays/:relayId/signature', {
    access: 'townhalls.manage',
    isSensitive: true,
    summary: 'Prépare les clés qui signeront les messages (DKIM).',
    reply: relay,
  }),
  showDomain: endpoint('GET /relays/:relayId/domain', {
    access: 'townhalls.manage',
    summary: 'Les lignes à publier dans le nom de domaine de l’expéditeur.',
    reply: z.array(dnsRecord),
  }),
  checkDomain: endpoint('POST /relays/:relayId/domain-checks', {
    access: 'townhalls.manage',
    summary: 'Vérifie ce qui est publié (SPF, DKIM, DMARC)\u00a0; les signatures commencent quand leur clé est trouvée.',
    transaction: 'none',
    reply: domainReport,
  }),
  sendTrial: endpoint('POST /relays/:relayId/trials', {
    access: 'townhalls.manage',
    summary: 'Envoie un message d’essai par ce relais.',
    transaction: 'none',
    body: z.object({ email: address }),
    reply: trialTold,
  }),
};
