import { readContent } from '../../messages/letter/letter.ts';
import { newId } from '../../platform/ids.ts';
import { missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { campaignRow } from '../campaigns.ts';
import type { Template } from './contract.ts';
import { starterTemplates } from './starters.ts';
import { templatesDb } from './tables.ts';

export async function listTemplates(scope: Scope): Promise<Template[]> {
  const own = await templatesDb(scope)
    .selectFrom('campaignTemplates')
    .selectAll()
    .where('archivedAt', 'is', null)
    .orderBy('name')
    .execute();
  return [
    ...own.map((row) => ({ ...row, description: `Gardé par ${row.createdBy}`, content: readContent(row.content) })),
    ...starterTemplates(),
  ];
}

/** A letter as it stands, without its audience: a template is for the next ones. */
export async function addTemplate(scope: Scope, { campaignId, name }: { campaignId: string; name: string }): Promise<Template> {
  const { content, category } = await campaignRow(scope, campaignId);
  const open = { ...content, passages: [], blocks: content.blocks.map((block) => ({ ...block, passageId: null })) };
  const row = await templatesDb(scope)
    .insertInto('campaignTemplates')
    .values({ id: newId(), name, category, content: JSON.stringify(open), createdAt: scope.now, createdBy: scope.actor.name })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...row, description: `Gardé par ${row.createdBy}`, content: open };
}

export async function archiveTemplate(scope: Scope, templateId: string): Promise<void> {
  const gone = await templatesDb(scope)
    .updateTable('campaignTemplates')
    .set({ archivedAt: scope.now })
    .where('id', '=', templateId)
    .returning('id')
    .execute();
  if (gone.length === 0) throw missing('template.missing', 'Ce modèle n’existe pas, ou n’existe plus.');
}
