import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../platform/scope.ts';
import { dayOf, yearsBefore } from '../platform/time.ts';
import type { Channel, LeftOut } from './contract.ts';
import { contactIsSuppressed } from './suppressions/suppressions.ts';

/** For what, and by what means: one of the pairs a person answers for. */
export interface Way {
  /** A purpose's id, or the column that holds it. */
  purposeId: string | RawBuilder<string>;
  channel: Channel;
}

const addressMissing: Record<Channel, RawBuilder<boolean>> = {
  email: sql`contacts.email is null`,
  sms: sql`contacts.mobile_phone is null`,
  letter: sql`(contacts.address_line = '' or contacts.municipality = '')`,
  call: sql`(contacts.mobile_phone is null and contacts.landline_phone is null)`,
};

/** See `leftOutBecause` in consents.ts, its door. */
export function barrier(scope: Scope, { purposeId, channel }: Way): RawBuilder<LeftOut | null> {
  const purpose = typeof purposeId === 'string' ? sql`${purposeId}::uuid` : purposeId;
  const answered = (answer: 'granted' | 'refused') => sql`exists (
    select from consents where consents.town_hall_id = contacts.town_hall_id and consents.contact_id = contacts.id
      and consents.purpose_id = ${purpose} and consents.channel = ${channel} and consents.answer = ${answer})`;
  // A purpose that does not exist, or no more, opens nothing. It depends on no contact: it is read once a statement.
  const purposeIs = (condition: RawBuilder<boolean>) => sql`exists (
    select from purposes as gate where gate.town_hall_id = ${scope.townHallId} and gate.id = ${purpose}
      and gate.archived_at is null and ${condition})`;
  return sql<LeftOut | null>`case
    when contacts.archived_at is not null then 'archived'
    when ${answered('refused')} then 'refused'
    when (contacts.birth_date > ${adultsBornBy(scope)}::date or ${saidToBeYoung(scope)}) and not ${purposeIs(sql`gate.is_open_to_minors`)} then 'minor'
    when ${addressMissing[channel]} then 'no_address'
    when ${contactIsSuppressed(scope, channel)} then 'suppressed'
    when not ${purposeIs(sql`gate.legal_basis <> 'consent'`)} and not ${answered('granted')} then 'no_consent'
  end`;
}

/** Who said, signing up, to be under 15: nothing else is known of their age (trust P-27). */
const saidToBeYoung = ({ townHallId }: Scope) => sql`contacts.id in (
  select declared_minors.contact_id from declared_minors where declared_minors.town_hall_id = ${townHallId})`;

const adultsBornBy = ({ now }: Scope) => yearsBefore(dayOf(now), 18);
