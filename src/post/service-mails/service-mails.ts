import type { Scope, Transact } from '../../platform/scope.ts';
import { townHallInFull } from '../../townhalls/labels.ts';
import { getTownHall } from '../../townhalls/townhalls.ts';
import type { Mail } from '../contract.ts';
import type { ServiceMail, WayOut } from './contract.ts';
import { layOut, writeOut } from './layout.tsx';

/** Claims a message, sends it outside any transaction, and gives it back when the relay puts it off: it leaves once at most. */
export async function sendOnce(
  transact: Transact,
  { deliver }: WayOut,
  { claim, giveBack }: { claim(scope: Scope): Promise<Mail | undefined>; giveBack(scope: Scope): Promise<unknown> },
): Promise<void> {
  const claimed = await transact(async (scope) => ({ townHallId: scope.townHallId, mail: await claim(scope) }));
  if (!claimed.mail) return;
  const { state } = await deliver(claimed.townHallId, claimed.mail);
  if (state !== 'deferred') return;
  await transact(giveBack);
  throw new Error('the relay put a service mail off');
}

/** Puts a service mail under cover: marked as automatic (RFC 3834), and of no list. */
export async function writeServiceMail(scope: Scope, publicUrl: string, mail: ServiceMail): Promise<Mail> {
  const townHall = await getTownHall(scope);
  const domain = new URL(publicUrl).hostname;
  const name = townHallInFull(townHall.kind, townHall.name);
  const signature = {
    name,
    address: [townHall.addressLine, townHall.phone].filter(Boolean).join(' · '),
    colour: townHall.readableColour,
  };
  return {
    from: { name, address: townHall.email ?? `mairie.${townHall.slug}@${domain}` },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: writeOut(mail, signature),
    html: layOut(mail, signature),
    headers: { 'Auto-Submitted': 'auto-generated' },
    messageId: `<${mail.messageName}.${scope.townHallId}@${domain}>`,
    sentAt: scope.now,
  };
}
