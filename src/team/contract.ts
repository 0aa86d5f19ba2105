import { z } from 'zod';
import { endpoint, id, instant } from '../platform/contract.ts';
import { townHallSettings } from '../townhalls/contract.ts';
import { charter } from './charter/contract.ts';

export const role = z.enum(['administrator', 'editor', 'reader']);
export type Role = z.infer<typeof role>;

/** Every right there is; each endpoint names one of them, or is open to any member of the team. */
const reading = ['contacts.read', 'segments.read', 'campaigns.read', 'imports.read', 'consents.read'] as const;
/** For those whom the council's own rules name (trust P-21). */
const voicing = ['opposition.write'] as const;
const editing = [
  'contacts.write',
  'contacts.export',
  'segments.write',
  'campaigns.write',
  'campaigns.send',
  'consents.write',
  'imports.run',
  'trial.read',
] as const;
const administering = [
  'team.manage',
  'townhalls.manage',
  'keys.manage',
  'purposes.manage',
  'contacts.manage',
  'needs.read',
  'needs.write',
] as const;

export const permission = z.enum([...reading, ...voicing, ...editing, ...administering]);
export type Permission = z.infer<typeof permission>;

export const permissionsOf: Record<Role, readonly Permission[]> = {
  administrator: [...reading, ...voicing, ...editing, ...administering],
  editor: [...reading, ...editing],
  reader: reading,
};

const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Écrivez une adresse e-mail complète, comme prenom.nom@mairie.fr.').max(254));

/** What may be said of a password before it is weighed against the words everyone tries (trust S-21). */
const newPassword = z
  .string()
  .refine((text) => [...text].length >= 12, 'Choisissez un mot de passe d’au moins 12 caractères.')
  .refine((text) => [...text].length <= 128, 'Choisissez un mot de passe d’au plus 128 caractères.');

const code = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Le code a six chiffres.'));

const firstName = z.string().trim().max(80).default('');
const lastName = z.string().trim().min(1, 'Écrivez le nom.').max(120);

const memberIdentity = z.object({ id, email, firstName: z.string(), lastName: z.string(), role });

/** The mairie as its agents' screens announce it. */
const announcedTownHall = z.object({
  name: z.string(),
  slug: z.string(),
  isDemo: z.boolean(),
  /** Where its clocks stand: screens tell hours by it. */
  zone: z.string(),
  population: z.number().nullable(),
  colour: z.string(),
});

const awaited = { email: z.string(), townHall: announcedTownHall };

/** How far this browser has come: nobody, a password but not yet its second factor, both but not yet the charter, or an agent. */
const session = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed_out') }),
  z.object({ state: z.literal('enrolment'), ...awaited }),
  z.object({ state: z.literal('second_factor'), ...awaited }),
  z.object({ state: z.literal('charter'), ...awaited, charter }),
  z.object({
    state: z.literal('signed_in'),
    member: memberIdentity,
    permissions: z.array(permission),
    townHall: announcedTownHall,
  }),
]);
export type Session = z.infer<typeof session>;
export type SignedInSession = Extract<Session, { state: 'signed_in' }>;

/** `text` is typed by hand where the square cannot be read. */
const enrolment = z.object({ text: z.string(), address: z.string(), square: z.string() });
export type Enrolment = z.infer<typeof enrolment>;

