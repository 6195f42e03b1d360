/**
 * A load generator for each producer and consumer of the design: one program in a plain Node image, with the design and the names of
 * this project beside it (node/loadgen). Nothing is built and nothing is installed. All instances of a consumer are in one service, so
 * that its figures are in one place; each has a connection of its own.
 */
import { hasErrors } from '../../scenario/issues.ts';
import type { ConsumerDoc, Model, NodeId, ProducerDoc } from '../../scenario/scenario.ts';
import { FORMAT, VERSION } from '../../scenario/scenario.ts';
import { formatScenario } from '../../scenario/serialize.ts';
import { validate } from '../../scenario/validate.ts';
import type { ComposeDesign, Placed } from '../design.ts';
import { brokenNote, loadNotes } from '../loadNotes.ts';
import { loadReadme } from '../loadReadme.ts';
import { projectName, UniqueNames } from '../names.ts';
import type { ComposeContext } from '../options.ts';
import type { WiredDestination, Wiring } from '../wiring.ts';
import { ARTEMIS_PASSWORD, ARTEMIS_USER } from './artemis.ts';
import { kafkaInside } from './kafka.ts';
import type { ComposePart } from './part.ts';
import { RABBIT_INSIDE } from './rabbitmq.ts';

const IMAGE = 'node:22-alpine';
const PORT = 9_400;
const FOLDER = '/loadgen';
const FILES = { program: 'loadgen.mjs', design: 'design.json', wiring: 'wiring.json' } as const;
/** A host name. */
const NAME_MAX = 63;

interface LoadService {
  readonly service: string;
  readonly id: NodeId;
  readonly doc: ProducerDoc | ConsumerDoc;
}

const NOTHING: ComposePart = { services: {}, volumes: [], files: new Map() };

/** `program` is the text of the bundle. */
export function loadgenPart(context: ComposeContext, program: string): ComposePart {
  const { model, design, project, waits } = context;
  if (hasErrors(validate(model))) return { ...NOTHING, notes: [brokenNote()] };
  const wiring = wiringOf(design);
  const played = loadServices(model, design);
  if (played.length === 0) return NOTHING;
  return {
    services: Object.fromEntries(played.map(({ service, id }) => [service, serviceOf(id, waits)])),
    volumes: [],
    files: new Map([
      [`loadgen/${FILES.program}`, program],
      // What it was imported from is none of the program's business.
      [`loadgen/${FILES.design}`, formatScenario({ format: FORMAT, version: VERSION, model, view: { title: project, positions: {} } })],
      [`loadgen/${FILES.wiring}`, `${JSON.stringify(wiring, null, 2)}\n`],
    ]),
    figures: { load: played.map(({ service }) => `${service}:${PORT}`) },
    settles: ['clients', 'load', 'work', 'run'],
    notes: loadNotes(context, played),
    readme: loadReadme(context.language, played),
  };
}

/** One for each client with an edge to something this project holds. */
function loadServices(model: Model, design: ComposeDesign): LoadService[] {
  const { destinations } = wiringOf(design);
  const edges = Object.values(model.edges);
  const isPlayed = ({ id, doc }: Placed<ProducerDoc | ConsumerDoc>): boolean =>
    edges.some((edge) => (doc.kind === 'producer' ? edge.from === id && edge.to in destinations : edge.to === id && edge.from in destinations));
  const names = new UniqueNames(NAME_MAX);
  return [...design.producers, ...design.consumers]
    .filter(isPlayed)
    .map(({ id, doc }) => ({ service: names.take(`load-${labelOf(id, doc.name)}`.slice(0, NAME_MAX).replace(/-+$/, '')), id, doc }));
}

/** A name without a Latin letter or a digit says nothing here: its id stands for it. */
const labelOf = (id: NodeId, name: string): string => projectName(/[a-z0-9]/i.test(name.normalize('NFKD')) ? name : id);

function wiringOf({ topics, queues, exchanges, routers, jms, kafka, systems }: ComposeDesign): Wiring {
  const entries = (placed: readonly Placed<unknown>[], server: string, kind: WiredDestination['kind']): [NodeId, WiredDestination][] =>
    placed.map(({ id, name }) => [id, { server, kind, name }]);
  return {
    servers: {
      ...(systems.includes('kafka') ? { kafka: { system: 'kafka', address: kafkaInside(kafka.servers) } } : {}),
      ...(systems.includes('rabbitmq') ? { rabbitmq: { system: 'rabbitmq', address: RABBIT_INSIDE } } : {}),
      ...(systems.includes('activemq') ? { artemis: { system: 'artemis', address: `amqp://${ARTEMIS_USER}:${ARTEMIS_PASSWORD}@artemis:61616` } } : {}),
    },
    destinations: Object.fromEntries([
      ...entries(topics, 'kafka', 'topic'),
      ...entries(queues, 'rabbitmq', 'queue'),
      ...entries(routers, 'rabbitmq', 'exchange'),
      ...entries(exchanges, 'rabbitmq', 'broadcast'),
      ...entries(jms.queues, 'artemis', 'queue'),
      ...entries(jms.broadcasts, 'artemis', 'broadcast'),
    ]),
  };
}

const serviceOf = (id: NodeId, waits: ComposeContext['waits']): unknown => ({
  image: IMAGE,
  user: 'node',
  // Signals reach the program, which then says goodbye to its servers.
  init: true,
  depends_on: waits,
  restart: 'on-failure:10',
  working_dir: FOLDER,
  environment: {
    LOADGEN_CLIENT: id,
    // As the shell that starts the project has it: an instant at which all begin, or nothing.
    LOADGEN_START: null,
    NODE_OPTIONS: '--max-old-space-size=384',
  },
  volumes: Object.values(FILES).map((file) => `./loadgen/${file}:${FOLDER}/${file}:ro`),
  command: ['node', FILES.program],
  expose: [String(PORT)],
  healthcheck: {
    test: ['CMD', 'wget', '-q', '-O', '/dev/null', `http://127.0.0.1:${PORT}/healthz`],
    interval: '5s',
    timeout: '3s',
    retries: 24,
    start_period: '20s',
  },
  deploy: { resources: { limits: { memory: '512M' } } },
});
