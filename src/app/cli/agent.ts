import { invalid } from '../../platform/problem.ts';
import { newTeamMember, role, type SignInLink, signInPath } from '../../team/contract.ts';
import { inviteTeamMember } from '../../team/team.ts';
import { publicUrlOf } from '../web-address.ts';
import { required, townHallOf, type Verb } from './verb.ts';

export const agentCreate: Verb = {
  name: 'agent create',
  summary: 'Ajoute un agent et donne son lien de première connexion.',
  usage: `agent create --email <adresse> --role <${role.options.join('|')}> [--first-name <prénom>] [--last-name <nom>] [--town-hall <nom-court>]`,
  options: {
    email: { type: 'string' },
    role: { type: 'string' },
    'first-name': { type: 'string' },
    'last-name': { type: 'string' },
    'town-hall': { type: 'string' },
  },
  async run(order) {
    const { values } = order;
    const draft = newTeamMember.safeParse({
      email: required(values, 'email'),
      role: required(values, 'role'),
      firstName: values['first-name'] ?? '',
      // Without a name, the part of the address before the @ stands for it; the person corrects it later.
      lastName: values['last-name'] ?? required(values, 'email').replace(/@.*/, ''),
    });
    if (!draft.success)
      throw invalid('agent.invalid', draft.error.issues.map((issue) => `${issue.path.join('.')} : ${issue.message}`).join(' ; '));
    const townHall = await townHallOf(order);
    const { systemTransact, environment } = await order.ground();
    const { member, link } = await systemTransact(townHall.id)((scope) => inviteTeamMember(scope, draft.data));
    return {
      id: member.id,
      email: member.email,
      role: member.role,
      signInLink: `${publicUrlOf(environment)}${signInPath(link.token)}`,
      expiresAt: link.expiresAt,
    };
  },
  inWords: (made: { email: string; signInLink: string; expiresAt: SignInLink['expiresAt'] }) =>
    `${made.email} peut choisir son mot de passe ici, une fois, jusqu’au ${made.expiresAt} :\n${made.signInLink}`,
};
