/** What there is to say of a project whatever it runs: images, starts, restarts, ports, copies, memory. */
import type { NodeId } from '../../scenario/scenario.ts';
import { parseBytes } from '../../base/quantity.ts';
import type { KnownService } from './classify.ts';
import { enNames, error, info, isOrAre, warning, zhNames } from './findings.ts';
import type { BothTexts, Finding } from './imported.ts';
import type { Project } from './knownProject.ts';
import type { ComposeDependency, ComposePort } from './project.ts';

export function generalFindings(project: Project): Finding[] {
  const found = allFindings(project);
  // Without a server that is simulated there is nothing an export could make anew.
  if (project.services.some(({ role }) => SIMULATED.includes(role))) return found;
  return found.map(({ isMended: _isMended, ...finding }) => finding);
}

function allFindings(project: Project): Finding[] {
  const { source, services } = project;
  const races = startRaces(project);
  const racing = new Set(races.flatMap(({ waiting }) => waiting));
  return [
    ...images(project),
    ...races.map(({ finding }) => finding),
    ...restarts(
      services.filter((known) => !racing.has(known)),
      project,
    ),
    ...hostPorts(project),
    ...services.flatMap((known) => [...copies(known, project), ...memory(known, project), ...unchecked(known, project), ...tooLong(known, project)]),
    ...(source.version === undefined
      ? []
      : [
          warning(
            'compose.version',
            source.version.at,
            [],
            ['“version” is obsolete: Compose ignores it and warns.', '“version”已废弃：Compose 会忽略它并给出警告。'],
            true,
          ),
        ]),
  ];
}

const nodesOf = (found: readonly KnownService[], { idOf }: Project): NodeId[] => found.flatMap((known) => idOf.get(known) ?? []);
const namesOf = (found: readonly KnownService[]): string[] => found.map(({ service }) => service.name);
/** What an export to another target makes anew, or has no use for. */
const SIMULATED: readonly KnownService['role'][] = ['kafka', 'rabbitmq', 'activemq'];
const REMADE: readonly KnownService['role'][] = [...SIMULATED, 'zookeeper', 'tool'];
const isRemade = ({ role }: KnownService): boolean => REMADE.includes(role);
const isServer = (known: KnownService): boolean => known.role !== 'tool' && known.role !== 'program';
const isLatest = ({ image }: KnownService): boolean => image !== undefined && !image.hasDigest && (image.tag === undefined || image.tag === 'latest');

/** One finding for all services of a kind; the place is the most important one’s. */
function images(project: Project): Finding[] {
  const byReason = new Map<BothTexts, KnownService[]>();
  const latest: KnownService[] = [];
  for (const known of project.services) {
    const reason = known.image?.unmaintained;
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), known]);
    else if (isLatest(known)) latest.push(known);
  }
  const found = Array.from(byReason, ([reason, services]) => {
    const first = services.find(({ role }) => role === 'kafka') ?? services[0]!;
    const names = namesOf(services);
    const repository = first.image!.repository;
    const isTagless = services.some(isLatest);
    const en = isTagless ? ' No version is given either, so `latest` is taken.' : '';
    const zh = isTagless ? '也没有写版本，取的是 `latest`。' : '';
    const isOld = first.flavour === 'wurstmeister';
    return warning(
      'image.unmaintained',
      (first.service.image ?? first.service).at,
      nodesOf(services, project),
      [
        `${enNames(names)}: the image ${repository} ${reason.en}.${en}${isOld ? ' It is simulated by the rules of Kafka 3.6.' : ''}`,
        `${zhNames(names)}：镜像 ${repository} ${reason.zh}。${zh}${isOld ? '按 Kafka 3.6 的规则模拟。' : ''}`,
      ],
      services.every(isRemade),
    );
  });
  for (const remade of [true, false]) {
    const services = latest.filter((known) => isRemade(known) === remade);
    const [first] = services;
    if (first === undefined) continue;
    const names = namesOf(services);
    found.push(
      warning(
        'image.latest',
        (first.service.image ?? first.service).at,
        nodesOf(services, project),
        [
          `${enNames(names)}: no version is given, so ${isOrAre(names, 'it is', 'they are')} another one after the next pull.`,
          `${zhNames(names)}：没有写版本，下次拉取镜像后可能变成另一个版本。`,
        ],
        remade,
      ),
    );
  }
  return found;
}

