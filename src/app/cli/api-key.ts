import { invalid } from '../../platform/problem.ts';
import { addApiKey } from '../../team/api-keys.ts';
import { newApiKey, role } from '../../team/contract.ts';
import { required, townHallOf, type Verb } from './verb.ts';

export const apiKeyCreate: Verb = {
  name: 'api-key create',
  summary: 'Crée une clé d’accès pour un autre logiciel, et la montre une seule fois.',
  usage: `api-key create --role <${role.options.join('|')}> --name <à quoi elle sert> [--expires-in-days <n>] [--town-hall <nom-court>]`,
  options: {
    role: { type: 'string' },
    name: { type: 'string' },
    'expires-in-days': { type: 'string' },
    'town-hall': { type: 'string' },
  },
  async run(order) {
    const { values } = order;
    const days = values['expires-in-days'];
    const draft = newApiKey.safeParse({
      name: required(values, 'name'),
      role: required(values, 'role'),
      ...(days ? { expiresInDays: Number(days) } : {}),
    });
    if (!draft.success)
      throw invalid(
        'api_key.invalid',
        draft.error.issues.map((issue) => `${issue.path.join('.')} : ${issue.message}`).join(' ; '),
      );
    const townHall = await townHallOf(order);
    const { systemTransact } = await order.ground();
    const { key, secret } = await systemTransact(townHall.id)((scope) => addApiKey(scope, draft.data));
    return { id: key.id, name: key.name, role: key.role, expiresAt: key.expiresAt, key: secret };
  },
  inWords: ({ key }: { key: string }) => key,
};
