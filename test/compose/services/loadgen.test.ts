import { describe, expect, it } from 'vitest';
import { compile } from '#core/compile/compile.ts';
import { type ComposeProject, exportCompose } from '#core/compose/exportCompose.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { FORMAT, type Model, type Scenario, VERSION } from '#core/scenario/scenario.ts';
import { readWiring } from '#node/loadgen/readWiring.ts';
import { modelOf, node } from '../../support/design.ts';
import { composeProblems, kafkaProblems, parseCompose, schemaProblems } from '../composeCheck.ts';

const PROGRAM = '// the bundle\n';
const scenarioOf = (model: Model): Scenario => {
  const edges = Object.fromEntries(Object.values(model.edges).map((edge, i) => [`e${i}`, edge]));
  return { format: FORMAT, version: VERSION, model: { ...model, edges }, view: { title: 'shop', positions: {} } };
};
const loaded = (scenario: Scenario): ComposeProject => exportCompose(scenario, { loadGenerator: PROGRAM });
const file = (project: ComposeProject, name: string): string => project.files.get(name) ?? '';
const codes = ({ notes }: ComposeProject): string[] => notes.map(({ code }) => code);

const mixed = scenarioOf(
  modelOf(
    {
      kafka: node('broker', { profile: 'kafka-4.1', nodes: 3 }),
      mq: node('broker', { profile: 'activemq-5.17' }),
      web: node('producer'),
      alone: node('producer'),
      pump: node('producer'),
      t: node('topic', { broker: 'kafka' }),
      q: node('queue'),
      x: node('exchange'),
      news: node('broadcast', { broker: 'mq' }),
      pipe: node('channel'),
      worker: node('consumer', { count: 3 }),
      reader: node('consumer', { ack: 'transacted' }),
      inner: node('consumer'),
    },
    ['web>t', 'web>x', 'x>q', 'q>worker', 'worker>t', 'pump>news', 'news>reader', 'web>pipe', 'pipe>inner'],
  ),
);

describe('a project with a load generator', () => {
  const project = loaded(mixed);
  const { services } = parseCompose(file(project, 'compose.yaml'));
  const load = Object.entries(services).filter(([name]) => name.startsWith('load-'));

  it('has a service for each client that meets a server, and says which have none', () => {
    expect(load.map(([name, { environment }]) => [name, environment?.LOADGEN_CLIENT])).toEqual([
      ['load-pump', 'pump'],
      ['load-web', 'web'],
      ['load-reader', 'reader'],
      ['load-worker', 'worker'],
    ]);
    expect(project.notes.find(({ code }) => code === 'loadUnplayed')?.nodes).toEqual(['alone', 'inner']);
  });

  it('tells other parts of the project where its figures are', () => {
    const watched = file(exportCompose(mixed, { loadGenerator: PROGRAM, profiles: ['observability'] }), 'observability/prometheus.yml');
    for (const [name] of load) expect(watched).toContain(`${name}:9400`);
    for (const [, service] of load) expect(service).toMatchObject({ expose: ['9400'] });
  });

  it('waits for topics and servers, runs as nobody in particular, and opens nothing to this machine', () => {
    for (const [, service] of load) {
      expect(service).toMatchObject({
        image: 'node:22-alpine',
        user: 'node',
        init: true,
        command: ['node', 'loadgen.mjs'],
        depends_on: {
          'kafka-init': { condition: 'service_completed_successfully' },
          rabbitmq: { condition: 'service_healthy' },
          artemis: { condition: 'service_healthy' },
        },
      });
      expect(service.ports).toBeUndefined();
    }
  });

  it('brings the program, the very design, and the names of what it created', () => {
    expect(file(project, 'loadgen/loadgen.mjs')).toBe(PROGRAM);
    const { scenario } = parseScenario(file(project, 'loadgen/design.json'));
    const { plan } = compile(scenario!.model);
    expect(plan).toBeDefined();
    expect(plan).toEqual(compile(mixed.model).plan);
    const wiring = readWiring(file(project, 'loadgen/wiring.json'));
    expect(wiring).toEqual({
      ok: true,
      value: {
        servers: {
          kafka: { system: 'kafka', address: 'kafka-1:19092,kafka-2:19092,kafka-3:19092' },
          rabbitmq: { system: 'rabbitmq', address: 'amqp://spillway:spillway@rabbitmq:5672/' },
          artemis: { system: 'artemis', address: 'amqp://spillway:spillway@artemis:61616' },
        },
        destinations: {
          t: { server: 'kafka', kind: 'topic', name: 't' },
          q: { server: 'rabbitmq', kind: 'queue', name: 'q' },
          x: { server: 'rabbitmq', kind: 'exchange', name: 'x' },
          news: { server: 'artemis', kind: 'broadcast', name: 'news' },
        },
      },
    });
  });

  it('no longer says that nothing is sent or worked on, but what the load generator cannot do', () => {
    expect(codes(exportCompose(mixed))).toEqual(expect.arrayContaining(['clients', 'load', 'work', 'run']));
    expect(codes(project)).not.toEqual(expect.arrayContaining(['clients']));
    for (const code of ['clients', 'load', 'work', 'run']) expect(codes(project)).not.toContain(code);
    expect(Object.fromEntries(project.notes.map(({ code, nodes }) => [code, nodes]))).toMatchObject({
      loadPlayed: ['pump', 'web', 'reader', 'worker'],
      loadBatches: ['web'],
      loadSessions: ['reader'],
      loadRun: [],
      network: [],
    });
  });

  it.each(['en', 'zh'] as const)('tells how in its README: %s', (language) => {
    const readme = file(exportCompose(mixed, { loadGenerator: PROGRAM, language }), 'README.md');
    for (const [name] of load) expect(readme).toContain(`| \`${name}\` |`);
    expect(readme).toContain('docker compose restart load-pump');
  });

  it('hands the imported files to nobody', () => {
    const imported = { format: 'compose', files: [{ path: 'compose.yaml', lines: ['password: hunter2\n'] }] } as const;
    expect([...loaded({ ...mixed, imported }).files.values()].join('')).not.toContain('hunter2');
  });
});

