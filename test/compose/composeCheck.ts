/** Reads an exported project the way Compose would, and reports what neither its schema nor its types know. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

interface Service {
  readonly image: string;
  readonly hostname?: string;
  readonly container_name?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: unknown;
  readonly restart?: string;
  readonly command?: readonly string[];
}
export interface ComposeFile {
  readonly name?: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes?: Readonly<Record<string, null>>;
}

const schema = JSON.parse(readFileSync(path.join(import.meta.dirname, 'compose-spec.schema.json'), 'utf8')) as Record<string, unknown>;
delete schema.$schema; // Its address is one ajv does not know; the dialect is draft 7.
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

export const parseCompose = (text: string): ComposeFile => parse(text) as ComposeFile;

export function schemaProblems(text: string): string[] {
  return validate(parse(text)) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}

/** Rules of `docker compose config` and `up --wait` that a schema cannot hold. */
export function composeProblems(text: string, files: ReadonlyMap<string, string>): string[] {
  const { services, volumes = {} } = parseCompose(text);
  const problems: string[] = [];
  const hostPorts = new Map<string, string>();
  const usedVolumes = new Set<string>();
  for (const [name, service] of Object.entries(services)) {
    for (const port of service.ports ?? []) {
      const host = port.split(':').slice(0, -1).join(':');
      if (!host.startsWith('127.0.0.1:')) problems.push(`${name}: ${port} is open to other machines`);
      if (hostPorts.has(host)) problems.push(`${name}: ${host} is taken by ${hostPorts.get(host)}`);
      hostPorts.set(host, name);
    }
    for (const mount of service.volumes ?? []) {
      const source = mount.split(':')[0] ?? '';
      if (source.startsWith('./')) {
        if (!files.has(source.slice(2))) problems.push(`${name}: ${source} is not in the project`);
      } else {
        usedVolumes.add(source);
        if (!(source in volumes)) problems.push(`${name}: volume ${source} is not declared`);
      }
    }
    for (const [target, { condition }] of Object.entries(service.depends_on ?? {})) {
      const other = services[target];
      if (other === undefined) problems.push(`${name}: depends on ${target}, which is not there`);
      else if (condition === 'service_healthy' && other.healthcheck === undefined) problems.push(`${name}: ${target} has no health check`);
      else if (condition === 'service_completed_successfully' && other.restart !== 'no') problems.push(`${name}: ${target} never completes`);
    }
    if (service.restart === 'no' && !adopted(services, name)) problems.push(`${name}: up --wait fails, no running service waits for it`);
    // Without a value it is what the shell has.
    for (const value of Object.values(service.environment ?? {}))
      if (value !== null && typeof value !== 'string') problems.push(`${name}: ${JSON.stringify(value)} is not text`);
  }
  const containers = Object.values(services).flatMap(({ container_name }) => (container_name === undefined ? [] : [container_name]));
  if (new Set(containers).size < containers.length) problems.push('two containers of one name');
  for (const [name, { image }] of Object.entries(services)) {
    if (!/:[\w.-]+$/.test(image) || image.endsWith(':latest')) problems.push(`${name}: ${image} is not pinned`);
    if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) problems.push(`${name} is no host name`);
  }
  for (const volume of Object.keys(volumes)) if (!usedVolumes.has(volume)) problems.push(`volume ${volume} is unused`);
  if (/(?<!\$)(?:\$\$)*\$(?!\$)/.test(text)) problems.push('a single $ would be replaced');
  return problems;
}

const adopted = (services: ComposeFile['services'], name: string): boolean =>
  Object.values(services).some((s) => s.restart !== 'no' && s.depends_on?.[name]?.condition === 'service_completed_successfully');

