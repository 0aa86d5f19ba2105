/** The building, from the ground up. A module may lean on the floors below its own, and on nothing else. */
const floors = [
  ['platform'],
  ['ui', 'site'],
  ['townhalls'],
  ['post'],
  ['team'],
  ['contacts'],
  ['interactions'],
  ['engagement'],
  ['consents'],
  ['segments'],
  ['directory'],
  ['messages'],
  ['campaigns', 'events', 'consultations', 'inbox'],
  ['privacy', 'reports'],
  ['imports'],
  ['admin', 'portal'],
  ['app'],
];

const everyone = floors.flat();
const below = (name) =>
  floors
    .slice(
      0,
      floors.findIndex((floor) => floor.includes(name)),
    )
    .flat();
/** What others may open: the doors of the module, and those of a subject that has a folder of its own (`contacts/fields/fields.ts`). */
const doorsOf = (name) =>
  `^src/${name}/(?:(?:${name}|contract|labels|jobs|tables|footprint)\\.ts$|([a-z-]+)/(?:\\1|contract|labels|jobs|tables|footprint)\\.ts$|web/)`;
/** A file of a module, or of such a subject. */
const everywhere = (file) => [`^src/[^/]+/${file}`, `^src/[^/]+/(?!web/)[^/]+/${file}`];
const declarations = everywhere('(contract|labels)\\.ts$');
const hasDoors = everyone.filter((name) => !['platform', 'ui', 'site', 'admin', 'portal', 'app'].includes(name));

module.exports = {
  forbidden: [
    ...everyone.map((name) => ({
      name: `${name}-leans-on-lower-floors`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: { path: '^src/', pathNot: `^src/(${[name, ...below(name)].join('|')})/` },
    })),
    ...hasDoors.map((name) => ({
      name: `${name}-is-entered-by-its-front-door`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${name}|app)/` },
      to: {
        path: `^src/${name}/`,
        pathNot: doorsOf(name),
      },
    })),
    {
      name: 'only-app-binds-routes-workers-and-pages',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/' },
      to: { path: everywhere('(routes|workers|pages)\\.tsx?$'), pathNot: '^src/platform/' },
    },
    {
      name: 'screens-know-only-contracts',
      severity: 'error',
      from: { path: '^src/([^/]+)/web/' },
      to: {
        path: '^src/',
        pathNot: [...declarations, '^src/([^/]+/web/|ui/|platform/(contract|client|problem|text|time)\\.ts$)'],
      },
    },
    {
      name: 'only-screens-show-screens',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/([^/]+/web|app|ui)/' },
      to: { path: '^src/([^/]+/web|ui)/' },
    },
    {
      name: 'declarations-are-leaves',
      severity: 'error',
      from: { path: everywhere('(contract|labels|jobs)\\.ts$'), pathNot: '^src/platform/' },
      to: { path: '^src/', pathNot: [...declarations, '^src/platform/(contract|jobs|time)\\.ts$'] },
    },
    {
      name: 'routes-and-workers-hold-no-sql',
      severity: 'error',
      from: { path: everywhere('(routes|workers)\\.ts$'), pathNot: '^src/platform/' },
      to: { path: '/tables\\.ts$|node_modules/kysely' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every-folder-has-a-floor',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/(${everyone.join('|')})/` },
    },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, exclude: '\\.test\\.tsx?$' },
};