describe('names of services', () => {
  it('are host names, each another', () => {
    const producers = { a: node('producer'), b: node('producer'), c: node('producer'), d: node('producer') };
    const model = modelOf({ ...producers, q: node('queue') }, ['a>q', 'b>q', 'c>q', 'd>q']);
    const names = { a: 'Web Shop!', b: 'web shop', c: '网店', d: `${'x'.repeat(80)}` };
    const nodes = Object.fromEntries(Object.entries(model.nodes).map(([id, doc]) => [id, { ...doc, name: names[id as 'a'] ?? doc.name }]));
    const { services } = parseCompose(file(loaded(scenarioOf({ ...model, nodes })), 'compose.yaml'));
    const load = Object.keys(services).filter((name) => name.startsWith('load-'));
    expect(load).toEqual(['load-web-shop', 'load-web-shop-2', 'load-c', `load-${'x'.repeat(58)}`]);
    for (const name of load) expect(name).toMatch(/^[a-z0-9-]{1,63}$/);
  });
});

it('a design that cannot be simulated has no load, and says so', () => {
  const project = loaded(scenarioOf(modelOf({ p: node('producer', { load: { kind: 'constant', rate: 'many' } }), q: node('queue') }, ['p>q'])));
  expect([...project.files.keys()].filter((name) => name.startsWith('loadgen'))).toEqual([]);
  expect(codes(project)).toEqual(expect.arrayContaining(['load', 'loadBroken']));
});

it('a design without clients has no load generator', () => {
  const project = loaded(scenarioOf(modelOf({ q: node('queue') }, [])));
  expect([...project.files.keys()].filter((name) => name.startsWith('loadgen'))).toEqual([]);
  expect(codes(project)).toContain('run');
});

describe.each(EXAMPLES.map(({ id, scenario }) => [id, scenario] as const))('the example %s', (_, scenario) => {
  it('is a valid project with its load', () => {
    const project = loaded(scenario);
    if (project.target === undefined) return;
    const compose = file(project, 'compose.yaml');
    expect([
      ...schemaProblems(compose),
      ...composeProblems(compose, project.files),
      ...(project.files.has('loadgen/loadgen.mjs') && project.target === 'kafka' ? kafkaProblems(compose) : []),
    ]).toEqual([]);
  });
});
