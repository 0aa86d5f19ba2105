import { folded } from '../../platform/text.ts';
import type { NoteConcern, NoteFinding } from './contract.ts';

/**
 * Whole words, beginnings of words (`*`) and phrases, once folded: no accent, no punctuation, one space between words. One line a
 * concern would do; they are grouped for those who will add to them.
 */
const signs: Record<NoteConcern, string> = {
  health: `
    diabet* | asthm* | epilep* | allergi* | sclerose | parkinson | alzheimer | dement* | demence | demente | senil* | autis* | asperger |
    trisom* | dysle* | dysprax* | dysphas* | dysorthograph* | hyperacti* | tdah | myopath* | mucoviscid* | tubercul* | hepatit* | vih |
    sida | seroposit* | mst | covid* | contagieu* | contamine* | arthrose* | arthrit* | rhumatism* | lombalgi* | migrain* | hernie* |
    infarctus | avc | cardiaque* | cardiolog* | hypertension* | cholesterol | thyroid* | insuffisance (renale|cardiaque|respiratoire) |
    dialys* | coeliaque | sans gluten | de gluten | le gluten | intoleran(t|te|ce) (a|au|aux) | tumeur* | metastas* | leucemi* | cancereu* |
    (un|son|le|du|d un) cancer | chimio* | radiotherap* | psychotherap* | greffee? d* | paralys* | parapleg* | hemipleg* | tetrapleg* |
    depressi* | anxieu* | anxiet* | angoiss* | anxiolyt* | antidepress* | burn out | suicid* | bipolaire* | schizo* | psychot* | psychiatr* |
    psychologiq* | psychologue* | nevros* | phobi* | anorex* | boulim* | obes* | neurolog* | gynecolog* | oncolog* | addict* | alcooli* |
    (sent|sentait) (souvent )?l alcool | toxicom* | drogue* | cannabis | sevrage | desintox* | (il|elle) boit | boit (trop|beaucoup) |
    ivrogn* | handicap* | rqth | aah | mdph | pch | pai | ald | affection longue duree | gir [1-6] | invalid* | infirm(e|es|ite) |
    fauteuil roulant | bequill* | prothes* | pacemaker | appareil auditif | malentend* | malvoy* | non voyant* | cecite | surdite |
    (est|devenue?|presque|totalement|completement|tres) (sourde?|aveugle|muette?) | sourd (de|d) * | begu* | begai* | deficien* | retard mental |
    enceinte d* | est enceinte | grossess* | fausse couche | ivg | avort* | accouch* | steril* | hospitalis* | (sortir|sorti|sortie|est|entre|entree) (de|a) l hopital |
    operee? d* | operation d(u|e la|es|e l) (genou|hanche|dos|coeur|yeux|cataracte|epaule|ventre|prostate) | en arret (maladie|de travail)? | arret maladie |
    maladi* | malade* | souffre (de|du|des|d un|d une) * | souffrant* | ses soins | soins palliatifs | fin de vie | mourante? | sous traitement | traitee? pour |
    (suit|prend) un traitement | medicament* | ordonnance | vaccin* | prescri* | groupe sanguin | suivi(e)? par un (psy|medecin|specialiste) |
    (son|sa|leur) (medecin|psy) | regime (sans|pauvre|strict) | perdu la tete | perd la (tete|memoire) | (trous|pertes?) de memoire |
    troubles? (du|de|des|d|bipolaires?|alimentaires?|mentaux|psychiques?) * | problemes? (de|d) (sante|dos|coeur|memoire|vue|peau|alcool) |
    etat de sante | en mauvaise sante | (des|ses) crises | samu | methadone | corset | prematur* | (suivie?|au|le) chu`,
  judgement: `
    penible* | insupportable* | desagreable* | odieu* | detestable* | agressi(f|ve|fs|ves) | mechant* | arrogant* | grossi(er|ere)s? |
    malpoli* | impoli* | vulgair* | insolent* | capricieu* | coleriq* | instable* | bizarre* | louche* | immatur* | egoist* | jalou(x|se) |
    faineant* | feignant* | paresseu* | radin* | avare* | profiteu* | parasit* | folle* | (fou|folle) a lier | (completement|un peu|totalement|est) fou |
    hysteri* | parano* | complotist* | cingle* | dingue* | timbree? | deranges? | derangee? | menteu* | ment (tout|beaucoup|souvent) | hypocrit* |
    malhonnet* | escroc* | voleu* | voyou* | racaille* | mauvais(e)? paye* | de mauvaise foi | incapabl* | idiot* | imbecil* | cretin* |
    debil* | stupid* | abruti* | conne | connard* | connasse* | salaud* | salope* | batard* | pas (tres |bien )?(intelligent*|malin*|futee?) |
    lente? d esprit | simplet* | bete comme | inculte* | illettre* | cas soc* | cassos | marginal* | clochard* | clodo* | famille a problemes |
    vit aux crochets | assiste(e|s|es) | livres a eux memes | emmerd* | casse pieds | chiant* | chieu* | relou* | grande gueule | gueular* |
    pauvre (type|fille) | vieille peau | mal elev* | raciste* | dragueu* | pervers* | manipulat* | sale et * | crasseu* | ne se lave pas |
    sent mauvais | neglige(e|s|es)? | peu soigne* | mal habille* | moche* | laide* | a eviter | raccrocher vite | ne pas croire |
    ne pas (lui )?faire confiance | cherche (toujours )?(les|des|a faire des) (problemes|histoires|ennuis) | jamais content* | toujours a se plaindre |
    joue la comedie | procedurier* | proceduriere* | raleu* | geignard* | bavard* | commere* | pipelette* | pot de colle | envahissant* | lunatiq* |
    perturbe* | parle (tout|toute) seule? | n importe quoi | vipere* | ne vaut rien | suspect* | grincheu* | a moitie demeuree? | ne comprend rien`,
  religion: `
    musulman* | islam* | ramadan | mosquee* | imam* | voilee* | (porte|avec) (le|un|son) (voile|foulard|hijab|niqab) | kippa | halal* | hallal* |
    casher | kasher | cacher | catholique (pratiquant*|convaincu*) | (est|famille|tres) (catholique|chretien*) | chretien* | paroiss* | pratiquant* |
    protestant* | evangeli* | jehovah | mormon* | bouddhis* | hindou* | athee* | croyant* | jui(f|ve)s? | judaisme | synagogue* | secte* |
    (pas|sans) (de )?porc | converti* a | prie (plusieurs|cinq|beaucoup|souvent|tous) * | (fait|heure de) sa? priere | va a la messe | careme |
    cultuel* | (va|frequente) (au temple|a l eglise|a la synagogue) * | (sa|leur) religion`,
  origin: `
    d origine * | origines? (etrangere*|ethnique*|*aine|*enne) | de type (africain|asiatique|europeen|maghrebin|mediterraneen) | de couleur | ethni* |
    gitan* | roms? | tsigane* | gens du voyage | manouche* | sans papiers? | situation irreguliere | demandeu(r|se)s? d asile | regularisation |
    immigr* | clandestin* | refugie* | parle mal (le )?francais | cheveux crepus | accent (etranger|africain|arabe|de l est) | un accent | basane* |
    titre de sejour | naturalis* | nationalite *`,
  opinions: `
    vote (a (gauche|droite)|contre le|pour le|fn|rn|lr|ps|lfi|blanc) | militant* | sympathisant* | (de|a) (gauche|droite) | extreme (gauche|droite) |
    socialiste* | communiste* | ecologiste* | royaliste* | gaulliste* | macroniste* | anarchist* | trotskist* | rassemblement national |
    france insoumise | front national | les republicains | parti (socialiste|communiste|radical) | opposant* (au|du|a) * | elue? d opposition |
    (soutien|soutient|contre|anti) (du |au |le )?maire | tracts? | colle des affiches | gilets? jaunes? | francs? macons? |
    (adherent*|encarte*|membre|carte) (au|du|d un|de) (parti|rn|ps|lr|lfi|pcf) | encartee? (au|a) * | opinions? politiques? | roule pour | voix pour l opposition`,
  union: `
    syndique* | syndicalist* | delegue(e|s|es)? syndica* | elue? syndica* | cgt | cfdt | unsa | cftc | cfe cgc | force ouvriere | greviste* |
    membre de sud | sud solidaires | (adherent*|membre|carte) (fo|de fo) | adhere* au syndicat | (adherent*|membre) (du|d un) syndicat`,
  sex_life: `
    homosexuel* | lesbienne* | bisexuel* | gays? | pede* | transgenre* | transsexuel* | transexuel* | travesti* | liaison avec | trompe (son|sa) |
    amants? | infidel* | adulter* | cocu* | libertin* | echangist* | prostitu* | moeurs | vie sexuelle | sexuel* | s habille en femme`,
  biometrics: `adn | empreintes? (relevees?|digitales?) | biometri* | genetique*`,
  offences: `
    (de la|en|sort de|sortie? de) prison | incarcer* | detenu* | bracelet electronique | controle judiciaire | casier | condamn* | mise? en examen |
    garde a vue | fichee? s | delinquan* | connue? (de la gendarmerie|de la police|des services|de la justice) | violences? * | violent(e|s|es)? |
    (bat|frappe|battait|frappait) (sa|son|ses) * | battue* | agress(ion|ions|eur|eurs) | pedophil* | viol | violeu* | dealer* | deale | trafi(c|que|quant)* |
    stupefiant* | pour vol | a vole | volait | escroquerie* | etat d ivresse | ivre | permis retire | retrait de permis | plainte (deposee )?contre (lui|elle) |
    sursis | recidiv* | probation | arretee? par la (police|gendarmerie) | ses vols | vols dans * | placee?s? par le juge`,
  nir: `nir | numero de secu* | n secu | secu [0-9]* | carte vitale | securite sociale |
    [12] ?[0-9]{2} ?(0[1-9]|1[0-2]) ?[0-9]{2} ?[0-9]{3} ?[0-9]{3}( ?[0-9]{2})?`,
};

