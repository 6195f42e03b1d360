/**
 * `spillway compose FILE --out DIR`: the scenario as a docker-compose project, or as a file of another tool; and what of it
 * cannot be expressed there.
 */
import { LIMITS } from '#core/base/limits.ts';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { exportFormat } from '#core/compose/formats/exportFormat.ts';
import type { BothTexts } from '#core/compose/import/imported.ts';
import { exportImported } from '#core/compose/import/writeBack.ts';
import type { ComposeOptions, ComposeProfile } from '#core/compose/options.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { readLoadGenerator } from './loadGenerator.ts';
import { complain, EXIT, loadScenario } from './loadScenario.ts';
import { printable, type Terminal } from './terminal.ts';
import { word } from './words.ts';
import { isOccupied, UnsafePath, writeFiles } from './writeFiles.ts';

/** Names on the command line → in the export. */
export const CLI_FORMATS = { definitions: 'definitions', strimzi: 'strimzi', asyncapi: 'asyncapi', 'kafka-topics': 'kafkaTopics' } as const;

export interface ComposeFlags {
  readonly out: string;
  readonly force?: boolean;
  readonly name?: string;
  readonly target?: 'modern' | 'legacy' | 'imported';
  readonly kafkaServers?: string;
  readonly controllers?: 'auto' | 'combined' | 'separate';
  readonly rabbitmqNodes?: '1' | '3';
  readonly compat129?: boolean;
  readonly profile?: readonly ComposeProfile[];
  /** False: without the load generator. */
  readonly load?: boolean;
  readonly format?: keyof typeof CLI_FORMATS;
}

interface Export {
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly { readonly text: BothTexts }[];
}

export async function compose(file: string, flags: ComposeFlags, terminal: Terminal): Promise<number> {
  const options = optionsOf(flags, terminal);
  if (options === undefined) return EXIT.badInput;
  const scenario = await loadScenario(file, terminal);
  if (scenario === undefined) return EXIT.badInput;
  if (flags.target === 'imported' && scenario.imported === undefined) {
    complain(terminal, file, word(terminal.language, 'notImported'));
    return EXIT.badInput;
  }
  const hasLoad = flags.load !== false && flags.format === undefined && flags.target !== 'imported';
  const loadGenerator = hasLoad ? await readLoadGenerator() : undefined;
  const { files, notes } = exported(scenario, flags, { ...options, ...(loadGenerator === undefined ? {} : { loadGenerator }) });
  const told = notes.map(({ text }) => `${printable(text[terminal.language])}\n`).join('');
  if (files.size === 0) {
    terminal.err(told);
    return EXIT.badInput;
  }
  if (!(await written(files, flags, terminal))) return EXIT.badInput;
  terminal.out(
    `${word(terminal.language, 'wrote', { count: files.size, dir: printable(flags.out) })}\n${[...files.keys()].map((name) => `  ${name}\n`).join('')}`,
  );
  terminal.err(told);
  if (hasLoad && loadGenerator === undefined) terminal.err(`${word(terminal.language, 'noLoadGenerator')}\n`);
  return EXIT.ok;
}

function exported(scenario: Scenario, flags: ComposeFlags, options: ComposeOptions): Export {
  if (flags.target === 'imported') return exportImported(scenario);
  return flags.format === undefined ? exportCompose(scenario, options) : exportFormat(scenario, CLI_FORMATS[flags.format], options);
}

/** Undefined if one of them is none; it has been said then. */
function optionsOf(flags: ComposeFlags, terminal: Terminal): ComposeOptions | undefined {
  const servers = flags.kafkaServers === undefined ? undefined : Number(flags.kafkaServers);
  if (servers !== undefined && !(Number.isInteger(servers) && servers >= 1 && servers <= LIMITS.serversPerBroker)) {
    complain(terminal, '--kafka-servers', word(terminal.language, 'badServers', { max: LIMITS.serversPerBroker }));
    return undefined;
  }
  return {
    language: terminal.language,
    ...(flags.name === undefined ? {} : { name: flags.name }),
    ...(flags.target === undefined || flags.target === 'imported' ? {} : { target: flags.target }),
    ...(flags.compat129 === true ? { isCompat129: true } : {}),
    ...(flags.rabbitmqNodes === undefined ? {} : { rabbitmq: { nodes: flags.rabbitmqNodes === '3' ? 3 : 1 } }),
    ...(flags.profile === undefined ? {} : { profiles: flags.profile }),
    kafka: { ...(servers === undefined ? {} : { servers }), ...(flags.controllers === undefined ? {} : { controllers: flags.controllers }) },
  };
}

async function written(files: ReadonlyMap<string, string>, flags: ComposeFlags, terminal: Terminal): Promise<boolean> {
  try {
    if (flags.force !== true && (await isOccupied(flags.out))) {
      complain(terminal, flags.out, word(terminal.language, 'notEmpty'));
      return false;
    }
    await writeFiles(flags.out, files);
    return true;
  } catch (fault) {
    const reason = (fault as NodeJS.ErrnoException).code ?? String(fault);
    const said =
      fault instanceof UnsafePath ? word(terminal.language, 'unsafePath', { path: fault.message }) : word(terminal.language, 'cannotWrite', { reason });
    complain(terminal, flags.out, said);
    return false;
  }
}