interface Race {
  readonly waiting: readonly KnownService[];
  readonly finding: Finding;
}

/** `depends_on` alone waits for a start, not until anything answers: who is too early fails, and is not started again. */
function startRaces(project: Project): Race[] {
  const found: { known: KnownService; dependency: ComposeDependency; target: KnownService }[] = [];
  for (const known of project.services) {
    if (isRestarted(known)) continue;
    for (const dependency of known.service.dependsOn) {
      const target = project.aliases.get(dependency.service);
      if (target !== undefined && isServer(target) && dependency.condition === 'service_started') found.push({ known, dependency, target });
    }
  }
  return [true, false].flatMap((remade) => {
    const own = found.filter(({ known }) => isRemade(known) === remade);
    const [first] = own;
    if (first === undefined) return [];
    const waiting = Array.from(new Set(own.map(({ known }) => known)));
    const targets = Array.from(new Set(own.map(({ target }) => target)));
    const [names, awaited] = [namesOf(waiting), namesOf(targets)];
    const unchecked = namesOf(targets.filter(({ service }) => !service.hasHealthcheck));
    const en = unchecked.length === 0 ? '' : `, and ${enNames(unchecked)} ${isOrAre(unchecked, 'has', 'have')} no health check`;
    const zh = unchecked.length === 0 ? '' : `，且 ${zhNames(unchecked)} 没有健康检查`;
    const finding = warning(
      'start.race',
      first.dependency.at,
      nodesOf([...waiting, ...targets], project),
      [
        `${enNames(names)} ${isOrAre(names, 'starts', 'start')} as soon as ${enNames(awaited)} ${isOrAre(awaited, 'is', 'are')} started, ready or not${en}; without a restart policy ${isOrAre(names, 'it stays', 'they stay')} down after a failed start.`,
        `${zhNames(names)} 在 ${zhNames(awaited)} 启动后就启动，不等其就绪${zh}；又没有重启策略，启动失败后就一直停着。`,
      ],
      remade,
    );
    return [{ waiting, finding }];
  });
}

const isRestarted = ({ service }: KnownService): boolean => service.restart !== undefined && service.restart.value !== 'no';

function restarts(services: readonly KnownService[], project: Project): Finding[] {
  const found = services.filter((known) => isServer(known) && !isRestarted(known));
  return [true, false].flatMap((remade) => {
    const own = found.filter((known) => isRemade(known) === remade);
    const [first] = own;
    if (first === undefined) return [];
    const names = namesOf(own);
    return [
      warning(
        'restart.none',
        first.service.at,
        nodesOf(own, project),
        [
          `${enNames(names)} ${isOrAre(names, 'has', 'have')} no restart policy: after a crash, or when the machine starts, ${isOrAre(names, 'it stays', 'they stay')} down.`,
          `${zhNames(names)} 没有重启策略：崩溃或机器重启后不会自动启动。`,
        ],
        remade,
      ),
    ];
  });
}

/** Two services that want one port of the host; profiles that never run together are not told apart. */
function hostPorts(project: Project): Finding[] {
  const seen = new Map<string, { known: KnownService; port: ComposePort }>();
  return project.services.flatMap((known) =>
    known.service.ports.flatMap((port) => {
      if (port.host === undefined) return [];
      const key = `${port.host} ${protocolOf(port)}`;
      const other = seen.get(key);
      if (other === undefined) {
        seen.set(key, { known, port });
        return [];
      }
      if (other.known === known || (other.port.hostIp !== undefined && port.hostIp !== undefined && other.port.hostIp !== port.hostIp)) return [];
      const names = namesOf([other.known, known]);
      return [
        error('ports.duplicate', port.at, nodesOf([other.known, known], project), [
          `${enNames(names)} both publish port ${port.host} of the host: only one of them starts.`,
          `${zhNames(names)} 都占用主机端口 ${port.host}：只有一个能启动。`,
        ]),
      ];
    }),
  );
}