/** Peoples and countries say something of a person, and nothing of a restaurant or of a language class. */
const peoples = `algerien*|marocain*|tunisien*|maghrebin*|africain*|arabes?|noire?s?|asiatiques?|malien*|senegalais*|ivoirien*|guineen*|congolais*|camerounais*|
  comorien*|malgache*|haitien*|antillais*|turc|turque|kurde*|syrien*|afghan*|irakien*|iranien*|libanais*|russes?|ukrainien*|roumain*|bulgare*|
  albanais*|kosovar*|tchetchene*|portugais*|espagnol*|italien*|polonais*|chinois*|vietnamien*|cambodgien*|pakistanais*|indiens?|indiennes?|metis*`;

/** They hold such a word and say something else. */
const innocent = asPattern(`
  politiques? (de la ville|tarifaires?|publiques?) | course contre le cancer | contre le cancer | chiens? * race | race * | infirmi(er|ere)s? liberale?s? |
  ecoles? (catholiques?|protestantes?) | violente?s? (orage|tempete|vent|averse|pluie)s? | vents? violents? | orages? violents? |
  maladies? (du|des|de la) (platanes?|buis|arbres?|rosiers?|vignes?|tilleuls?) | (arbres?|platanes?|buis|animal|animaux|chiens?|chats?) malades? |
  centres? de vaccination | carnet de vaccination | vaccin(s|ation)? (du|des|de son) (chien|chat|chiens|chats) | places? handicapee?s? | place pour handicapes? | bapteme (civil|republicain) |
  accident(s)? du travail | ordonnances? de * | operation tranquillite | (a|de|sur la|voie de) (gauche|droite) d(e|u) * | tourner? a (gauche|droite) |
  (trottoir|cote|feu|virage) de (gauche|droite) | (la|de la|une) folle journee | journee folle | parasites? d* | (chenilles?|insectes?) parasites?`);

