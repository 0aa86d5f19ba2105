import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channel } from '../consents/contract.ts';
import { sealWith } from '../platform/seal.ts';
import { subscriptionIn, tokenFor } from './subscription.ts';

const [old, young] = ['a secret of 32 characters, the old one', 'a secret of 32 characters, the new one'];
const seal = sealWith(young, [old]);

const subscriptions = fc.record({
  townHallId: fc.integer({ min: 1, max: 999_999_999 }),
  contactId: fc.uuid(),
  purposeId: fc.uuid(),
  channel: fc.constantFrom(...channel.options),
});

test('a link answers for what it was made for, and for nothing else', () => {
  fc.assert(
    fc.property(subscriptions, (subscription) => {
      const token = tokenFor(seal, subscription);
      expect(subscriptionIn(seal, token)).toEqual(subscription);
      expect(token).not.toContain(subscription.contactId);
    }),
  );
});

test('not one flipped bit is accepted', () => {
  fc.assert(
    fc.property(subscriptions, fc.nat(), fc.integer({ min: 0, max: 7 }), (subscription, place, bit) => {
      const bytes = Buffer.from(tokenFor(seal, subscription), 'latin1');
      const at = place % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      expect(subscriptionIn(seal, bytes.toString('latin1'))).toBeUndefined();
    }),
    { numRuns: 5000 },
  );
});

test('a change of secret leaves the links already sent working, and a forgotten secret does not', () => {
  const subscription = { townHallId: 7, contactId: uuid(1), purposeId: uuid(2), channel: 'email' } as const;
  const sent = tokenFor(sealWith(old), subscription);
  expect(subscriptionIn(seal, sent)).toEqual(subscription);
  expect(subscriptionIn(sealWith(young), sent)).toBeUndefined();
});

const uuid = (last: number) => `0197a5d0-0000-7000-8000-00000000000${last}`;
