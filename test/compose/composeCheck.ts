/** Reads an exported project the way Compose would, and reports what neither its schema nor its types know. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

interface Service {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: unknown;
  readonly restart?: string;
  readonly command?: readonly string[];
}
export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
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
  const { services, volumes } = parseCompose(text);
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
    for (const value of Object.values(service.environment ?? {})) if (typeof value !== 'string') problems.push(`${name}: ${JSON.stringify(value)} is not text`);
  }
  for (const volume of Object.keys(volumes)) if (!usedVolumes.has(volume)) problems.push(`volume ${volume} is unused`);
  if (/(?<!\$)(?:\$\$)*\$(?!\$)/.test(text)) problems.push('a single $ would be replaced');
  return problems;
}

const adopted = (services: ComposeFile['services'], name: string): boolean =>
  Object.values(services).some((s) => s.restart !== 'no' && s.depends_on?.[name]?.condition === 'service_completed_successfully');

/** Kafka's listeners, read from its environment, must agree with each other, the ports and the host's name. */
export function kafkaProblems(text: string): string[] {
  const { kafka } = parseCompose(text).services;
  const env = (kafka?.environment ?? {}) as Readonly<Record<string, string>>;
  const pairs = (key: string, separator: string): Map<string, string> =>
    new Map((env[key] ?? '').split(',').map((entry) => [entry.slice(0, entry.indexOf(separator)), entry.slice(entry.indexOf(separator) + separator.length)]));
  const listeners = pairs('KAFKA_LISTENERS', '://');
  const advertised = pairs('KAFKA_ADVERTISED_LISTENERS', '://');
  const protocols = pairs('KAFKA_LISTENER_SECURITY_PROTOCOL_MAP', ':');
  const controller = env.KAFKA_CONTROLLER_LISTENER_NAMES ?? '';
  const problems: string[] = [];
  for (const [name, address] of listeners) {
    if (!protocols.has(name)) problems.push(`${name} has no protocol`);
    if (name === controller) {
      if (advertised.has(name)) problems.push('the controller is advertised');
      if (env.KAFKA_CONTROLLER_QUORUM_VOTERS !== `${env.KAFKA_NODE_ID}@kafka${address}`) problems.push('the voter is not this node');
    } else if (advertised.get(name)?.split(':')[1] !== address.split(':')[1]) problems.push(`${name} is advertised on another port`);
  }
  if (!listeners.has(env.KAFKA_INTER_BROKER_LISTENER_NAME ?? '')) problems.push('no listener between brokers');
  for (const address of advertised.values()) {
    const [host, port] = address.split(':');
    if (host === 'localhost' && !kafka?.ports?.includes(`127.0.0.1:${port}:${port}`)) problems.push(`${address} is not published`);
    if (host !== 'localhost' && host !== 'kafka') problems.push(`${address} names no service`);
  }
  if (!/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/.test(env.CLUSTER_ID ?? '')) problems.push(`cluster id ${env.CLUSTER_ID}`);
  return problems;
}