const protocolOf = (port: ComposePort): string => ('protocol' in port ? String(port.protocol) : 'tcp');

function copies(known: KnownService, project: Project): Finding[] {
  const { service } = known;
  if (service.replicas < 2) return [];
  const nodes = nodesOf([known], project);
  const { name } = service;
  const fixed = service.ports.find(({ host }) => host !== undefined);
  return [
    ...(service.containerName === undefined
      ? []
      : [
          error('copies.containerName', service.containerName.at, nodes, [
            `“${name}” has a container name and ${service.replicas} copies: Compose refuses it.`,
            `“${name}”指定了容器名又有 ${service.replicas} 个副本：Compose 会拒绝。`,
          ]),
        ]),
    ...(fixed === undefined
      ? []
      : [
          error('copies.port', fixed.at, nodes, [
            `“${name}” has ${service.replicas} copies that all want port ${fixed.host} of the host: only one of them starts.`,
            `“${name}”的 ${service.replicas} 个副本都要占用主机端口 ${fixed.host}：只有一个能启动。`,
          ]),
        ]),
  ];
}

function tooLong(known: KnownService, project: Project): Finding[] {
  const { service, isTooLong } = known;
  if (!isTooLong) return [];
  return [
    info('script.tooLong', (service.command[0] ?? service.entrypoint[0] ?? service).at, nodesOf([known], project), [
      `What “${service.name}” runs is too long to be looked through; whatever it creates is not in the design.`,
      `“${service.name}”运行的脚本过长，没有分析；它创建的内容未放入设计。`,
    ]),
  ];
}

/** Who waits for health that nobody looks after; an image may have a check of its own. */
function unchecked(known: KnownService, project: Project): Finding[] {
  return known.service.dependsOn.flatMap(({ service, condition, at }) => {
    const target = project.aliases.get(service);
    if (condition !== 'service_healthy' || target === undefined || target.service.hasHealthcheck) return [];
    return [
      warning('start.noHealthcheck', at, nodesOf([known, target], project), [
        `“${known.service.name}” waits until “${service}” is healthy, and “${service}” has no health check here: unless its image has one, nothing starts.`,
        `“${known.service.name}”要等“${service}”健康，而“${service}”在此没有健康检查：除非镜像自带，否则无法启动。`,
      ]),
    ];
  });
}

/** Compose refuses two limits that differ. */
function memory(known: KnownService, project: Project): Finding[] {
  const { memLimit, deployMemory, name } = known.service;
  if (memLimit === undefined || deployMemory === undefined) return [];
  const [one, other] = [bytesOf(memLimit.value), bytesOf(deployMemory.value)];
  if (one === undefined || one === other) return [];
  return [
    error('memory.differs', memLimit.at, nodesOf([known], project), [
      `“${name}” has mem_limit ${memLimit.value} and another limit under deploy, ${deployMemory.value}: Compose refuses it.`,
      `“${name}”的 mem_limit 为 ${memLimit.value}，而 deploy 中的上限为 ${deployMemory.value}：Compose 会拒绝。`,
    ]),
  ];
}

/** `512m`, `1g`, `1gb`: powers of 1024. */
function bytesOf(text: string): number | undefined {
  const read = parseBytes(
    text
      .trim()
      .toLowerCase()
      .replace(/^([\d.]+)\s*([kmgt])i?b?$/, '$1$2ib'),
  );
  return read.ok ? read.value : undefined;
}
