import { recordInteraction } from '../../interactions/interactions.ts';
import type { Scope } from '../../platform/scope.ts';

interface DataRequest {
  kind: 'correction' | 'erasure';
  words: string;
}

const title: Record<DataRequest['kind'], string> = {
  correction: 'Demande de correction faite sur le site',
  erasure: 'Demande d’effacement faite sur le site',
};

/** On the record, where whoever answers for it will read it. RGPD art. 12(3): within a month. */
export async function noteDataRequest(scope: Scope, contactId: string, { kind, words }: DataRequest): Promise<void> {
  const note = [`${title[kind]}, à traiter dans le mois.`, words && `«\u00a0${words}\u00a0»`].filter(Boolean).join(' ');
  await recordInteraction(scope, { contactId, kind: 'note', initiative: 'contact', note });
}
