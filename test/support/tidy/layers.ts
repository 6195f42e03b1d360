/**
 * Who may import whom: the table of docs/architecture.md as data. A path is a folder or a file; the row with the longest
 * `from` above a file holds, so a file can be stricter or freer than its folder. A row always may import itself.
 */
import { isUnder, type Source } from './sources.ts';

export interface Layer {
  readonly from: string;
  readonly may: readonly string[];
  /** Where to go instead, said to whoever breaks the row. */
  readonly instead: string;
}

const ENGINE_SEES = ['core/base', 'core/metrics', 'core/kernel/scheduler.ts'];
const DOOR = [...ENGINE_SEES, 'core/broker/api.ts', 'core/broker/carried.ts'];
const AT_THE_DOOR = 'Know a broker by core/broker/api.ts and time by core/kernel/scheduler.ts; core/run joins the parts';
const TYPES_ONLY = [
  'core/base',
  'core/compile/plan.ts',
  'core/kernel/journal.ts',
  'core/metrics/frameBatch.ts',
  'core/scenario/scenario.ts',
  'core/run/commands.ts',
  'core/run/report.ts',
  'core/run/details.ts',
  'core/run/journeyReport.ts',
  'core/run/messageRows.ts',
];

export const LAYERS: readonly Layer[] = [
  { from: 'core/base', may: [], instead: 'base stands on nothing: pass what you need as an argument' },
  { from: 'core/kernel', may: ['core/base'], instead: 'The kernel knows handlers, not brokers: give it an EventHandler' },
  { from: 'core/metrics', may: ['core/base'], instead: 'Whoever measures calls metrics, never the other way round' },
  { from: 'core/load', may: ['core/base'], instead: 'Take what both need from core/base, as workload.ts does' },
  { from: 'core/load/k6.ts', may: ['core/base', 'core/load', 'core/scenario'], instead: 'It reads a file into a document: no plan, no engine' },
  { from: 'core/load/csv.ts', may: ['core/base', 'core/load', 'core/scenario'], instead: 'It reads a file into a document: no plan, no engine' },
  { from: 'core/broker', may: ENGINE_SEES, instead: 'Take time from core/kernel/scheduler.ts; let core/run pass in the rest' },
  { from: 'core/net', may: DOOR, instead: AT_THE_DOOR },
  { from: 'core/client', may: [...DOOR, 'core/load'], instead: AT_THE_DOOR },
  { from: 'core/scenario', may: ['core/base'], instead: 'The document knows no engine: compile turns it into a Plan' },
  { from: 'core/compile', may: ['core/base', 'core/scenario'], instead: 'Write what the engine needs into compile/plan.ts' },
  { from: 'core/compile/plan.ts', may: ['core/base'], instead: 'A Plan holds numbers and indexes: no document, no engine' },
  { from: 'core/compose', may: ['core/base', 'core/scenario'], instead: 'Export from the document; a run has no part in it' },
  {
    from: 'core/report',
    may: ['core/base', 'core/scenario', 'core/metrics/derived.ts', 'core/metrics/frameBatch.ts', 'core/metrics/names.ts', 'core/run/report.ts'],
    instead: 'A report is made of data: what was measured comes in as an argument',
  },
  { from: 'core/run', may: ['core'], instead: 'core/run joins core; a host comes in as an argument' },
  { from: 'core/run/protocol.ts', may: TYPES_ONLY, instead: 'The screen imports this file: types of data only' },
  { from: 'core/run/commands.ts', may: TYPES_ONLY, instead: 'The screen imports this file: types of data only' },
  { from: 'core/run/report.ts', may: TYPES_ONLY, instead: 'The screen imports this file: types of data only' },
  { from: 'core/run/details.ts', may: TYPES_ONLY, instead: 'The screen imports this file: types of data only' },
  { from: 'core/run/journeyReport.ts', may: TYPES_ONLY, instead: 'The screen imports this file: types of data only' },
  { from: 'core/run/messageRows.ts', may: TYPES_ONLY, instead: 'The screen imports this file: types of data only' },
  {
    from: 'renderer',
    may: [
      'core/base',
      'core/scenario',
      'core/compile',
      'core/compose',
      'core/load',
      'core/report',
      'core/metrics/derived.ts',
      'core/metrics/frameBatch.ts',
      'core/metrics/latencyBuckets.ts',
      'core/metrics/names.ts',
      'core/metrics/resources.ts',
      'core/run/protocol.ts',
      'core/run/commands.ts',
      'core/run/report.ts',
      'core/run/details.ts',
      'core/run/journeyReport.ts',
      'core/run/messageRows.ts',
    ],
    instead: 'The engine never runs on the UI thread: talk to it through renderer/engine/engine.ts, and to the host through renderer/bridge',
  },
  { from: 'renderer/parts', may: ['core/base'], instead: 'A part takes values and callbacks as props; the caller reads the store and the texts' },
  { from: 'renderer/worker', may: ['core'], instead: 'The worker is the engine with a port: no React, no store' },
  { from: 'node', may: ['core'], instead: 'node serves the command line and Electron: no screen, no Electron' },
  {
    from: 'node/loadgen',
    may: [
      'core/base',
      'core/scenario',
      'core/compile',
      'core/load',
      'core/metrics/latencyBuckets.ts',
      'core/broker/api.ts',
      'core/client/partitioner.ts',
      'core/compose/wiring.ts',
    ],
    instead: 'It plays a plan against a real server: no engine, no command line',
  },
  { from: 'electron', may: ['core', 'node'], instead: 'The desktop shell loads the built renderer; both agree on messages, not on sources' },
  { from: 'scripts', may: [], instead: 'A script starts tools; it holds no product code' },
];

