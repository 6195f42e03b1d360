/**
 * What watches a project, started on request: `docker compose --profile observability up` for Prometheus and Grafana with the dashboard
 * of the design, `--profile ui` for a page into Kafka. Nothing is fetched but images: figures of RabbitMQ come from the plugin it has
 * anyway, those of Kafka from kafka-exporter. Artemis has them only with a library that its image lacks, so a note says so.
 */
import { code, shell } from '../markdown.ts';
import { type ComposeNote, enList, missing, type NamedNode, zhList } from '../notes.ts';
import type { ComposeContext } from '../options.ts';
import { HOST_PORTS } from '../ports.ts';
import { yamlText } from '../yamlText.ts';
import { dashboard, dashboardUid } from './dashboard.ts';
import { dashboardWords } from './dashboardText.ts';
import { kafkaInside } from './kafka.ts';
import type { ComposePart } from './part.ts';

const PROMETHEUS = 'prom/prometheus:v3.5.0';
const GRAFANA = 'grafana/grafana:12.0.0';
const KAFKA_EXPORTER = 'danielqsj/kafka-exporter:v1.9.0';
const KAFKA_UI = 'ghcr.io/kafbat/kafka-ui:v1.5.0';

const EXPORTER_PORT = 9_308;
/** Kafka's protocol as the exporter speaks it: the last version before 4, which serves that too. */
const EXPORTER_KAFKA = '3.9.0';
/** Short, so that a spike of some seconds is seen. */
const SCRAPE = '2s';
const DASHBOARD = '/etc/spillway/dashboards';

/** Behind all other parts, whose figures it gathers. */
export function addOns(context: ComposeContext, parts: readonly ComposePart[]): ComposePart[] {
  const { profiles = [] } = context.options;
  return [
    ...(profiles.includes('observability') ? [observability(context, parts)] : []),
    ...(profiles.includes('ui') && context.design.topics.length > 0 ? [kafkaUi(context)] : []),
  ];
}

const local = (port: number, inside: number): string => `127.0.0.1:${port}:${inside}`;

/** Topics are there, so what asks for them finds them. */
const onceKafkaIsReady = ({ waits }: ComposeContext): object => Object.fromEntries(Object.entries(waits).filter(([service]) => service === 'kafka-init'));

function observability(context: ComposeContext, parts: readonly ComposePart[]): ComposePart {
  const { project, design, language } = context;
  const say = dashboardWords(language);
  const hasKafka = design.systems.includes('kafka');
  const jobs = new Map<string, string[]>(hasKafka ? [['kafka', [`kafka-exporter:${EXPORTER_PORT}`]]] : []);
  for (const { figures = {} } of parts) for (const [job, targets] of Object.entries(figures)) jobs.set(job, [...(jobs.get(job) ?? []), ...targets]);
  const hasLoad = jobs.has('load');
  const notes = notesOf(context, hasLoad);
  // ActiveMQ alone, and no programs: there would be nothing to look at.
  if (jobs.size === 0) return { services: {}, volumes: [], files: new Map(), notes };
  const pages = { uid: dashboardUid(project), title: project, language, design, hasLoad };
  return {
    services: {
      ...(hasKafka ? { 'kafka-exporter': exporter(context) } : {}),
      prometheus: {
        image: PROMETHEUS,
        profiles: ['observability'],
        restart: 'unless-stopped',
        ports: [local(HOST_PORTS.prometheus, 9_090)],
        volumes: ['./observability/prometheus.yml:/etc/prometheus/prometheus.yml:ro', 'prometheus-data:/prometheus'],
        healthcheck: wget('http://127.0.0.1:9090/-/ready'),
      },
      grafana: grafana(language),
    },
    volumes: ['prometheus-data', 'grafana-data'],
    files: new Map([
      ['observability/prometheus.yml', prometheusYaml(jobs)],
      ['observability/datasources.yml', yamlText(DATASOURCES, '')],
      ['observability/dashboards.yml', yamlText(PROVIDERS, '')],
      ['observability/dashboard.json', `${JSON.stringify(dashboard(pages), null, 2)}\n`],
    ]),
    notes,
    addresses: [
      [say('dashboard'), `<http://localhost:${HOST_PORTS.grafana}>`, code('http://grafana:3000')],
      [say('prometheus'), `<http://localhost:${HOST_PORTS.prometheus}>`, code('http://prometheus:9090')],
    ],
    readme: [`## ${say('figures')}`, say('observabilityHow'), shell('docker compose --profile observability up -d --wait')],
  };
}

/** Busybox's: both images have it. */
const wget = (url: string): object => ({
  test: ['CMD', 'wget', '-q', '-O', '/dev/null', url],
  interval: '5s',
  timeout: '3s',
  retries: 24,
  start_period: '10s',
});

