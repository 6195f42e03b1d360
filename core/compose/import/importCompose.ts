/**
 * A compose project as a design: its message servers with what they hold, every other service beside them, and what there is to
 * say of the files. No producer or consumer is made up: what programs send and how they work is in no compose file.
 */
import { LIMITS } from '../../base/limits.ts';
import type { EdgeDoc, EdgeId, NodeDoc, NodeId } from '../../scenario/scenario.ts';
import { byAlias, classify, type KnownService } from './classify.ts';
import { externals } from './externals.ts';
import { generalFindings } from './generalFindings.ts';
import { FreeIds } from './freeIds.ts';
import type { Finding, ImportPart, ImportResult } from './imported.ts';
import { importResult } from './importResult.ts';
import { jmsSystem } from './jms/jmsSystem.ts';
import { kafkaFindings } from './kafka/kafkaFindings.ts';
import { kafkaSystem } from './kafka/kafkaSystem.ts';
import type { Project } from './knownProject.ts';
import { type Mention, mentions } from './mentions.ts';
import type { ComposeSource } from './project.ts';
import { rabbitFindings } from './rabbit/rabbitFindings.ts';
import { rabbitSystem } from './rabbit/rabbitSystem.ts';

export function importCompose(source: ComposeSource): ImportResult {
  const services = classify(source);
  const aliases = byAlias(services);
  const idOf = new Map<KnownService, NodeId>();
  const known = new Map<KnownService, readonly Mention[]>();
  const told = (one: KnownService): readonly Mention[] => {
    const before = known.get(one);
    if (before !== undefined) return before;
    const { entrypoint, command } = one.service;
    const made = mentions(one.service, [...entrypoint, ...command], aliases);
    known.set(one, made);
    return made;
  };
  const project: Project = { source, services, aliases, idOf, told };
  const ids = new FreeIds();
  const kafka = kafkaSystem(project, ids);
  const rabbit = rabbitSystem(project, ids);
  const jms = jmsSystem(project, ids);
  for (const [one, id] of [...kafka.idOf, ...jms.idOf]) idOf.set(one, id);
  for (const { servers, broker } of rabbit.clusters) for (const one of servers) idOf.set(one, broker);
  const others = externals(services, idOf, told, aliases, ids);

  const parts: ImportPart[] = [...kafka.parts, ...rabbit.parts, ...jms.parts];
  const nodes: Record<NodeId, NodeDoc> = Object.assign({}, ...parts.map((part) => part.nodes), others.nodes) as Record<NodeId, NodeDoc>;
  const edges: Record<EdgeId, EdgeDoc> = Object.assign({}, ...parts.map((part) => part.edges)) as Record<EdgeId, EdgeDoc>;
  const findings: Finding[] = [
    ...source.notes,
    ...parts.flatMap((part) => part.findings),
    ...kafkaFindings(kafka, project),
    ...rabbitFindings(rabbit, project),
    ...others.findings,
    ...generalFindings(project),
  ];
  const whole: ImportPart = { nodes, edges, findings: inOrder(unique(findings)), spots: parts.flatMap((part) => part.spots) };
  return importResult('compose', Array.from(source.files.values()), titleOf(source), whole);
}

/** The project's name, or the folder of its file, or the file. */
function titleOf({ name, files, services }: ComposeSource): string {
  const path = services[0]?.at.file ?? Array.from(files.keys())[0] ?? '';
  const [file = '', folder = ''] = path.split('/').reverse();
  return (name?.value.trim() || folder || file.replace(/\.ya?ml$/i, '')).slice(0, LIMITS.nameLength);
}

/** What two services share by an anchor is said once, of the first. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, place: { file, line, column } }) => {
    const key = `${code} ${file} ${line} ${column}`;
    const isNew = !SHARED.test(code) || !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
/** Not what commands say: one line of them creates many things. */
const SHARED = /^(?:kafka\.(?!replicas|minInsync|partitions)|rabbitmq\.|activemq\.)/;

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** What is worst first; then as the files have it. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
  return findings.toSorted(
    (a, b) => rank(a) - rank(b) || compare(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
