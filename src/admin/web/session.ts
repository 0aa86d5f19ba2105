import type { SignedInSession } from '../../team/contract.ts';

export const fullName = ({ member }: SignedInSession): string => `${member.firstName} ${member.lastName}`.trim();
