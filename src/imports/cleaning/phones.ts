import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { tidy } from './folding.ts';
import { nothing, type Reading } from './outcome.ts';

export interface Phone {
  e164: string;
  line: 'mobile' | 'landline';
}

/** Country codes of overseas France, by the first three digits of what is dialled there. */
const overseas: Record<string, string> = {
  262: '262',
  263: '262',
  269: '262',
  692: '262',
  693: '262',
  590: '590',
  690: '590',
  691: '590',
  594: '594',
  694: '594',
  596: '596',
  696: '596',
  697: '596',
  508: '508',
};

/**
 * E.164, by the shape of the numbering plan. What is possible is kept, even if nobody has it (06 39 98 is kept for
 * fiction); abroad, what is possible but not attributed is kept and flagged. `column` settles what the number does not say.
 */
export function readPhone(cell: string, column: Phone['line'] = 'mobile'): Reading<Phone> {
  const text = tidy(cell);
  if (text === '' || /^[-./x?]+$/i.test(text)) return nothing;
  const national = frenchDigits(text);
  const french = national && frenchPhone(national);
  if (!french) return foreignPhone(text, column);
  // A spreadsheet that took « 0639985086 » for a number.
  return /^\d{9}$/.test(text) ? { value: french, issue: 'zero_restored' } : { value: french };
}

/** Several numbers in one cell: « 06 39 98 50 86 / 02 61 91 28 19 ». */
export function splitPhones(cell: string): string[] {
  if (countDigits(cell) < 18) return [cell];
  const parts = cell.split(/\s*(?:[/;,|\n]|\bou\b|\bet\b)\s*/).filter((part) => part !== '');
  return parts.every((part) => countDigits(part) >= 9) ? parts : [cell];
}

const countDigits = (text: string) => text.length - text.replace(/\d/g, '').length;

/** The nine digits after the country code or the leading zero, which spreadsheets lose; undefined for what is not French. */
function frenchDigits(text: string): string | undefined {
  if (!/^[\d\s().+_/-]+$/.test(text)) return undefined;
  const digits = text.replace('(0)', '').replace(/[^\d+]/g, '');
  if (digits.startsWith('+33')) return withoutZero(digits.slice(3));
  if (digits.startsWith('0033')) return withoutZero(digits.slice(4));
  if (digits.length === 11 && digits.startsWith('33')) return digits.slice(2);
  if (digits.length === 10 && digits.startsWith('0')) return digits.slice(1);
  return digits.length === 9 && !digits.includes('+') ? digits : undefined;
}

const withoutZero = (digits: string) => (digits.length === 10 && digits.startsWith('0') ? digits.slice(1) : digits);

function frenchPhone(national: string): Phone | undefined {
  if (!/^[1-9]\d{8}$/.test(national)) return undefined;
  const country = overseas[national.slice(0, 3)] ?? (isMayotteMobile(national) ? '262' : '33');
  return { e164: `+${country}${national}`, line: national[0] === '6' || national[0] === '7' ? 'mobile' : 'landline' };
}

/** Mayotte shares 0639 with the mainland's fiction. */
const isMayotteMobile = (national: string) =>
  national.startsWith('639') &&
  !national.startsWith('63998') &&
  parsePhoneNumberFromString(`+262${national}`)?.isValid() === true;

function foreignPhone(text: string, column: Phone['line']): Reading<Phone> {
  const parsed = parsePhoneNumberFromString(text.replace('(0)', '').replace(/^00/, '+'), {
    defaultCountry: 'FR',
    extract: false,
  });
  if (!parsed?.isPossible() || parsed.countryCallingCode === '33') return { value: null, issue: 'phone_unreadable' };
  const type = parsed.getType();
  const line = type === 'MOBILE' ? 'mobile' : type === 'FIXED_LINE' ? 'landline' : column;
  return { value: { e164: parsed.number, line }, ...(parsed.isValid() ? {} : { issue: 'phone_unlikely' as const }) };
}
