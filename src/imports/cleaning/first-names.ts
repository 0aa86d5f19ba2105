import { fold } from './folding.ts';
import { remembered } from './remembered.ts';

/** Enough of the first names borne in France to tell in which order a name is written; never to correct anyone. */
const frequent = `
abdel abel achille adam adele adeline adrien agathe agnes ahmed aicha aime alain alban albert alex alexandra alexandre alexis alice
alicia aline alix aliya amadou amandine ambre amelie amina amir amira anais andre andrea anette ange angele angelique anissa anita ann anna anne
annick annie antoine antonin apolline ariane aristide armand arnaud arthur astrid aubin aude audrey augustin aurelie aurelien aurore axel
axelle aya ayoub baptiste barbara basile bastien beatrice benedicte benjamin benoit bernadette bertrand bilal blanche brigitte bruno
camille capucine carine carla carole caroline catherine cecile cedric celeste celia celine chantal charlene charles charlotte chloe christelle
christian christiane christine christophe claire clara claude claudette claudine clemence clement cleo clotilde colette coline constance corentin corinne cyril
cyrille damien daniel daniele danielle daphne david deborah delphine denise diane didier dimitri dominique dorian dorothee eden edith
edmond edouard eleonore eliane elias elie eliott elisa elisabeth elise ella elodie eloise elsa emeline emile emilie emma emmanuel emmanuelle
enzo eric erwan estelle esteban esther ethan etienne eugene eugenie eva evan evelyne fabien fabienne fabrice fanny farid fatima fatou
fatoumata faustine felix fernand fernande flavie flora florence florent florian france francine francis francois francoise franck frederic frederique
gabin gabriel gabrielle gael gaelle gaspard gaston genevieve georges gerald geraldine gerard germaine ghislaine gilbert gilberte gildas gilles gisele
gregory guillaume gustave guy gwenaelle hadrien hamid hanna hannah helene heloise henri henriette herve hippolyte honore huguette hugo ibrahim
ilyes ines irene iris isaac isabelle ismael jacqueline jacques jade jamila jason jean jeanne jeannine jeremy jerome jessica joachim
jocelyne joel joelle jonas jonathan josephine josette josiane jules julia julian julie julien juliette justine karim karima karine katia
kevin khadija kylian laetitia laura laure laurence laurent laurine lea leila lena leo leon leonard leonie liam lila lilian liliane lilou lina
line lise loic lola lorenzo lou louane louis louisa louise louison luc lucas lucie lucien lucienne lucile ludivine ludovic madeleine mael maelle maelys
maeva magali malika malo mamadou manon manuel marc marcel marcelle margaux margot marguerite maria mariam marianne marie marielle marin marina
marine marion marius marjorie marlene marthe martine maryse mateo mathieu mathilde mathis matheo matthieu maurice max maxence maxime
mehdi melanie melissa merlin michele micheline michelle mickael mila milan mireille mohamed monique morgane mourad muriel myriam nadege nadia nadine
naim nathalie nathan nathanael nicolas nicole nina nino noa noah noe noel noelie noelle noemie nolan nora norbert nour oceane odette odile
olivia olivier oriane oscar oumar pascal pascale patrice patricia patrick paul paule paulette pauline perrine philippe pierre
pierrette quentin rachel rachid raphael raphaelle raymond raymonde rayan rebecca regine remi remy renaud rene renee robin rodolphe roger
roland romain romane romeo romy rosalie rose roxane ruben sabine sabrina sacha said salome salma samia samir samuel sandra sandrine sara
sarah sebastien selma serge severine sidonie sixtine simon simone sofia sofiane solange solene soline sonia sophie stella stephane stephanie suzanne
suzette sybille sylvain sylvaine sylvia sylvie tanguy tatiana tess thea theo theophile therese thibault thibaut thierry thomas tiago tim timeo timothee
titouan tom tristan valentin valentine valerie vanessa vera veronique victoire victor victoria vincent violette virginie viviane
wassim william xavier yacine yael yanis yann yannick yasmine yohan yolande yoann youssef yves yvette yvon yvonne zelie zineb zoe
`;

const known = new Set(frequent.trim().split(/\s+/));

/** « Jean-Baptiste » is known by its « Jean ». */
export const isFirstName = remembered((word) => {
  const folded = fold(word);
  if (known.has(folded)) return true;
  const hyphen = folded.indexOf('-');
  return hyphen > 0 && known.has(folded.slice(0, hyphen));
});