/** It ends when no server answers, so it waits for one and starts again. */
const exporter = (context: ComposeContext): object => ({
  image: KAFKA_EXPORTER,
  profiles: ['observability'],
  depends_on: onceKafkaIsReady(context),
  restart: 'unless-stopped',
  command: [
    ...kafkaInside(context.design.kafka.servers)
      .split(',')
      .map((server) => `--kafka.server=${server}`),
    `--kafka.version=${EXPORTER_KAFKA}`,
  ],
});

const grafana = (language: ComposeContext['language']): object => ({
  image: GRAFANA,
  profiles: ['observability'],
  depends_on: { prometheus: { condition: 'service_healthy' } },
  restart: 'unless-stopped',
  ports: [local(HOST_PORTS.grafana, 3_000)],
  environment: {
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    GF_USERS_DEFAULT_LANGUAGE: language === 'zh' ? 'zh-Hans' : 'en-US',
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: `${DASHBOARD}/dashboard.json`,
    // It asks nobody outside for updates or plugins.
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
  },
  volumes: [
    './observability/datasources.yml:/etc/grafana/provisioning/datasources/spillway.yml:ro',
    './observability/dashboards.yml:/etc/grafana/provisioning/dashboards/spillway.yml:ro',
    `./observability/dashboard.json:${DASHBOARD}/dashboard.json:ro`,
    'grafana-data:/var/lib/grafana',
  ],
  healthcheck: wget('http://127.0.0.1:3000/api/health'),
});

const DATASOURCES = {
  apiVersion: 1,
  datasources: [
    {
      name: 'Prometheus',
      uid: 'prometheus',
      type: 'prometheus',
      access: 'proxy',
      url: 'http://prometheus:9090',
      isDefault: true,
      jsonData: { timeInterval: SCRAPE, httpMethod: 'POST' },
    },
  ],
};

const PROVIDERS = { apiVersion: 1, providers: [{ name: 'spillway', type: 'file', allowUiUpdates: true, options: { path: DASHBOARD } }] };

function prometheusYaml(jobs: ReadonlyMap<string, readonly string[]>): string {
  const scrapes = [...jobs].map(([job, targets]) => ({ job_name: job, static_configs: [{ targets }] }));
  return yamlText({ global: { scrape_interval: SCRAPE, scrape_timeout: SCRAPE }, scrape_configs: scrapes }, '');
}

/** No health check: the image has no tool that is known to be there in the next one too. */
function kafkaUi(context: ComposeContext): ComposePart {
  const say = dashboardWords(context.language);
  const service = {
    image: KAFKA_UI,
    profiles: ['ui'],
    depends_on: onceKafkaIsReady(context),
    restart: 'unless-stopped',
    ports: [local(HOST_PORTS.kafkaUi, 8_080)],
    environment: { KAFKA_CLUSTERS_0_NAME: context.project, KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS: kafkaInside(context.design.kafka.servers) },
  };
  return {
    services: { 'kafka-ui': service },
    volumes: [],
    files: new Map(),
    addresses: [[say('kafkaUi'), `<http://localhost:${HOST_PORTS.kafkaUi}>`, code('http://kafka-ui:8080')]],
    readme: [`## ${say('kafkaUi')}`, say('uiHow'), shell('docker compose --profile ui up -d --wait')],
  };
}

function notesOf({ design }: ComposeContext, hasLoad: boolean): ComposeNote[] {
  const served: NamedNode[] = [...design.jms.queues, ...design.jms.broadcasts].map(({ id, doc }) => ({ id, name: doc.name }));
  return [...(served.length > 0 ? [artemis(served, hasLoad)] : []), ...(hasLoad ? [] : [noLoad])];
}

const artemis = (nodes: readonly NamedNode[], hasLoad: boolean): ComposeNote =>
  missing(
    'figuresArtemis',
    nodes,
    `Artemis gives Prometheus figures only with a plugin that its image does not have: the dashboard shows ${enList(nodes)} ${hasLoad ? 'as the load generator counts, without a backlog' : 'not at all'}.`,
    `Artemis 只有装上镜像中没有的插件才会向 Prometheus 提供指标：仪表板中的${zhList(nodes)}${hasLoad ? '由负载发生器计数，没有积压' : '因此没有显示'}。`,
  );

const noLoad: ComposeNote = missing(
  'figuresLoad',
  [],
  'The dashboard shows what the servers tell. Due, sent, processed, failed and latency are told by the load generator, which is not in this project.',
  '仪表板显示服务器提供的指标。应发、已发送、已处理、失败和延迟由负载发生器提供，而它不在本项目中。',
);