/** Rows that are not free to import a folder above them: only their own file or folder and `may`. */
const layerOf = (file: string): Layer | undefined =>
  LAYERS.filter(({ from }) => isUnder(file, from)).reduce<Layer | undefined>(
    (best, row) => (best && best.from.length >= row.from.length ? best : row),
    undefined,
  );

/** `renderer/worker` lies in `renderer` but is another environment: nobody reaches into it by import. */
const isClosed = (from: string, target: string): boolean => isUnder(target, 'renderer/worker') && !isUnder(from, 'renderer/worker');

export function layerFaults(source: Source): string[] {
  const layer = layerOf(source.path);
  if (layer === undefined) return [];
  const may = [layer.from, ...layer.may];
  return source.imports.flatMap(({ target, line, specifier }) => {
    if (target === undefined) return [];
    if (!isClosed(source.path, target) && may.some((folder) => isUnder(target, folder))) return [];
    return [`${source.path}:${line}: ${layer.from} may not import ${specifier}. ${layer.instead}.`];
  });
}

/** The three files the screen shares with the engine's host leave nothing behind in JavaScript. */
const TYPE_FILES = ['core/run/protocol.ts', 'core/run/commands.ts', 'core/run/report.ts', 'core/compile/plan.ts'];

export function typeOnlyFaults(source: Source): string[] {
  if (!TYPE_FILES.includes(source.path)) return [];
  const faults = source.imports.filter((i) => !i.isType).map((i) => `${source.path}:${i.line}: holds types only. Write \`import type\`.`);
  for (const node of source.program.body) {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node.type === 'ImportDeclaration' ? null : node;
    const isType = declared === null || declared.type === 'TSInterfaceDeclaration' || declared.type === 'TSTypeAliasDeclaration';
    if (!isType) faults.push(`${source.where(node)}: holds types only. Move the value to a file beside it.`);
  }
  return faults;
}

/** What the engine is and the screen must not load, for the test that the table really closes it off. */
export const ENGINE_HALF = [
  'core/kernel',
  'core/broker',
  'core/net',
  'core/client',

  'core/run/world.ts',
  'core/metrics/frameBuilder.ts',
];