export const sessionApi = {
  signIn: endpoint('POST /session', {
    access: 'public',
    summary: 'Ouvre une session avec une adresse e-mail et un mot de passe.',
    body: z.object({
      townHall: z.string().max(60).optional(),
      email,
      password: z.string().min(1, 'Écrivez votre mot de passe.').max(1000),
    }),
    reply: session,
  }),
  whoAmI: endpoint('GET /session', { access: 'public', summary: 'Dit qui est connecté dans ce navigateur.', reply: session }),
  signOut: endpoint('DELETE /session', { access: 'public', summary: 'Ferme la session de ce navigateur.' }),
  enrol: endpoint('POST /session/second-factor-enrolment', {
    access: 'public',
    summary: 'Donne le secret à enregistrer dans une application d’authentification.',
    reply: enrolment,
  }),
  confirmEnrolment: endpoint('POST /session/second-factor-enrolment/confirmation', {
    access: 'public',
    summary: 'Confirme l’application d’authentification par un premier code.',
    body: z.object({ code }),
    reply: session,
  }),
  verifySecondFactor: endpoint('POST /session/second-factor', {
    access: 'public',
    summary: 'Complète la session par un code à six chiffres.',
    body: z.object({ code }),
    reply: session,
  }),
  acceptCharter: endpoint('POST /session/charter-acceptance', {
    access: 'public',
    summary: 'Accepte la charte des agents, dans la version lue, et complète la session.',
    body: z.object({ version: z.string().max(20) }),
    reply: session,
  }),
  confirm: endpoint('POST /session/confirmation', {
    access: 'signed_in',
    transaction: 'none',
    summary: 'Redit son mot de passe\u00a0: les actes qui engagent la mairie sont ouverts un quart d’heure.',
    body: z.object({ password: z.string().min(1, 'Écrivez votre mot de passe.').max(1000) }),
  }),
  chooseFirstPassword: endpoint('POST /session/first-password', {
    access: 'public',
    summary: 'Choisit un mot de passe avec un lien de connexion, et ouvre la session.',
    body: z.object({ token: z.string().max(200), password: newPassword }),
    reply: session,
  }),
  changePassword: endpoint('POST /session/password-change', {
    access: 'signed_in',
    transaction: 'none',
    summary: 'Change son propre mot de passe ; les autres sessions sont fermées.',
    body: z.object({ currentPassword: z.string().min(1).max(1000), newPassword }),
  }),
};

const openSession = z.object({
  id,
  userAgent: z.string(),
  createdAt: instant,
  seenAt: instant,
  isThisOne: z.boolean(),
});
export type OpenSession = z.infer<typeof openSession>;

export const sessionsApi = {
  list: endpoint('GET /sessions', {
    access: 'signed_in',
    summary: 'Liste ses propres sessions ouvertes.',
    reply: z.object({ items: z.array(openSession) }),
  }),
  revoke: endpoint('DELETE /sessions/:sessionId', { access: 'signed_in', summary: 'Ferme l’une de ses propres sessions.' }),
};

/** `invited`: has not chosen a password yet. `closed`: may no longer come in; what they did stays theirs. */
export const memberState = z.enum(['invited', 'active', 'closed']);
export type MemberState = z.infer<typeof memberState>;

const teamMember = memberIdentity.extend({
  state: memberState,
  hasSecondFactor: z.boolean(),
  lastSeenAt: instant.nullable(),
  charterAcceptedAt: instant.nullable(),
  version: z.number().int(),
});
export type TeamMember = z.infer<typeof teamMember>;

export const newTeamMember = z.object({ email, firstName, lastName, role });
export type NewTeamMember = z.input<typeof newTeamMember>;

const signInLink = z.object({ token: z.string(), expiresAt: instant });
export type SignInLink = z.infer<typeof signInLink>;

/** Where the link leads; the secret stands after the #, which browsers send to nobody. */
export const signInPath = (token: string): string => `/premier-mot-de-passe#${token}`;

const colleague = z.object({ id, firstName: z.string(), lastName: z.string() });