/** Kafka's listeners, read from its environment, must agree with each other, the ports, the hosts' names and the voters. */
export function kafkaProblems(text: string): string[] {
  const { services } = parseCompose(text);
  const nodes = Object.entries(services).filter(([, { environment }]) => environment?.KAFKA_PROCESS_ROLES !== undefined);
  if (nodes.length === 0) return [];
  const env = (service: Service): Readonly<Record<string, string>> => (service.environment ?? {}) as Readonly<Record<string, string>>;
  const problems = nodes.flatMap(([name, service]) => serverProblems(name, service, env(service)));

  const one = (key: string): Set<string | undefined> => new Set(nodes.map(([, service]) => env(service)[key]));
  for (const key of ['CLUSTER_ID', 'KAFKA_CONTROLLER_QUORUM_VOTERS']) if (one(key).size > 1) problems.push(`${key} differs between servers`);
  if (one('KAFKA_NODE_ID').size < nodes.length) problems.push('two servers have one node id');
  const voters = nodes.flatMap(([name, service]) => {
    const { KAFKA_PROCESS_ROLES: roles, KAFKA_NODE_ID: id } = env(service);
    return roles?.includes('controller') === true ? [`${id}@${name}:9093`] : [];
  });
  if ([...one('KAFKA_CONTROLLER_QUORUM_VOTERS')][0] !== voters.join(',')) problems.push(`the voters are ${voters.join(',')}`);
  for (const [name, { depends_on }] of nodes) {
    for (const [other, { condition }] of Object.entries(depends_on ?? {}))
      if (condition !== 'service_started') problems.push(`${name} waits for ${other}, which waits for a majority`);
  }
  return problems;
}

function serverProblems(name: string, service: Service, env: Readonly<Record<string, string>>): string[] {
  const pairs = (key: string, separator: string): Map<string, string> =>
    new Map((env[key]?.split(',') ?? []).map((entry) => [entry.slice(0, entry.indexOf(separator)), entry.slice(entry.indexOf(separator) + separator.length)]));
  const listeners = pairs('KAFKA_LISTENERS', '://');
  const advertised = pairs('KAFKA_ADVERTISED_LISTENERS', '://');
  const protocols = pairs('KAFKA_LISTENER_SECURITY_PROTOCOL_MAP', ':');
  const roles = env.KAFKA_PROCESS_ROLES?.split(',') ?? [];
  const controller = env.KAFKA_CONTROLLER_LISTENER_NAMES ?? '';
  const problems: string[] = [];
  if (service.hostname !== name) problems.push(`the host is called ${service.hostname}`);
  if (listeners.has(controller) !== roles.includes('controller')) problems.push('a controller listens, and no other server');
  if (listeners.get(controller) !== undefined && listeners.get(controller) !== ':9093') problems.push('the controller is on another port');
  if (!protocols.has(controller)) problems.push('the controllers have no protocol');
  if (advertised.has(controller)) problems.push('the controller is advertised');
  for (const [listener, address] of listeners) {
    if (!protocols.has(listener)) problems.push(`${listener} has no protocol`);
    if (listener !== controller && !advertised.has(listener)) problems.push(`${listener} is not advertised`);
    const [host, port] = advertised.get(listener)?.split(':') ?? [];
    const inside = address.split(':')[1];
    if (host === 'localhost' && service.ports?.includes(`127.0.0.1:${port}:${inside}`) !== true) problems.push(`${listener} is not published where it says`);
    if (host === name && port !== inside) problems.push(`${listener} is advertised on another port`);
    if (host !== undefined && host !== 'localhost' && host !== name) problems.push(`${listener} names no service`);
  }
  if (roles.includes('broker')) {
    if (!listeners.has(env.KAFKA_INTER_BROKER_LISTENER_NAME ?? '')) problems.push('no listener between brokers');
  } else if (advertised.size > 0 || service.ports !== undefined) problems.push('Kafka refuses a controller that advertises');
  if (!/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/.test(env.CLUSTER_ID ?? '')) problems.push(`cluster id ${env.CLUSTER_ID}`);
  if (service.volumes?.some((mount) => mount.endsWith(`:${env.KAFKA_LOG_DIRS}`)) !== true) problems.push('the data is in no volume');
  return problems.map((problem) => `${name}: ${problem}`);
}
