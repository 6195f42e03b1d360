/**
 * RabbitMQ's definitions.json (rabbitmq.com/docs/definitions): a whole export of the management page, one of a single virtual host,
 * or our own. As a part of a compose project that mounts it, or as a design of its own.
 */
import { err, ok, type Result } from '../../base/result.ts';
import type { Profile } from '../../base/profiles.ts';
import { newNode } from '../../scenario/defaults.ts';
import type { NodeId } from '../../scenario/scenario.ts';
import { type DefinitionsModel, readModel } from './definitionsModel.ts';
import { definitionsSpots } from './definitionsSpots.ts';
import { Draft } from './draft.ts';
import type { FreeIds } from './freeIds.ts';
import type { ImportFault, ImportPart, ImportResult, SourceFile } from './imported.ts';
import { importResult } from './importResult.ts';
import { readJson } from './jsonTree.ts';
import { textAt, type Tree } from './tree.ts';

export interface DefinitionsScope {
  /** That has what the file declares; it is not among the nodes that are given. */
  readonly broker: NodeId;
  readonly ids: FreeIds;
}

/** What the file declares, on a broker of the design that is there already. */
export function readDefinitions(file: SourceFile, { broker, ids }: DefinitionsScope): Result<ImportPart, ImportFault> {
  const read = readRoot(file);
  if (!read.ok) return read;
  const draft = new Draft(ids);
  const model = readModel(read.value, broker, draft);
  return ok(withSpots(file, broker, draft, model));
}

/** One file as a design: a broker with all that is declared. */
export function importDefinitions(file: SourceFile): ImportResult {
  const read = readRoot(file);
  if (!read.ok) return { isOk: false, faults: [read.error] };
  const draft = new Draft();
  const profile = profileOf(textAt(read.value, 'rabbitmq_version') ?? textAt(read.value, 'rabbit_version') ?? '');
  const broker = draft.add({ ...newNode('broker', 'rabbitmq'), profile }, read.value.at) ?? '';
  const model = readModel(read.value, broker, draft);
  return importResult('definitions', [file], file.path, withSpots(file, broker, draft, model));
}

function withSpots(file: SourceFile, broker: NodeId, draft: Draft, model: DefinitionsModel): ImportPart {
  const { nodes, edges } = draft.part();
  return draft.part(definitionsSpots(file.text, broker, model, { nodes, edges }));
}

function readRoot(file: SourceFile): Result<Tree, ImportFault> {
  const read = readJson(file);
  if (!read.ok || isDefinitions(read.value)) return read;
  return err({
    place: { file: file.path, line: 1, column: 1 },
    text: {
      en: 'These are no RabbitMQ definitions: an object with lists of queues, exchanges or bindings was expected.',
      zh: '这不是 RabbitMQ 定义：应为含有 queues、exchanges 或 bindings 列表的对象。',
    },
  });
}

const LISTS = ['queues', 'exchanges', 'bindings', 'vhosts', 'users', 'policies'];
/** At least one of the lists, and each that is there is one. */
const isDefinitions = (root: Tree): boolean =>
  root.kind === 'map' && LISTS.some((key) => root.entries.has(key)) && LISTS.every((key) => (root.entries.get(key)?.value.kind ?? 'list') === 'list');

/** The versions between which behaviour differs. */
function profileOf(version: string): Profile {
  const [major = 4, minor = 3] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major < 4) return 'rabbitmq-3.13';
  return major === 4 && minor < 3 ? 'rabbitmq-4.2' : 'rabbitmq-4.3';
}
