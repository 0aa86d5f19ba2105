import { type RawBuilder, sql } from 'kysely';
import type { Asker } from '../contacts/tables.ts';
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

/** Read from the bits of `contacts.means` where they say it: they stand in the narrow index, beside the birth date. */
const addressMissing: Record<Channel, RawBuilder<boolean>> = {
  email: sql`contacts.means & 1 = 0`,
  sms: sql`contacts.means & 2 = 0`,
  letter: sql`(contacts.address_line = '' or contacts.municipality = '')`,
  call: sql`contacts.means & 10 = 0`,
};

/** See `leftOutBecause` in consents.ts, its door. */
export function barrier(scope: Scope, { purposeId, channel }: Way, asker: Asker): RawBuilder<LeftOut | null> {
  const purpose = typeof purposeId === 'string' ? sql`${purposeId}::uuid` : purposeId;
  const answered = (answer: 'granted' | 'refused') =>
    asker.among(
      sql`select consents.contact_id from consents where consents.town_hall_id = ${scope.townHallId}
        and consents.purpose_id = ${purpose} and consents.channel = ${channel} and consents.answer = ${answer}`,
      { areOnce: true },
    );
  // A purpose that does not exist, or no more, opens nothing. It depends on no contact: it is read once a statement.
  const purposeIs = (condition: RawBuilder<boolean>) => sql`exists (
    select from purposes as gate where gate.town_hall_id = ${scope.townHallId} and gate.id = ${purpose}
      and gate.archived_at is null and ${condition})`;
  return sql<LeftOut | null>`case
    ${asker.areInUse ? sql`` : sql`when contacts.archived_at is not null then 'archived'`}
    when ${answered('refused')} then 'refused'
    when (contacts.birth_date > ${adultsBornBy(scope)}::date or ${saidToBeYoung(scope, asker)}) and not ${purposeIs(sql`gate.is_open_to_minors`)} then 'minor'
    when ${addressMissing[channel]} then 'no_address'
    when ${contactIsSuppressed(scope, channel, asker)} then 'suppressed'
    when not ${purposeIs(sql`gate.legal_basis <> 'consent'`)} and not ${answered('granted')} then 'no_consent'
  end`;
}

/** Who said, signing up, to be under 15: nothing else is known of their age (trust P-27). */
const saidToBeYoung = ({ townHallId }: Scope, { among }: Asker) =>
  among(sql`select declared_minors.contact_id from declared_minors where declared_minors.town_hall_id = ${townHallId}`);

const adultsBornBy = ({ now }: Scope) => yearsBefore(dayOf(now), 18);
