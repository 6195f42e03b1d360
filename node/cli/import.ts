/**
 * `spillway import FILE…`: compose projects and other files as a design. Says what was found, what there is to say of the files and what
 * is kept without being simulated. Code 1: imported, but some of it does not work as it stands.
 */
import { access, writeFile } from 'node:fs/promises';
import { importFiles } from '#core/compose/import/importFiles.ts';
import type { Finding, ImportFault } from '#core/compose/import/imported.ts';
import { modernise } from '#core/compose/import/modernise.ts';
import { masked } from '#core/compose/secrets.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { byId } from '#core/scenario/lookup.ts';
import type { NodeDoc, NodeKind, Scenario } from '#core/scenario/scenario.ts';
import { complain, EXIT } from './loadScenario.ts';
import { projectFiles } from './projectFiles.ts';
import { stableJson } from './stableJson.ts';
import { printable, type Terminal } from './terminal.ts';
import { type Word, word } from './words.ts';

export interface ImportFlags {
  readonly out?: string;
  readonly force?: boolean;
  readonly modernise?: boolean;
  readonly json?: boolean;
}

export async function importProject(given: readonly string[], flags: ImportFlags, terminal: Terminal): Promise<number> {
  const files = await projectFiles(given, terminal);
  if (files === undefined) return EXIT.badInput;
  const result = importFiles(files);
  if (!result.isOk) {
    for (const fault of result.faults) terminal.err(`${lineOf(fault, 'error', terminal)}\n`);
    return EXIT.badInput;
  }
  const modern = flags.modernise === true ? modernise(result.scenario) : undefined;
  const scenario = modern?.scenario ?? result.scenario;
  const told = result.findings.filter(({ isMended }) => modern === undefined || isMended !== true);
  if (flags.out !== undefined && !(await written(flags.out, scenario, flags, terminal))) return EXIT.badInput;

  const { language } = terminal;
  if (flags.json === true) {
    const nodes = byId(scenario.model.nodes).map(([id, { kind, name }]) => ({ id, kind, name }));
    const findings = told.map(({ code, severity, place, nodes: about, text, isMended }) => ({
      code,
      severity,
      ...place,
      nodes: about,
      text: text[language],
      modernised: isMended === true,
    }));
    terminal.out(
      stableJson({
        format: result.scenario.imported?.format ?? '',
        files: files.map(({ path }) => path),
        nodes,
        findings,
        notes: modern?.notes.map((note) => note[language]) ?? [],
      }),
    );
  } else {
    terminal.out(summary(result.scenario.imported?.format ?? '', files.length, scenario, terminal));
    for (const note of modern?.notes ?? []) terminal.out(`${printable(note[language])}\n`);
    for (const finding of told) terminal.err(`${lineOf(finding, finding.severity, terminal)}\n`);
    if (flags.out === undefined) terminal.out(`${word(language, 'notWritten')}\n`);
    else terminal.out(`${word(language, 'wroteDesign', { file: printable(flags.out) })}\n`);
  }
  return told.some(({ severity }) => severity === 'error') ? EXIT.missed : EXIT.ok;
}

/** As compilers say it: where, how bad, what. */
function lineOf({ place, text, ...rest }: ImportFault | Finding, severity: Finding['severity'], { language }: Terminal): string {
  const where = `${printable(place.file)}:${place.line}:${place.column}`;
  const mended = 'isMended' in rest && rest.isMended === true ? ` [--modernise]` : '';
  return `${where}: ${word(language, severity)}: ${printable(masked(text[language]))}${mended}`;
}

const KINDS: readonly NodeKind[] = ['broker', 'topic', 'queue', 'exchange', 'broadcast', 'channel', 'producer', 'consumer', 'external'];
/** Names of one kind on a line; more are counted. */
const SHOWN = 12;

function summary(format: string, files: number, { model }: Scenario, { language }: Terminal): string {
  const docs = byId(model.nodes).map(([, doc]) => doc);
  const lines = KINDS.flatMap((kind) => {
    const own = docs.filter((doc) => doc.kind === kind);
    if (own.length === 0) return [];
    const names = own.slice(0, SHOWN).map((doc) => printable(masked(shown(doc))));
    const rest = own.length > SHOWN ? word(language, 'andMore', { count: own.length - SHOWN }) : '';
    return [`  ${word(language, `kind_${kind}` as Word)} (${own.length}): ${names.join(', ')}${rest}\n`];
  });
  return `${word(language, 'imported', { format, files, nodes: docs.length, edges: Object.keys(model.edges).length })}\n${lines.join('')}`;
}

function shown(doc: NodeDoc): string {
  if (doc.kind === 'topic') return `${doc.name} ${doc.partitions}×${doc.replicationFactor}`;
  if (doc.kind === 'broker' && doc.nodes > 1) return `${doc.name} ×${doc.nodes}`;
  return doc.kind === 'external' && doc.image !== '' ? `${doc.name} (${doc.image})` : doc.name;
}

async function written(file: string, scenario: Scenario, flags: ImportFlags, terminal: Terminal): Promise<boolean> {
  const { language } = terminal;
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere && flags.force !== true) {
    complain(terminal, file, word(language, 'fileThere'));
    return false;
  }
  try {
    await writeFile(file, formatScenario(scenario));
    return true;
  } catch (fault) {
    complain(terminal, file, word(language, 'cannotWrite', { reason: (fault as NodeJS.ErrnoException).code ?? String(fault) }));
    return false;
  }
}
