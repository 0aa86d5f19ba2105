/** The four districts of Valmeraude, with their streets. */
export const demoDistricts = [
  {
    name: 'Le Bourg',
    streets: ['place du Marché', 'rue de l’Arche', 'rue du Four', 'rue de l’École', 'impasse des Lavoirs', 'rue Haute'],
  },
  { name: 'Le Gué', streets: ['rue du Gué', 'quai du Gué', 'chemin du Lavoir', 'rue des Meuniers'] },
  { name: 'Les Tilleuls', streets: ['rue des Tilleuls', 'allée des Peupliers', 'rue des Vignes', 'allée des Charmes'] },
  { name: 'Bellerive', streets: ['route de Valbruyère', 'chemin de Bellerive', 'rue des Prés', 'impasse du Verger'] },
] as const;

/** A street of the commune, and the district it belongs to. */
export const demoStreets = demoDistricts.flatMap(({ name, streets }) => streets.map((street) => ({ street, district: name })));

/** Where those who come to school or to work from elsewhere live. */
export const demoNeighbours = ['Valbruyère', 'Saint-Aubin-du-Gué', 'Les Essarts'] as const;

export const demoThemes = [
  'École et enfance',
  'Travaux et voirie',
  'Environnement',
  'Culture et fêtes',
  'Vie associative',
  'Aînés et solidarité',
  'Sécurité',
] as const;
