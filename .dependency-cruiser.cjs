/** The building, from the ground up. A module may lean on the floors below its own, and on nothing else. */
const floors = [
  ['platform'],
  ['ui', 'site'],
  ['townhalls'],
  ['post'],
  ['team'],
  ['contacts'],
  ['interactions'],
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
        pathNot: `^src/${name}/(${name}|contract|labels|jobs|tables|footprint)\\.ts$|^src/${name}/web/`,
      },
    })),
    {
      name: 'only-app-binds-routes-workers-and-pages',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/' },
      to: { path: '^src/[^/]+/(routes|workers|pages)\\.tsx?$', pathNot: '^src/platform/' },
    },
    {
      name: 'screens-know-only-contracts',
      severity: 'error',
      from: { path: '^src/([^/]+)/web/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/([^/]+/(contract|labels)\\.ts$|[^/]+/web/|ui/|platform/(contract|client|problem|time|long-works/contract|long-works/labels)\\.ts$)',
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
      from: { path: '^src/(?!platform/)[^/]+/(contract|labels|jobs)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(platform/(contract|jobs|time)|[^/]+/(contract|labels))\\.ts$' },
    },
    {
      name: 'routes-and-workers-hold-no-sql',
      severity: 'error',
      from: { path: '^src/(?!platform/)[^/]+/(routes|workers)\\.ts$' },
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
