import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { toDesign } from '#core/compose/design.ts';
import type { ComposeContext, ComposeOptions } from '#core/compose/options.ts';
import { addOns } from '#core/compose/services/observability.ts';
import type { ComposePart } from '#core/compose/services/part.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { newNode } from '#core/scenario/defaults.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { composeProblems, schemaProblems } from '../composeCheck.ts';
import { mixed, nasty, scenarioOf } from '../formats/designs.ts';

const BOTH: ComposeOptions = { profiles: ['observability', 'ui'] };
const fileOf = (scenario: Scenario, path: string, options = BOTH): string => exportCompose(scenario, options).files.get(path) ?? '';
const servicesOf = (scenario: Scenario, options = BOTH) =>
  (parse(fileOf(scenario, 'compose.yaml', options)) as { services: Record<string, Record<string, unknown>> }).services;
const jobsOf = (text: string) =>
  (parse(text) as { scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[] }).scrape_configs.map(
    ({ job_name: job, static_configs: [config] }) => [job, ...(config?.targets ?? [])],
  );

describe('a project with its add-ons', () => {
  it('is valid, with no port twice and every file it mounts, for every example in both languages', () => {
    for (const scenario of [...EXAMPLES.map((e) => e.scenario), nasty, mixed]) {
      for (const language of ['en', 'zh'] as const) {
        const { files, target } = exportCompose(scenario, { ...BOTH, language });
        const compose = files.get('compose.yaml') ?? '{}';
        expect(target === undefined ? [] : [...schemaProblems(compose), ...composeProblems(compose, files)]).toEqual([]);
      }
    }
  });

  it('starts none of them unless asked, and is as it was without', () => {
    const without = Object.keys(servicesOf(mixed, {}));
    const added = Object.entries(servicesOf(mixed)).filter(([name]) => !without.includes(name));
    expect(added.map(([name, { profiles }]) => [name, profiles])).toEqual([
      ['kafka-exporter', ['observability']],
      ['prometheus', ['observability']],
      ['grafana', ['observability']],
      ['kafka-ui', ['ui']],
    ]);
    for (const [, { image }] of added) expect(image).toMatch(/:v?\d+\.\d+\.\d+$/);
    expect([...exportCompose(mixed, { profiles: [] }).files]).toEqual([...exportCompose(mixed).files]);
  });

  it('asks for Kafka’s only where there is Kafka', () => {
    const rabbit = scenarioOf({ q: newNode('queue', 'q') });
    expect(Object.keys(servicesOf(rabbit))).toEqual(['rabbitmq', 'prometheus', 'grafana']);
    expect(jobsOf(fileOf(rabbit, 'observability/prometheus.yml'))).toEqual([['rabbitmq', 'rabbitmq:15692']]);
  });

  it('is not there where nothing has figures, and says so', () => {
    const jms = scenarioOf({ b: { ...newNode('broker', 'b'), profile: 'activemq-5.17' }, q: { ...newNode('queue', 'q'), broker: 'b' } });
    expect(Object.keys(servicesOf(jms))).toEqual(['artemis']);
    expect(exportCompose(jms, BOTH).notes.map(({ code }) => code)).toEqual(expect.arrayContaining(['figuresArtemis', 'figuresLoad']));
  });

  it('watches each Kafka server, waiting for the topics', () => {
    const { command, depends_on: waits } = servicesOf(mixed)['kafka-exporter'] ?? {};
    expect(command).toEqual([1, 2, 3, 4, 5].map((n) => `--kafka.server=kafka-${n}:19092`).concat('--kafka.version=3.9.0'));
    expect(waits).toEqual({ 'kafka-init': { condition: 'service_completed_successfully' } });
  });

  it('scrapes services that are there', () => {
    const names = Object.keys(servicesOf(mixed));
    for (const [, ...targets] of jobsOf(fileOf(mixed, 'observability/prometheus.yml')))
      for (const target of targets) expect(names).toContain(target.split(':')[0]);
  });

  it('gives Grafana its source, its dashboard and no login to look', () => {
    expect(parse(fileOf(mixed, 'observability/datasources.yml'))).toMatchObject({ datasources: [{ uid: 'prometheus', url: 'http://prometheus:9090' }] });
    const { environment, volumes } = servicesOf(mixed).grafana ?? {};
    expect(environment).toMatchObject({ GF_AUTH_ANONYMOUS_ENABLED: 'true', GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer' });
    const [provider] = (parse(fileOf(mixed, 'observability/dashboards.yml')) as { providers: { options: { path: string } }[] }).providers;
    expect(volumes).toContain(`./observability/dashboard.json:${provider?.options.path}/dashboard.json:ro`);
    expect((environment as Record<string, string>).GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH).toBe(`${provider?.options.path}/dashboard.json`);
    expect(JSON.parse(fileOf(mixed, 'observability/dashboard.json'))).toMatchObject({ uid: 'shop', title: 'shop' });
  });

  it('says how to start them, and where they are', () => {
    const text = fileOf(mixed, 'README.md');
    for (const said of ['--profile observability up', '--profile ui up', 'http://localhost:3000', 'http://localhost:8080']) expect(text).toContain(said);
    expect(fileOf(mixed, 'README.md', { ...BOTH, language: 'zh' })).toContain('Grafana 首页就是本设计的仪表板');
  });
});

describe('with the load generator', () => {
  const load: ComposePart = { services: { web: {} }, volumes: [], files: new Map(), figures: { load: ['web:9400'] } };
  const context: ComposeContext = { project: 'shop', language: 'en', model: mixed.model, design: toDesign(mixed.model, BOTH), options: BOTH, waits: {} };
  const [made] = addOns(context, [load]);

  it('scrapes its programs and shows their figures', () => {
    expect(jobsOf(made?.files.get('observability/prometheus.yml') ?? '')).toContainEqual(['load', 'web:9400']);
    expect(made?.files.get('observability/dashboard.json')).toContain('spillway_due_total');
    expect(made?.notes?.map(({ code }) => code)).toEqual(['figuresArtemis']);
  });

  it('without it says what is not shown', () => {
    const notes = addOns(context, []).flatMap((part) => part.notes ?? []);
    expect(notes.map(({ code, nodes }) => [code, ...nodes])).toEqual([['figuresArtemis', 'jobs'], ['figuresLoad']]);
  });
});
