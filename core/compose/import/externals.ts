/** Services that are not simulated: shown with what they run and whom they talk to, and kept as they are. */
import { LIMITS } from '../../base/limits.ts';
import { newNode } from '../../scenario/defaults.ts';
import type { ExternalDoc, NodeDoc, NodeId } from '../../scenario/scenario.ts';
import type { KnownService } from './classify.ts';
import { enNames, info, isOrAre, zhNames } from './findings.ts';
import type { FreeIds } from './freeIds.ts';
import type { Finding } from './imported.ts';
import type { Mention } from './mentions.ts';

/** Characters of an image's name, as a design takes them. */
const IMAGE_MAX = 2_000;

export interface Externals {
  readonly nodes: Readonly<Record<NodeId, NodeDoc>>;
  readonly findings: readonly Finding[];
}

/**
 * `idOf` knows the brokers; it learns the services. `told` gives whom a service knows the address of.
 */
export function externals(
  services: readonly KnownService[],
  idOf: Map<KnownService, NodeId>,
  told: (known: KnownService) => readonly Mention[],
  aliases: ReadonlyMap<string, KnownService>,
  ids: FreeIds,
): Externals {
  const own = services.filter((known) => !idOf.has(known));
  const names = new Map(own.map((known) => [known, ids.name('external', known.service.name)]));
  for (const [known, name] of names) idOf.set(known, ids.node(name));
  const nodes: Record<NodeId, NodeDoc> = {};
  for (const [known, name] of names) {
    const { service } = known;
    const talksTo = told(known).map(({ target }) => target);
    const waitsFor = service.dependsOn.flatMap((dependency) => aliases.get(dependency.service) ?? []);
    const uses = new Set([...talksTo, ...waitsFor].filter((target) => target !== known).flatMap((target) => idOf.get(target) ?? []));
    const image = (service.image ?? service.build)?.value ?? '';
    const role = roleOf(known, talksTo);
    nodes[idOf.get(known)!] = { ...newNode('external', name), role, image: image.slice(0, IMAGE_MAX), uses: Array.from(uses).slice(0, LIMITS.importServices) };
  }
  return { nodes, findings: notSimulated(own, idOf) };
}

const SERVERS = new Set(['kafka', 'rabbitmq', 'activemq', 'other']);

function roleOf({ role }: KnownService, talksTo: readonly KnownService[]): ExternalDoc['role'] {
  if (role === 'zookeeper' || role === 'tool') return role;
  return role === 'program' && talksTo.some((target) => SERVERS.has(target.role)) ? 'client' : 'other';
}

/** One for each message system whose rules are not simulated. */
function notSimulated(own: readonly KnownService[], idOf: ReadonlyMap<KnownService, NodeId>): Finding[] {
  const bySystem = new Map<string, KnownService[]>();
  for (const known of own) {
    if (known.role !== 'other' || known.image?.kind.system !== 'other') continue;
    const { name } = known.image.kind;
    bySystem.set(name, [...(bySystem.get(name) ?? []), known]);
  }
  return Array.from(bySystem, ([system, found]) => {
    const names = found.map(({ service }) => service.name);
    return info(
      'system.notSimulated',
      (found[0]!.service.image ?? found[0]!.service).at,
      found.flatMap((known) => idOf.get(known) ?? []),
      [
        `${enNames(names)}: ${system} is not simulated. ${isOrAre(names, 'It is', 'They are')} kept as ${isOrAre(names, 'it is', 'they are')}.`,
        `${zhNames(names)}：目前不模拟 ${system}，原样保留。`,
      ],
    );
  });
}
