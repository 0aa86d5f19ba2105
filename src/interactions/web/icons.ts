import type { IconName } from '../../ui/Icon.tsx';
import { type BuiltInKind, builtInKind, type Interaction } from '../contract.ts';
import { kindIcon } from '../kinds/contract.ts';

export const builtInIcon: Record<BuiltInKind, IconName> = {
  note: 'note',
  call: 'phone',
  visit: 'door-enter',
  meeting: 'calendar-event',
  imported: 'file-import',
  letter_received: 'mail-opened',
  letter_refused: 'mail-off',
  answered: 'checkbox',
  opted_out: 'ban',
  consent_given: 'check',
  consent_refused: 'x',
};

export function iconOf({ kind, kindIcon: own }: Pick<Interaction, 'kind' | 'kindIcon'>): IconName {
  const builtIn = builtInKind.safeParse(kind);
  return builtIn.success ? builtInIcon[builtIn.data] : (kindIcon.safeParse(own).data ?? 'message-2');
}
