/** All of RabbitMQ in a project: its clusters, and what definitions files and commands declare on each. */
import { LIMITS } from '../../../base/limits.ts';
import { newNode } from '../../../scenario/defaults.ts';
import type { NodeDoc, NodeId } from '../../../scenario/scenario.ts';
import type { KnownService } from '../classify.ts';
import { readDefinitions } from '../definitions.ts';
import { error, info } from '../findings.ts';
import type { FreeIds } from '../freeIds.ts';
import { rabbitProfile } from '../images.ts';
import type { Finding, ImportPart, SourceFile } from '../imported.ts';
import type { Project } from '../knownProject.ts';
import { commonName, joinGroups } from '../joinGroups.ts';
import type { Command } from '../shell/run.ts';
import { mountedFiles } from '../serviceCommands.ts';
import { type Declared, declaredBy } from './declared.ts';

export interface RabbitCluster {
  readonly servers: readonly KnownService[];
  readonly broker: NodeId;
  readonly definitions: readonly SourceFile[];
}

export interface RabbitSystem {
  readonly clusters: readonly RabbitCluster[];
  readonly parts: readonly ImportPart[];
}

export function rabbitSystem(project: Project, ids: FreeIds): RabbitSystem {
  const servers = project.services.filter(({ role }) => role === 'rabbitmq');
  const groups = joinGroups(servers, (known) => keysOf(known, project));
  const clusters: RabbitCluster[] = [];
  const parts: ImportPart[] = [];
  for (const group of groups) {
    const first = group[0]!;
    const name = ids.name('broker', commonName(group.map(({ service }) => service.name)));
    const broker = ids.node(name);
    const count = group.reduce((n, { service }) => n + Math.max(1, service.replicas), 0);
    const doc: NodeDoc = { ...newNode('broker', name), profile: rabbitProfile(first.image?.tag), nodes: Math.min(LIMITS.serversPerBroker, count) };
    const definitions = uniqueFiles(group.flatMap((known) => mountedFiles(known.service, project.source.files).map(({ file }) => file))).filter(isDefinitions);
    clusters.push({ servers: group, broker, definitions });
    parts.push({ nodes: { [broker]: doc }, edges: {}, findings: [], spots: [] }, ...definitions.map((file) => partOf(file, broker, ids)));
    parts.push(...commands(group, groups.length === 1, broker, () => parts.flatMap((part) => Object.values(part.nodes)), project, ids));
  }
  return { clusters, parts };
}

function partOf(file: SourceFile, broker: NodeId, ids: FreeIds): ImportPart {
  const read = readDefinitions(file, { broker, ids });
  if (read.ok) return read.value;
  const { place, text } = read.error;
  return { nodes: {}, edges: {}, spots: [], findings: [error('definitions.unreadable', place, [broker], [text.en, text.zh])] };
}

const isDefinitions = ({ path, text }: SourceFile): boolean => /\.json$/i.test(path) && /"(?:queues|exchanges|vhosts|bindings|policies)"\s*:/.test(text);
const uniqueFiles = (files: readonly SourceFile[]): SourceFile[] => Array.from(new Map(files.map((file) => [file.path, file])).values());

/** What joins servers: a cookie they share, a node they are told to join, or a list of nodes in their configuration. */
function keysOf(known: KnownService, { source, aliases }: Project): string[] {
  const { service, commands } = known;
  const value = (key: string): string | undefined => service.environment.get(key)?.value;
  const nameOf = (host: string): string => `server ${aliases.get(host)?.service.name ?? host}`;
  const cookie = value('RABBITMQ_ERLANG_COOKIE') ?? value('RABBITMQ_ERL_COOKIE');
  const joins = ['RABBITMQ_CLUSTER_NODE_NAME', 'CLUSTER_WITH', 'JOIN_CLUSTER_HOST', 'RABBITMQ_CLUSTER_NODES'].flatMap((key) => value(key) ?? []);
  const told = commands.flatMap((command) => (command.some(({ text }) => text === 'join_cluster') ? command.flatMap(({ text }) => text ?? []) : []));
  const conf = mountedFiles(service, source.files)
    .filter(({ file }) => file.path.endsWith('.conf'))
    .flatMap(({ file }) => Array.from(file.text.matchAll(/classic_config\.nodes\.\w+\s*=\s*(\S+)/g), ([, node = '']) => node));
  const nodes = [...joins.flatMap((text) => text.split(/[\s,]+/)), ...told, ...conf].flatMap((node) => /^(?:[\w.-]+@)?([\w.-]+)$/.exec(node)?.[1] ?? []);
  return [
    nameOf(service.name),
    ...(cookie === undefined ? [] : [`cookie ${cookie}`]),
    ...nodes.filter((host) => aliases.get(host)?.role === 'rabbitmq').map(nameOf),
  ];
}

const isDeclaring = (command: Command): boolean => /rabbitmq(?:admin|ctl)$/.test(command[0]?.text ?? '');

/** Declared by commands of whoever talks to these servers, or of the servers themselves; what a file has already is left out. */
function commands(
  group: readonly KnownService[],
  isOnly: boolean,
  broker: NodeId,
  before: () => readonly NodeDoc[],
  project: Project,
  ids: FreeIds,
): ImportPart[] {
  const declaring = project.services.filter(({ commands: own }) => own.some(isDeclaring));
  if (declaring.length === 0) return [];
  const isOwn = (known: KnownService): boolean => isOnly || group.includes(known) || project.told(known).some(({ target }) => group.includes(target));
  const { declared, unknown } = declaredBy(declaring.filter(isOwn));
  const docs = before();
  const has = (kind: string, name: unknown): boolean => docs.some((doc) => doc.kind === kind && doc.name === name);
  const fresh: Declared = {
    ...declared,
    queues: declared.queues.filter(({ name }) => !has('queue', name)),
    exchanges: declared.exchanges.filter(({ name }) => !has('exchange', name)),
  };
  const by = declaring.find(isOwn);
  const parts: ImportPart[] = [];
  const at = (by?.service.command[0] ?? by?.service.entrypoint[0] ?? by?.service ?? group[0]!.service).at;
  if (fresh.queues.length + fresh.exchanges.length > 0) {
    const part = partOf({ path: at.file, text: JSON.stringify({ ...fresh, vhosts: [{ name: '/' }] }) }, broker, ids);
    parts.push({ ...part, spots: [], findings: part.findings.map((one) => ({ ...one, place: { file: at.file, line: at.line, column: at.column } })) });
  }
  const findings = unknown.map(
    ({ service }): Finding =>
      info(
        'script.notUnderstood',
        (service.command[0] ?? service.entrypoint[0] ?? service).at,
        [broker],
        [
          `“${service.name}” declares things whose names depend on more than these files say; they are not in the design.`,
          `“${service.name}”声明的部分对象，其名称取决于文件之外的内容，未放入设计。`,
        ],
      ),
  );
  return [...parts, { nodes: {}, edges: {}, findings, spots: [] }];
}
