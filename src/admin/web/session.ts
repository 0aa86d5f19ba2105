import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { type Permission, permission, type Role, role } from '../../team/contract.ts';

/** Who is using the app, and for which town hall. */
export interface Session {
  townHall: { name: string; population: number | null };
  member: { firstName: string; lastName: string; role: Role };
  permissions: readonly Permission[];
}

const signedIn = z.object({
  state: z.literal('signed_in'),
  member: z.object({ firstName: z.string(), lastName: z.string(), role }),
  permissions: z.array(permission),
  townHall: z.object({ name: z.string(), population: z.number().nullable() }),
});

export const sessionApi = {
  whoAmI: endpoint('GET /session', {
    access: 'public',
    summary: 'Dit qui est connecté dans ce navigateur.',
    reply: z.discriminatedUnion('state', [signedIn, z.object({ state: z.enum(['signed_out', 'enrolment', 'second_factor']) })]),
  }),
  signOut: endpoint('DELETE /session', { access: 'public', summary: 'Ferme la session de ce navigateur.' }),
};

export const roleLabel: Record<Role, string> = { administrator: 'Administration', editor: 'Rédaction', reader: 'Lecture' };

export const fullName = ({ member }: Session): string => `${member.firstName} ${member.lastName}`.trim();
