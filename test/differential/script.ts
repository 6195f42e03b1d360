/**
 * The scripts: plain text with what RabbitMQ answered. A block begins with `== [RQ3] title`; each line of it is a step, and the
 * lines after `>` are what was seen before the next step. `profile` names whose rules the engine follows, `pending` says what the
 * engine still lacks. Messages are numbers, times milliseconds, `#` begins a comment.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Action, parseAction } from './action.ts';
import type { Stage } from './transcript.ts';

export interface Step {
  readonly action: Action;
  /** The line itself, and the comments before it. */
  readonly text: string;
  readonly before: readonly string[];
  readonly seen: readonly string[];
}

export interface Script {
  readonly title: string;
  readonly profile: string | undefined;
  readonly pending: string | undefined;
  readonly steps: readonly Step[];
}

const FOLDER = path.join(import.meta.dirname, 'scripts');
const DIRECTIVE = /^(profile|pending) (.+)$/;

export interface ScriptFile {
  readonly name: string;
  /** What stands above the first script. */
  readonly head: string;
  readonly scripts: readonly Script[];
}

export function readScripts(): ScriptFile[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(FOLDER, name), 'utf8');
      return { name, head: text.slice(0, text.indexOf('== ')), scripts: parseScripts(name, text) };
    });
}

/** Throws with file and line when a line is none of the language. */
export function parseScripts(name: string, text: string): Script[] {
  const scripts: { title: string; profile?: string; pending?: string; steps: Step[] }[] = [];
  let before: string[] = [];
  /** Of the step read last. */
  let seen: string[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const script = scripts.at(-1);
    if (line.startsWith('== ')) {
      scripts.push({ title: line.slice(3), steps: [] });
      before = [];
    } else if (line.startsWith('> ')) seen.push(line.slice(2));
    else if (line.startsWith('#')) before.push(line);
    else if (line.trim() === '') continue;
    else {
      const directive = DIRECTIVE.exec(line);
      try {
        if (script === undefined) throw new Error('a block begins with `== title`');
        if (directive === null) script.steps.push({ action: parseAction(line), text: line, before, seen: (seen = []) });
        else script[directive[1] as 'profile' | 'pending'] = directive[2]!;
      } catch (fault) {
        throw new Error(`${name}:${i + 1}: ${(fault as Error).message}: ${line}`);
      }
      before = [];
    }
  }
  return scripts.map((script) => ({ profile: undefined, pending: undefined, ...script }));
}

export async function play(stage: Stage, script: Script): Promise<string[]> {
  const answers: (readonly string[])[] = [];
  for (const { action } of script.steps) answers.push(await stage.act(action));
  return formatScript(script, answers);
}

/** Plays lines as they come, and makes a script of them. */
export class Recorder {
  readonly #stage: Stage;
  readonly #steps: Step[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async play(text: string): Promise<readonly string[]> {
    const action = parseAction(text);
    const seen = await this.#stage.act(action);
    this.#steps.push({ action, text, before: [], seen });
    return seen;
  }

  get length(): number {
    return this.#steps.length;
  }
  script(title: string): Script {
    return { title, profile: undefined, pending: undefined, steps: this.#steps };
  }
}

/** A script with the given answers in place of its own, as lines. */
function formatScript({ title, profile, pending, steps }: Script, answers: readonly (readonly string[])[]): string[] {
  const directives = Object.entries({ profile, pending }).flatMap(([word, value]) => (value === undefined ? [] : [`${word} ${value}`]));
  const lines = steps.flatMap(({ text, before }, i) => [...before, text, ...(answers[i] ?? []).map((line) => `> ${line}`)]);
  return [`== ${title}`, ...directives, ...lines];
}

export const transcriptOf = (script: Script): string[] =>
  formatScript(
    script,
    script.steps.map(({ seen }) => seen),
  );

export function writeScripts(name: string, head: string, blocks: readonly (readonly string[])[]): void {
  writeFileSync(path.join(FOLDER, name), `${head}${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}
