/**
 * What a person asked the export for, and what comes of it. Pure. What is offered follows from the design: a kind of export that
 * would be empty, and an option that changes nothing, are not.
 */
import { exportCompose } from '#core/compose/exportCompose.ts';
import { exportFormat, FORMATS } from '#core/compose/formats/exportFormat.ts';
import { sourceFiles } from '#core/compose/import/importedDoc.ts';
import { importFiles } from '#core/compose/import/importFiles.ts';
import { exportImported } from '#core/compose/import/writeBack.ts';
import type { WriteNote } from '#core/compose/import/writeNotes.ts';
import type { ComposeNote } from '#core/compose/notes.ts';
import { projectTitle } from '#core/compose/projectTitle.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import type { ComposeOptions, ComposeProfile, Language } from '#core/compose/options.ts';

/** In the order they are offered. */
const KINDS = ['imported', 'compose', 'legacy', ...FORMATS] as const;
export type ExportKind = (typeof KINDS)[number];

export interface ExportChoice {
  readonly kind: ExportKind;
  /** Undefined: as many as are drawn. */
  readonly servers: number | undefined;
  readonly controllers: 'auto' | 'combined' | 'separate';
  readonly rabbitNodes: 1 | 3 | undefined;
  readonly hasLoad: boolean;
  readonly profiles: readonly ComposeProfile[];
  readonly isCompat129: boolean;
}

export const FIRST_CHOICE: ExportChoice = {
  kind: 'compose',
  servers: undefined,
  controllers: 'auto',
  rabbitNodes: undefined,
  hasLoad: true,
  profiles: [],
  isCompat129: false,
};

/** What the files do otherwise than the design, or do not say. */
export type ExportNote = ComposeNote | WriteNote;

export interface Exported {
  /** Of the folder and of the zip. */
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly ExportNote[];
  /** The same files as they were, where the export goes back into files that were imported. */
  readonly before?: ReadonlyMap<string, string>;
  /** What the project starts, where it is one to be started. */
  readonly starts?: 'kafka' | 'rabbitmq' | 'activemq' | 'mixed' | undefined;
}

export function exported(scenario: Scenario, choice: ExportChoice, language: Language, loadGenerator?: string): Exported {
  const { kind } = choice;
  if (kind === 'imported') return exportedBack(scenario);
  const options = optionsOf(choice, language, loadGenerator);
  if (kind !== 'compose' && kind !== 'legacy') return { name: `${projectTitle(scenario.view).project}-${kind}`, ...exportFormat(scenario, kind, options) };
  const { target, ...project } = exportCompose(scenario, options);
  return { ...project, starts: target };
}

/** The files a design was read from, with what has changed in it since. */
function exportedBack(scenario: Scenario): Exported {
  const before = new Map((scenario.imported === undefined ? [] : sourceFiles(scenario.imported)).map(({ path, text }) => [path, text]));
  return { name: projectTitle(scenario.view).project, ...exportImported(scenario, importFiles), before };
}

function optionsOf(
  { kind, servers, controllers, rabbitNodes, hasLoad, profiles, isCompat129 }: ExportChoice,
  language: Language,
  bundle?: string,
): ComposeOptions {
  if (kind === 'legacy') return { language, target: 'legacy' };
  return {
    language,
    kafka: { controllers, ...(servers === undefined ? {} : { servers }) },
    ...(rabbitNodes === undefined ? {} : { rabbitmq: { nodes: rabbitNodes } }),
    profiles,
    isCompat129,
    ...(hasLoad && bundle !== undefined ? { loadGenerator: bundle } : {}),
  };
}

/** Kinds that give a file for this design, in the order they are offered. */
export const kindsFor = (scenario: Scenario): readonly ExportKind[] =>
  KINDS.filter((kind) => {
    const { files } = exported(scenario, { ...FIRST_CHOICE, kind }, 'en');
    // A design the old file cannot hold is not exported as another one.
    return files.size > 0 && (kind !== 'legacy' || !isSame(files, exported(scenario, FIRST_CHOICE, 'en').files));
  });

export type OptionName = Exclude<keyof ExportChoice, 'kind' | 'profiles'> | ComposeProfile;

/** An other value of each option, to see whether it matters. */
const OTHERWISE: Readonly<Record<OptionName, readonly Partial<ExportChoice>[]>> = {
  servers: [{ servers: 2 }, { servers: 3 }],
  controllers: [{ controllers: 'combined' }, { controllers: 'separate' }],
  rabbitNodes: [{ rabbitNodes: 1 }, { rabbitNodes: 3 }],
  hasLoad: [{ hasLoad: false }],
  observability: [{ profiles: ['observability'] }],
  ui: [{ profiles: ['ui'] }],
  isCompat129: [{ isCompat129: true }],
};
const OPTIONS = Object.keys(OTHERWISE) as readonly OptionName[];

/** Options that change the project of this design. */
export function optionsFor(scenario: Scenario, kind: ExportKind): readonly OptionName[] {
  if (kind !== 'compose') return [];
  const plain = exported(scenario, FIRST_CHOICE, 'en', '').files;
  return OPTIONS.filter((name) => OTHERWISE[name].some((change) => !isSame(exported(scenario, { ...FIRST_CHOICE, ...change }, 'en', '').files, plain)));
}

const isSame = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([name, text]) => b.get(name) === text);
