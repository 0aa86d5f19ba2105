import type { DnsRecord, DomainAsked, Finding } from './contract.ts';
import { readDkimRecord } from './dkim-record.ts';
import { readDmarc } from './dmarc.ts';
import { dkimWords, dmarcWords, obsoleteWords, spfWords, webmailWords } from './labels.ts';
import type { Lookups } from './lookups.ts';
import { readSpf } from './spf.ts';

/** What to publish so that messageries trust what leaves, whatever is published today. */
export function recordsToPublish({ domain, host, keys }: DomainAsked): DnsRecord[] {
  const include = includeOf(host);
  return [
    { name: domain, type: 'TXT', value: `v=spf1 ${include ? `include:${include}` : `a:${host}`} ~all` },
    ...keys.map(({ selector, topic, publicKey }) => ({
      name: `${selector}._domainkey.${domain}`,
      type: 'TXT' as const,
      value: `v=DKIM1; k=${topic === 'dkim_rsa' ? 'rsa' : 'ed25519'}; p=${publicKey}`,
    })),
    { name: `_dmarc.${domain}`, type: 'TXT', value: `v=DMARC1; p=none; rua=mailto:dmarc@${domain}` },
  ];
}

/** What is published today, judged as Gmail, Outlook and the others judge it (trust M-01, M-03, M-04). */
export async function checkDomain(ask: Lookups, { domain, host, keys }: DomainAsked): Promise<Finding[]> {
  if (isWebmail(domain)) return [{ topic: 'sender', ...webmailWords(domain) }];
  const [spf, dmarc, ...dkim] = await Promise.all([
    readSpf(ask, domain, includeOf(host)),
    readDmarc(ask, domain),
    ...keys.map(async ({ selector, topic, publicKey }): Promise<Finding> => {
      const type = topic === 'dkim_rsa' ? 'rsa' : 'ed25519';
      return { topic, ...dkimWords[await readDkimRecord(ask, `${selector}._domainkey.${domain}`, { publicKey, type })] };
    }),
  ]);
  const dmarcSays = dmarcWords[dmarc.state];
  return [
    { topic: 'spf', ...spfWords[spf.state] },
    ...dkim,
    { topic: 'dmarc', ...dmarcSays, advice: `${dmarcSays.advice}${obsoleteWords(dmarc.obsolete)}`.trim() },
  ];
}

/** How the relays most town halls use are cited in an SPF line, by the end of their host's name. */
const includes: readonly [host: string, include: string][] = [
  ['brevo.com', 'spf.brevo.com'],
  ['sendinblue.com', 'spf.brevo.com'],
  ['mailjet.com', 'spf.mailjet.com'],
  ['ovh.net', 'mx.ovh.com'],
  ['ovh.ca', 'mx.ovh.ca'],
  ['gandi.net', '_mailcust.gandi.net'],
  ['infomaniak.com', 'spf.infomaniak.ch'],
  ['office365.com', 'spf.protection.outlook.com'],
  ['outlook.com', 'spf.protection.outlook.com'],
  ['gmail.com', '_spf.google.com'],
  ['google.com', '_spf.google.com'],
  ['amazonaws.com', 'amazonses.com'],
  ['scaleway.com', '_spf.tem.scaleway.com'],
  ['ionos.fr', '_spf-eu.ionos.com'],
  ['ionos.com', '_spf-eu.ionos.com'],
  ['mailgun.org', 'mailgun.org'],
  ['sendgrid.net', 'sendgrid.net'],
];

const includeOf = (host: string): string | undefined => includes.find(([end]) => host === end || host.endsWith(`.${end}`))?.[1];

/** Addresses that people have at a provider's name: whoever writes from them is asked to prove it is the provider (trust M-04). */
export const isWebmail = (domain: string): boolean =>
  /^((gmail|googlemail|gmx|hotmail|live|msn|outlook|yahoo|ymail|aol|icloud|me|mac|protonmail|proton|pm)\.[a-z.]{2,6}|(orange|wanadoo|free|sfr|neuf|cegetel|bbox|numericable|aliceadsl|club-internet|libertysurf|online|laposte)\.(fr|net))$/i.test(
    domain,
  );
