/** What each service of a project is: a server of a message system, or something beside them; and by which names it is reached. */
import type { Image, KafkaFlavour } from './images.ts';
import { imageOf } from './images.ts';
import type { ComposeService, ComposeSource } from './project.ts';
import { serviceCommands } from './serviceCommands.ts';
import type { Command } from './shell/run.ts';

export type ServiceRole = 'kafka' | 'zookeeper' | 'rabbitmq' | 'activemq' | 'other' | 'tool' | 'program';

export interface KnownService {
  readonly service: ComposeService;
  readonly image: Image | undefined;
  /** 'other': a message server whose rules are not simulated. 'program': none of the known. */
  readonly role: ServiceRole;
  readonly flavour: KafkaFlavour | undefined;
  /** Its image is not known, and its settings are those of a server. */
  readonly isGuessed: boolean;
  readonly commands: readonly Command[];
  /** Not all of its commands were looked at. */
  readonly isTooLong: boolean;
}

/** Characters of scripts in a project that are looked at. */
const SCRIPTS_MAX = 512 * 1024;

export function classify(source: ComposeSource): readonly KnownService[] {
  const budget = { left: SCRIPTS_MAX };
  return source.services.map((service): KnownService => {
    const image = service.image === undefined ? undefined : imageOf(service.image.value);
    const { commands, isTooLong } = serviceCommands(service, source.files, budget);
    const guess = image === undefined && looksLikeKafka(service);
    const base = {
      service,
      image,
      commands,
      isTooLong,
      isGuessed: guess,
      flavour: guess ? ('other' as const) : image?.kind.system === 'kafka' ? image.kind.flavour : undefined,
    };
    if (guess) return { ...base, role: 'kafka' };
    if (image === undefined) return { ...base, role: 'program' };
    const { system } = image.kind;
    if (system === 'tool') return { ...base, role: 'tool' };
    // A server's image also brings its tools: what is told to run something else is no server.
    return { ...base, role: runsTools(service, commands) ? 'tool' : system };
  });
}

const KAFKA_SETTINGS = [
  'KAFKA_ADVERTISED_LISTENERS',
  'KAFKA_PROCESS_ROLES',
  'KAFKA_CFG_PROCESS_ROLES',
  'KAFKA_ADVERTISED_HOST_NAME',
  'KAFKA_CFG_ADVERTISED_LISTENERS',
];
const looksLikeKafka = ({ environment }: ComposeService): boolean => KAFKA_SETTINGS.some((key) => environment.has(key));

const SERVER =
  /docker\/run\b|start-kafka|kafka-server-start|kafka\/run\.sh|entrypoint\.sh|redpanda(?:'|"|,|\s)+start|rabbitmq-server|docker-entrypoint|zookeeper-server-start|zkServer|(?:^|\s)(?:redis|valkey|nats)-server|pulsar\s+(?:standalone|broker|zookeeper|proxy)|bookie\b|activemq\s+console|artemis\s+run/;
const TOOLS =
  /^(?:kafka-(?!server-start)[\w-]+(?:\.sh)?|cub|ub|rpk|kcat|kafkacat|rabbitmqadmin|rabbitmqctl|rabbitmq-diagnostics|nats|redis-cli|valkey-cli|pulsar-admin|zkCli\.sh|zookeeper-shell(?:\.sh)?)$/;

/** Its command uses a tool, or only waits, and starts no server. */
function runsTools(service: ComposeService, commands: readonly Command[]): boolean {
  if (commands.length === 0) return false;
  const text = [...service.entrypoint, ...service.command].map(({ value }) => value).join(' ');
  if (SERVER.test(text) || commands.some((command) => SERVER.test(command.map(({ text: word }) => word ?? '').join(' ')))) return false;
  return commands.some((command) => TOOLS.test(baseName(command[0]?.text)) || isIdle(command));
}

const baseName = (path: string | undefined): string => path?.split('/').at(-1) ?? '';
const isIdle = (command: Command): boolean => /^(?:sleep (?:infinity|\d+)|tail -f \/dev\/null|true)$/.test(command.map(({ text }) => text ?? '').join(' '));

/** Services by every name other containers know them under. */
export function byAlias(services: readonly KnownService[]): ReadonlyMap<string, KnownService> {
  const found = new Map<string, KnownService>();
  for (const known of services) for (const alias of known.service.aliases) if (!found.has(alias)) found.set(alias, known);
  // A service's own name is stronger than what another one is also called.
  for (const known of services) found.set(known.service.name, known);
  return found;
}
