// Who may import whom. A module may import itself, what its row names, and errors.ts / limits.ts / log.ts.
const mayImport = {
  store: [],
  fetch: [],
  schedule: [],
  feed: ['fetch', 'store', 'ops/port.ts'],
  commentary: ['feed', 'fetch', 'store'],
  backfill: ['commentary', 'feed/series-number.ts', 'fetch'],
  briefing: ['commentary', 'store'],
  archive: ['commentary', 'briefing', 'fetch/canonical-url.ts', 'store'],
  subscriptions: ['archive', 'store'],
  card: ['commentary', 'briefing'],
  delivery: ['card', 'subscriptions', 'archive', 'store', 'ops/port.ts'],
  platform: ['card', 'commands/port.ts', 'store/port.ts'],
  commands: [
    'commentary',
    'briefing',
    'archive',
    'subscriptions',
    'card',
    'delivery',
    'store',
    'ops/port.ts',
    'feed/port.ts',
    'feed/store-feeds.ts',
    'feed/store-held.ts',
    'feed/store-gaps.ts',
  ],
  mcp: ['commentary', 'archive', 'briefing/verify', 'card', 'store'],
  demo: [],
}

// One package, one home: where each dependency matters, and the one folder to touch when it is replaced.
const homes = {
  '@hono/node-server': ['^adapters/web/'],
  '@keyv/redis': ['^src/store/cache-redis\\.ts$'],
  '@modelcontextprotocol/sdk': ['^src/mcp/', '^src/cli/mcp\\.ts$'],
  '@slack/bolt': ['^adapters/slack/'],
  '@slack/types': ['^adapters/slack/'],
  '@slack/web-api': ['^adapters/slack/'],
  '@mozilla/readability': ['^src/commentary/'],
  '@vvo/tzdb': ['^src/subscriptions/'],
  'discord.js': ['^adapters/discord/'],
  colord: ['^src/commentary/page/style/'],
  commander: ['^src/cli/program\\.ts$'],
  'csv-stringify': ['^src/card/export-file\\.ts$'],
  'css-select': ['^src/(?:commentary|feed)/'],
  'css-what': ['^src/commentary/page/style/'],
  domhandler: ['^src/(?:backfill|commentary|feed)/'],
  diff: ['^src/briefing/'],
  domutils: ['^src/(?:backfill|commentary|feed)/'],
  fflate: ['^src/backfill/'],
  feedsmith: ['^src/feed/', '^adapters/web/render/feed\\.ts$'],
  got: ['^src/fetch/'],
  hono: ['^adapters/web/', '^src/demo/'],
  'ipaddr.js': ['^src/fetch/'],
  keyv: ['^src/store/'],
  linkedom: ['^src/commentary/'],
  'media-query-fns': ['^src/commentary/page/style/'],
  'node-cron': ['^src/schedule/'],
  'normalize-url': ['^src/fetch/'],
  openai: ['^src/briefing/llm/'],
  pino: ['^src/log\\.ts$'],
  pg: ['^src/store/'],
  'pino-pretty': ['^src/log\\.ts$'],
  porter2: ['^src/archive/query/'],
  'postal-mime': ['^src/backfill/'],
  postcss: ['^src/commentary/page/style/'],
  'postcss-safe-parser': ['^src/commentary/page/style/'],
  'rate-limiter-flexible': ['^adapters/web/'],
  'rss-parser': ['^src/feed/'],
  stemmer: ['^src/briefing/'],
  'temporal-polyfill': ['^src/(?:archive|commentary|feed|subscriptions)/'],
  unpdf: ['^src/commentary/'],
  uuid: ['^adapters/slack/'],
  warcio: ['^src/backfill/'],
  ws: ['^adapters/discord/connect/'],
  'wink-nlp': ['^src/briefing/text/'],
  'wink-eng-lite-web-model': ['^src/briefing/text/'],
}

const escaped = (name) => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const layers = Object.entries(mayImport).map(([module, allowed]) => ({
  name: `${module}-looks-one-way`,
  comment: `src/${module} may import ${['itself', ...allowed, 'errors.ts', 'limits.ts', 'log.ts'].join(', ')}: the flow has no back-references.`,
  severity: 'error',
  from: { path: `^src/${module}/` },
  to: {
    path: '^(?:src|adapters)/',
    pathNot: [`^src/${module}/`, '^src/(?:errors|limits|log)\\.ts$', ...allowed.map((name) => `^src/${escaped(name)}`)],
  },
}))

const packages = Object.entries(homes).map(([name, home]) => ({
  name: `${name.replaceAll(/[^a-z]/g, '')}-has-one-home`,
  comment: `${name} is used in ${home.join(', ')} and nowhere else, so that replacing it touches one place.`,
  severity: 'error',
  from: { path: '^(?:src|adapters)/', pathNot: home },
  to: { path: `node_modules/${escaped(name)}/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layers,
    ...packages,
    {
      name: 'src-knows-no-adapter',
      comment: 'Only the composition root knows which platforms there are.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/compose(?:-platforms)?\\.ts$' },
      to: { path: '^adapters/' },
    },
    {
      name: 'adapters-enter-through-ports',
      comment:
        'An adapter speaks one platform; of the core it sees the ports, the card, what every adapter needs (src/platform), the errors and the log.',
      severity: 'error',
      from: { path: '^adapters/' },
      to: {
        path: '^src/',
        pathNot: ['^src/[a-z]+/port\\.ts$', '^src/(?:card|platform)/', '^src/(?:errors|log)\\.ts$'],
      },
    },
    {
      name: 'adapters-do-not-meet',
      comment: 'Adapters share nothing but the card.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    {
      name: 'ops-looks-on',
      comment:
        'ops looks at everything; nothing looks at it but the root and the command line. Its port is data that anybody may read.',
      severity: 'error',
      from: { path: '^(?:src|adapters)/', pathNot: ['^src/(?:compose|cli/[a-z]+)\\.ts$', '^src/ops/'] },
      to: { path: '^src/ops/', pathNot: '^src/ops/port\\.ts$' },
    },
    {
      name: 'only-the-command-line-starts-it',
      comment:
        'The composition root is reached from the command line, and the command line from main.ts; nothing imports them.',
      severity: 'error',
      from: { path: '^(?:src|adapters)/', pathNot: ['^src/cli/', '^src/main\\.ts$'] },
      to: { path: ['^src/compose\\.ts$', '^src/cli/', '^src/main\\.ts$'] },
    },
    {
      name: 'sql-lives-in-store-files',
      comment: 'SQL stands in store*.ts and in store/ folders; other files may know the connection as a type only.',
      severity: 'error',
      from: { path: '^(?:src|adapters)/', pathNot: ['^src/store/', '/store(?:[^/]*\\.ts$|/)'] },
      to: { path: 'node_modules/kysely/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-imports-no-tests',
      comment: 'What ships does not lean on tests or benchmarks.',
      severity: 'error',
      from: { path: '^(?:src|adapters)/' },
      to: { path: '^(?:tests|bench)/' },
    },
    {
      name: 'no-circular',
      comment: 'A cycle has no top to read down from.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that cannot be found.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-package',
      comment: 'A package that package.json does not name is there by chance.',
      severity: 'error',
      from: { path: '^(?:src|adapters)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    // TypeScript 7 has no API for dependency-cruiser: without this parser it sees no .ts file and finds no fault.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
