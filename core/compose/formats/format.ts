/** What every format is given and what it gives back. */
import type { Scenario } from '../../scenario/scenario.ts';
import type { ComposeDesign } from '../design.ts';
import type { ComposeNote } from '../notes.ts';
import type { Language } from '../options.ts';

export interface FormatInput {
  readonly scenario: Scenario;
  readonly design: ComposeDesign;
  /** Lower-case letters, digits and '-': names clusters and salts. */
  readonly name: string;
  /** The design's, for people. */
  readonly title: string;
  /** Of comments and descriptions. */
  readonly language: Language;
}

export interface FormatExport {
  /** File name → text. Empty when the design has nothing for the format. A text that begins with `#!` is to be executable. */
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly ComposeNote[];
}
