import { Problem } from '../problem.ts';

const orElsewhere = 'ou indiquez dans DATABASE_URL un serveur PostgreSQL\u00a015 ou plus récent.';

const refusal = (code: string, message: string) => new Problem('unavailable', `database.${code}`, { message });

/** Why the embedded server cannot be had: each sentence says what happened, then what to do. */
export const refusals = {
  inUse: (folder: string) =>
    refusal(
      'in_use',
      `Un autre Parvis utilise déjà le dossier ${folder}. Arrêtez-le, ou donnez à celui-ci un autre dossier avec PARVIS_DATA_DIR.`,
    ),
  noPrograms: (platform: string) =>
    refusal(
      'no_programs',
      `Les programmes de PostgreSQL manquent pour cette machine (${platform}), ou n’y démarrent pas. Relancez «\u00a0npm ci\u00a0», ${orElsewhere}`,
    ),
  otherVersion: (cluster: string, found: string, wanted: string) =>
    refusal(
      'other_version',
      `Le dossier ${cluster} vient de PostgreSQL\u00a0${found}, et cette version de Parvis apporte PostgreSQL\u00a0${wanted}. ` +
        'Avec la version précédente de Parvis, lancez «\u00a0npm run parvis -- backup\u00a0»\u00a0; ' +
        `puis mettez l’ancienne base de côté («\u00a0mv '${cluster}' '${cluster}-${found}'\u00a0»), ` +
        'revenez à cette version et lancez «\u00a0npm run parvis -- restore\u00a0».',
    ),
  notYours: (folder: string, account: string) =>
    refusal(
      'not_yours',
      `Le dossier ${folder} appartient à un autre compte de la machine. ` +
        `Lancez Parvis avec ce compte, ou confiez-lui le dossier\u00a0: «\u00a0sudo chown -R ${account} '${folder}'\u00a0».`,
    ),
  unreachable: (folder: string, account: string) =>
    refusal(
      'unreachable',
      `PostgreSQL refuse de tourner en tant que root, et le compte ${account} ne peut pas entrer dans ${folder}. ` +
        'Lancez Parvis avec un compte ordinaire, ou choisissez un autre dossier avec PARVIS_DATA_DIR (par exemple /var/lib/parvis).',
    ),
  wrongPassword: (file: string) =>
    refusal(
      'wrong_password',
      `Le mot de passe gardé dans ${file} n’est plus celui de la base de données. Remettez ce fichier depuis votre sauvegarde, puis relancez Parvis.`,
    ),
  diskFull: (folder: string) =>
    refusal(
      'disk_full',
      `Il n’y a plus de place sur le disque où se trouve ${folder}. Libérez de l’espace, puis relancez Parvis.`,
    ),
  portTaken: (address: string) =>
    refusal(
      'port_taken',
      `La base de données ne peut pas ouvrir ${address}\u00a0: un autre programme l’occupe. Arrêtez ce programme, ${orElsewhere}`,
    ),
  notPermitted: (folder: string) =>
    refusal(
      'not_permitted',
      `Parvis n’a pas le droit d’écrire dans ${folder}. Donnez ce droit au compte qui le lance, ou choisissez un autre dossier avec PARVIS_DATA_DIR.`,
    ),
  wouldNotStop: (folder: string) =>
    refusal(
      'would_not_stop',
      `L’ancien serveur de base de données de ${folder} ne finit pas de s’arrêter. Attendez une minute, puis relancez Parvis.`,
    ),
  wouldNotStart: (log: string, lastWords: string) =>
    refusal(
      'would_not_start',
      `La base de données ne démarre pas. Ses derniers mots\u00a0: «\u00a0${lastWords}\u00a0». Lisez ${log}, ${orElsewhere}`,
    ),
};

/** What PostgreSQL says in its log (in English: it is started with `LC_ALL=C`), and what it means for people. */
const meanings: [RegExp, (place: Place) => Problem][] = [
  [/No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/, ({ folder }) => refusals.diskFull(folder)],
  [/Address already in use|could not create any (Unix-domain|TCP\/IP) sockets/, ({ address }) => refusals.portTaken(address)],
  [/Permission denied|Read-only file system|EACCES|EPERM|EROFS/, ({ folder }) => refusals.notPermitted(folder)],
];

interface Place {
  folder: string;
  address: string;
  log: string;
}

/** The refusal that a failure's own words call for. */
export function refusalFor(words: string, place: Place): Problem {
  const meaning = meanings.find(([pattern]) => pattern.test(words))?.[1];
  const lastWords = words.trim().split('\n').at(-1) ?? '';
  return meaning ? meaning(place) : refusals.wouldNotStart(place.log, lastWords);
}
