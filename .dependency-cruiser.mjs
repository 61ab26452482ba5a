/** The arrows of the house: the folder list reads like the pipeline, and nothing points backwards. */
const base = 'domain|contract|db|http|catalogue|access|changes';
const stage = (name, to) => ({
  name: `${name}-knows-only`,
  comment: `${name} may import: ${to}`,
  severity: 'error',
  from: { path: `^server/${name}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^server/', pathNot: `^server/(${name}|${to})/` },
});
const only = (name, pathNot, path) => ({
  name,
  severity: 'error',
  from: { path: '^(server|web|scripts)/', pathNot: `${pathNot}|\\.test\\.ts$|^server/testing/` },
  to: { path },
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'contract-knows-only-zod',
      severity: 'error',
      from: { path: '^server/contract/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(server/contract/|node_modules/zod/)' },
    },
    {
      name: 'the-law-is-pure',
      severity: 'error',
      from: { path: '^server/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^server/(domain|contract)/' },
    },
    stage('db', 'contract'),
    stage('sheets', 'contract'),
    stage('http', 'contract|db'),
    stage('changes', 'contract|domain|db'),
    stage('catalogue', base),
    stage('access', base),
    stage('ingest', `cases|${base}`),
    stage('cases', base),
    stage('flags', `cases|${base}`),
    stage('followup', `notifications|flags|cases|${base}`),
    stage('firstRun', `ingest|followup|notifications|flags|cases|${base}`),
    stage('desk', `sheets|flags|cases|${base}`),
    stage('notifications', `flags|${base}`),
    stage('push', base),
    stage('replay', `push|cases|${base}`),
    stage('overview', base),
    stage('reports', `sheets|overview|notifications|${base}`),
    stage('backup', 'access|db|contract'),
    stage('retention', `backup|notifications|cases|${base}`),
    stage('erasure', base),
    stage('maps', base),
    stage('cataloguing', `ingest|${base}`),
    // The generator judges the engine, so it must not share its arithmetic.
    stage('simulation', 'contract'),
    stage('jobs', `ingest|cases|flags|push|${base}`),
    stage('watch', `jobs|${base}`),
    // beside its stages: what the settings are
    {
      ...stage('doctor', `watch|${base}`),
      to: { path: '^server/', pathNot: `^server/(doctor|watch|config\\.ts|secretKey\\.ts|${base})` },
    },
    {
      name: 'tests-stay-tests',
      comment:
        'the soak is a test that takes an hour, and the pictures are taken by the browser of the tests',
      severity: 'error',
      from: {
        path: '^(server|web|scripts)/',
        pathNot: '\\.test\\.ts$|^server/testing/|^scripts/(soak/|wallPictures\\.ts)',
      },
      to: { path: '^server/testing/|\\.test\\.ts$' },
    },
    {
      name: 'web-knows-only-the-contract',
      severity: 'error',
      from: { path: '^web/', pathNot: '\\.browser\\.test\\.ts$' },
      to: { path: '^server/', pathNot: '^server/contract/' },
    },
    {
      name: 'screens-never-import-each-other',
      severity: 'error',
      from: { path: '^web/src/screens/([^/]+)/' },
      to: { path: '^web/src/screens/([^/]+)/', pathNot: '^web/src/screens/$1/' },
    },
    {
      name: 'components-are-leaves',
      severity: 'error',
      from: { path: '^web/src/components/' },
      to: { path: '^web/src/(screens|stores|live|api)/' },
    },
    {
      name: 'stores-know-only-api',
      severity: 'error',
      from: { path: '^web/src/stores/' },
      to: { path: '^web/src/(screens|components|charts|live)/' },
    },
    only('only-live-opens-sockets', '^web/src/live/|^server/|^scripts/', 'node_modules/socket.io-client/'),
    only('only-oidc-asks-the-provider', '^server/access/oidc/', 'node_modules/(openid-client|oauth4webapi)/'),
    only('only-charts-draw', '^web/src/charts/|^server/reports/charts/', 'node_modules/(chart.js|chartjs-)'),
    only(
      'only-db-and-scripts-know-pg',
      '^server/(db|testing|backup|ingest|cases|flags|catalogue|access|changes|desk|followup|notifications|push|replay|jobs|watch|access|simulation|maps|retention|erasure|reports)/|^server/(app|dataRoutes|deskRoutes|feedRoutes|openReports|selfWatch|work|commandParts)\\.ts$|^scripts/',
      'node_modules/pg/',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'module', 'node', 'default'] },
  },
};