const readers = Object.entries(signs).map(
  ([concern, words]) =>
    [concern as NoteConcern, asPattern(concern === 'origin' ? `${words} | ${aboutSomeone(peoples)}` : words)] as const,
);

/** See `findingsIn` in lexicon.ts, its door. */
export function readNote(note: string): NoteFinding[] {
  const text = folded(note).replace(innocent, ' ');
  return readers.flatMap(([concern, says]) => {
    says.lastIndex = 0;
    const said = says.exec(text);
    return said ? [{ word: said[0].trim(), concern }] : [];
  });
}

function aboutSomeone(words: string): string {
  return `(famille|couple|jeunes?|dame|homme|femme|parents|mere|pere|est|sont|refugiee?s?) (${words.replace(/\s/g, '')}) | ^(${words.replace(/\s/g, '')})`;
}

/** `*` stands for the end of a word, or for a word. */
function asPattern(words: string): RegExp {
  const some = words
    .split(' | ')
    .join('\n')
    .split(/\s*\|?\n\s*/)
    .map((one) => one.replace(/\s*\|$/, '').trim())
    .filter(Boolean)
    .map((one) => one.replaceAll('*', '[a-z0-9]*'));
  return new RegExp(`(?<![a-z0-9])(?:${some.join('|')})(?![a-z0-9])`, 'g');
}
