import { z } from 'zod';

export const role = z.enum(['administrator', 'editor', 'reader']);
export type Role = z.infer<typeof role>;

/** Every right there is; each endpoint names one of them, or is open to any member of the team. */
const reading = ['contacts.read', 'segments.read', 'campaigns.read', 'imports.read', 'consents.read'] as const;
const editing = [
  'contacts.write',
  'segments.write',
  'campaigns.write',
  'campaigns.send',
  'consents.write',
  'imports.run',
  'trial.read',
] as const;
const administering = ['team.manage', 'townhalls.manage', 'keys.manage', 'purposes.manage'] as const;

export const permission = z.enum([...reading, ...editing, ...administering]);
export type Permission = z.infer<typeof permission>;

export const permissionsOf: Record<Role, readonly Permission[]> = {
  administrator: [...reading, ...editing, ...administering],
  editor: [...reading, ...editing],
  reader: reading,
};
