import { endpoint } from '../../platform/contract.ts';
import { picture } from '../letter/contract.ts';

/** As it comes out of a telephone; what is kept is far lighter. */
export const PICTURE_LIMIT = 20 * 1024 * 1024;

export const picturesApi = {
  keep: endpoint('POST /pictures', {
    access: 'campaigns.write',
    transaction: 'none',
    summary:
      'Garde une image pour une lettre : JPEG, PNG, WebP ou GIF, refaite à la taille d’un e-mail, sans lieu ni date de prise de vue.',
    uploadLimit: PICTURE_LIMIT,
    reply: picture,
  }),
  show: endpoint('GET /town-halls/:slug/pictures/:hash', {
    access: 'public',
    summary: 'Montre une image d’une lettre. L’adresse est la même pour tous ses lecteurs.',
    isDownload: true,
  }),
};
