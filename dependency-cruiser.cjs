// The architecture, as a table: one row per folder of src/, and what it may import.
// A folder that is not listed is an error. Files directly in src/ are the composition root.
const base = ['kernel', 'platform'];
const features = [
  'access',
  'agents',
  'contacts',
  'inboxes',
  'threading',
  'tickets',
  'routing',
  'sla',
  'cases',
  'calls',
  'knowledge',
  'surveys',
  'automation',
  'saved-views',
];
const may = {
  kernel: [],
  config: ['kernel'],
  platform: ['kernel', 'config'],
  ...Object.fromEntries(features.map((f) => [f, base])), // siblings never see each other
  audit: base,
  channels: base,
  desk: [...base, ...features, 'audit'],
  views: base,
  intake: [...base, 'channels', 'desk', 'inboxes', 'views'],
  delivery: [...base, 'channels', 'desk', 'inboxes', 'views'],
  timers: [...base, 'desk'],
  assignment: [...base, 'desk', 'views'],
  reactions: [...base, 'automation', 'channels', 'desk', 'inboxes', 'views'],
  reporting: base,
  search: [...base, 'views'],
  api: [...base, ...features, 'audit', 'channels', 'desk', 'views', 'webhooks', 'intake', 'notifications', 'reporting', 'search'],
  webhooks: [...base, 'tickets', 'views'],
  realtime: [...base, 'views', 'access', 'tickets'],
  notifications: [...base, 'channels', 'inboxes', 'views'],
};
const any = (names) => `(${names.join('|')})`;
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const edges = [
  'api',
  'intake',
  'delivery',
  'timers',
  'webhooks',
  'reporting',
  'search',
  'assignment',
  'reactions',
  'audit',
  'notifications',
  'platform',
];
const spec = '\\.spec\\.ts$';

module.exports = {
  forbidden: [
    rule('no-circular', 'cycles crash at import time under ESM + decorators', {}, { circular: true }),
    ...Object.entries(may).map(([folder, allowed]) =>
      rule(
        `layer:${folder}`,
        `may import only ${[folder, ...allowed].join(', ')}`,
        { path: `^src/${folder}/` },
        { path: '^src/', pathNot: `^src/${any([folder, ...allowed])}/` },
      ),
    ),
    rule('unlisted-folder', 'add the folder to the table', { path: `^src/(?!${any(Object.keys(may))}/)[^/]+/` }, {}),

    rule(
      'front-door',
      'enter a feature by index.ts (desk) or settings.ts (api)',
      { path: '^src/([^/]+)/' },
      {
        path: `^src/${any([...features, 'audit', 'channels', 'webhooks', 'notifications', 'search'])}/`,
        pathNot: ['^src/$1/', '^src/[^/]+/(index|settings)\\.ts$'],
      },
    ),
    rule(
      'settings-door',
      'api writes through desk verbs; only settings screens go to a feature directly',
      { path: '^src/api/' },
      { path: `^src/${any(features)}/`, pathNot: '^src/([^/]+/settings|access/index)\\.ts$' },
    ),

    rule(
      'pure-core',
      'kernel/ and domain/ know no framework, database, network or file',
      // Argued exception: time zones are data of IANA that change every year; sla/domain/calendar may ask one library for them.
      { path: '^src/(kernel|[^/]+/domain)/', pathNot: [spec, '^src/sla/domain/calendar/'] },
      { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'core'] },
    ),
    rule(
      'one-time-zone-library',
      'sla/domain/calendar knows luxon, and nothing else from outside',
      { path: '^src/sla/domain/calendar/', pathNot: spec },
      { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'core'], pathNot: 'node_modules/(@types/)?luxon/' },
    ),
    rule(
      'domain-stays-inside',
      'domain/ sees its own domain/ and kernel/',
      { path: '^src/([^/]+)/domain/' },
      { path: '^src/', pathNot: ['^src/$1/domain/', '^src/kernel/'] },
    ),

    rule(
      'channel-island',
      'a channel sees the contract, never another channel',
      { path: '^src/channels/([^/]+)/', pathNot: '^src/channels/contract/' },
      { path: '^src/channels/', pathNot: ['^src/channels/$1/', '^src/channels/contract/'] },
    ),
    rule('contract-is-a-leaf', '', { path: '^src/channels/contract/' }, { path: '^src/channels/', pathNot: '^src/channels/contract/' }),
    rule(
      'one-registry',
      'only registry.ts names a concrete channel',
      { path: '^src/', pathNot: ['^src/channels/registry\\.ts$', '^src/channels/[^/]+/'] },
      { path: '^src/channels/(?!contract/)[^/]+/' },
    ),

    rule(
      'typeorm-in-stores',
      'SQL lives in store/, views/ and platform/',
      { path: '^src/[^/]+/', pathNot: ['^src/(platform|views)/', '^src/[^/]+/store/', spec] },
      { path: 'node_modules/(typeorm|@nestjs/typeorm)/' },
    ),
    rule(
      'entities-stay-in-stores',
      'a row class never leaves its store/',
      { path: '^src/', pathNot: ['^src/[^/]+/store/', '^src/data-source\\.ts$'] }, // the one list of entities
      { path: '\\.entity\\.ts$' },
    ),
    rule(
      'edges-open-transactions',
      'a verb takes a Tx; only an edge opens one',
      { path: '^src/[^/]+/', pathNot: `^src/${any(edges)}/` },
      { path: '^src/platform/database/unit-of-work\\.ts$' },
    ),
    rule(
      'only-stores-unwrap-tx',
      '',
      { path: '^src/', pathNot: ['^src/platform/', '^src/[^/]+/store/'] },
      { path: '^src/platform/database/manager-of\\.ts$' },
    ),

    rule(
      'http-at-the-edge',
      'transport types stop here',
      { path: '^src/[^/]+/', pathNot: ['^src/(api|platform|realtime|intake)/', '^src/channels/chat/'] },
      { path: 'node_modules/(@nestjs/(swagger|platform-[a-z]+|websockets)|express|socket\\.io)/' },
    ),
    rule('not-to-spec', '', { pathNot: spec }, { path: spec }),
    rule('backend-ignores-web', '', { path: '^(src|migrations)/' }, { path: '^(web|test)/' }),
    rule(
      'web-ignores-backend',
      'web/ knows the server only through web/sdk, and the sandbox by one file of types',
      { path: '^web/', pathNot: '^web/(sdk/src/realtime|sandbox/src/stage/types)\\.ts$' },
      { path: '^(src|migrations|test|sandbox|bench)/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