export const teamApi = {
  colleagues: endpoint('GET /colleagues', {
    access: 'signed_in',
    summary: 'Nomme les agents de la mairie, pour leur confier une tâche.',
    reply: z.object({ items: z.array(colleague) }),
  }),
  list: endpoint('GET /team-members', {
    access: 'team.manage',
    summary: 'Liste l’équipe de la mairie.',
    reply: z.object({ items: z.array(teamMember) }),
  }),
  add: endpoint('POST /team-members', {
    access: 'team.manage',
    isSensitive: true,
    summary: 'Ajoute une personne à l’équipe ; le lien de connexion n’est montré qu’ici.',
    body: newTeamMember,
    reply: z.object({ member: teamMember, link: signInLink }),
  }),
  change: endpoint('PATCH /team-members/:memberId', {
    access: 'team.manage',
    isSensitive: true,
    summary: 'Change le nom ou le rôle d’une personne de l’équipe.',
    body: z.object({ firstName, lastName, role }),
    reply: teamMember,
  }),
  close: endpoint('POST /team-members/:memberId/closure', {
    access: 'team.manage',
    summary: 'Ferme l’accès d’une personne ; ses sessions s’arrêtent aussitôt.',
    reply: teamMember,
  }),
  reopen: endpoint('DELETE /team-members/:memberId/closure', {
    access: 'team.manage',
    summary: 'Rouvre l’accès d’une personne.',
    reply: teamMember,
  }),
  issueLink: endpoint('POST /team-members/:memberId/sign-in-links', {
    access: 'team.manage',
    isSensitive: true,
    summary: 'Donne un nouveau lien de connexion ; il remet à zéro mot de passe et second facteur.',
    reply: signInLink,
  }),
};

const apiKey = z.object({
  id,
  name: z.string(),
  role,
  createdAt: instant,
  expiresAt: instant,
  lastUsedOn: z.iso.date().nullable(),
  revokedAt: instant.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

export const newApiKey = z.object({
  name: z.string().trim().min(1, 'Dites à quoi servira cette clé.').max(120),
  role,
  expiresInDays: z.coerce.number().int().min(1).max(366).default(365),
});
export type NewApiKey = z.input<typeof newApiKey>;

export const apiKeysApi = {
  list: endpoint('GET /api-keys', {
    access: 'keys.manage',
    summary: 'Liste les clés d’API.',
    reply: z.object({ items: z.array(apiKey) }),
  }),
  add: endpoint('POST /api-keys', {
    access: 'keys.manage',
    isSensitive: true,
    summary: 'Crée une clé d’API ; son secret n’est montré qu’ici.',
    body: newApiKey,
    reply: z.object({ key: apiKey, secret: z.string() }),
  }),
  revoke: endpoint('DELETE /api-keys/:apiKeyId', { access: 'keys.manage', summary: 'Révoque une clé d’API, aussitôt.' }),
};

/** A town hall begins, and the demo with it ends; the code is asked from another machine than the server's. */
export const newBeginning = townHallSettings.extend({
  inseeCode: z.string('Choisissez votre commune.').regex(/^(\d{2}|2[AB])\d{3}$/, 'Choisissez votre commune.'),
  /** A small picture in base64; a heavier one is given later, in the settings. */
  logo: z.base64().max(700_000, 'Choisissez une image de 500 Ko au plus.').optional(),
  setupCode: z.string().trim().toUpperCase().max(40).optional(),
  administrator: z.object({ email, firstName, lastName, password: newPassword }),
});
export type NewBeginning = z.output<typeof newBeginning>;

/** What a first visit may do. */
const beginning = z.object({
  canBegin: z.boolean(),
  needsSetupCode: z.boolean(),
  demo: z
    .object({
      name: z.string(),
      slug: z.string(),
      /** Known to all, and shown on the server's own machine only; elsewhere null. */
      password: z.string().nullable(),
      agents: z.array(z.object({ email: z.string(), firstName: z.string(), lastName: z.string(), role })),
    })
    .nullable(),
});
export type Beginning = z.infer<typeof beginning>;

export const setupApi = {
  show: endpoint('GET /setup', {
    access: 'public',
    summary: 'Dit si cette installation attend encore sa mairie.',
    reply: beginning,
  }),
  begin: endpoint('POST /setup', {
    access: 'public',
    summary: 'Installe la mairie et sa première personne, et efface la démonstration.',
    body: newBeginning,
    reply: session,
  }),
};
