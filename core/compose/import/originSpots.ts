/**
 * Spots for settings that stand in the middle of a text: words of a command, variables. One spot per text; what changed is put
 * where it stood. Where one word says something of several nodes, they have to agree.
 */
import { nodeOf } from '../../scenario/lookup.ts';
import type { NodeDoc, NodeId, Scenario } from '../../scenario/scenario.ts';
import type { Change, Spot } from './imported.ts';
import type { Text } from './project.ts';
import type { Origin } from './shell/words.ts';

/** A setting of a node. */
export type Setting = string | number | boolean | undefined;

export interface Told {
  readonly origin: Origin;
  readonly node: NodeId;
  readonly field: string;
  /** What the design had when it was imported. */
  readonly before: Setting;
  /** Text for what it has now; undefined: it cannot be said there. */
  readonly write: (value: Setting) => string | undefined;
}

export function originSpots(told: readonly Told[]): Spot[] {
  const byText = new Map<Text, Told[]>();
  for (const one of told) {
    const text = one.origin.of as Text;
    byText.set(text, [...(byText.get(text) ?? []), one]);
  }
  return Array.from(byText, ([text, own]) => ({
    at: text.at,
    say: (scenario: Scenario) => said(text, own, scenario),
    covers: (change: Change) => change.kind === 'changed' && own.some(({ node, field }) => node === change.node && field === change.field),
  }));
}

function said(text: Text, told: readonly Told[], { model }: Scenario): string | undefined {
  const wanted = new Map<string, { readonly origin: Origin; readonly text: string }>();
  for (const { origin, node, field, before, write } of told) {
    const doc = nodeOf(model, node);
    const value = doc === undefined ? before : settingOf(doc, field);
    const next = value === before ? text.value.slice(origin.start, origin.end) : write(value);
    if (next === undefined) return undefined;
    const key = `${origin.start} ${origin.end}`;
    if ((wanted.get(key)?.text ?? next) !== next) return undefined;
    wanted.set(key, { origin, text: next });
  }
  const edits = Array.from(wanted.values()).sort((a, b) => b.origin.start - a.origin.start);
  return edits.reduce((whole, { origin, text: next }) => whole.slice(0, origin.start) + next + whole.slice(origin.end), text.value);
}

export const settingOf = (doc: NodeDoc, field: string): Setting => (doc as unknown as Readonly<Record<string, Setting>>)[field];
