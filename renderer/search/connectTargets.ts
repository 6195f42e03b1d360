/** Where a component's messages could go: those that can be connected first, the others with what speaks against it. Pure. */
import { connectionRefusal } from '#core/scenario/canConnect.ts';
import { issueText } from '#core/scenario/issueText.ts';
import type { Model, NodeDoc, NodeId } from '#core/scenario/scenario.ts';
import type { Language } from '../ui/preferences.ts';

export interface ConnectTarget {
  readonly id: NodeId;
  readonly node: NodeDoc;
  /** Why not, in the reader's language. */
  readonly refusal: string | undefined;
}

export function connectTargets(model: Model, from: NodeId, language: Language): readonly ConnectTarget[] {
  const all = Object.entries(model.nodes)
    // A broker has no ends of wires, and nobody connects a thing to itself.
    .filter(([id, node]) => id !== from && node.kind !== 'broker')
    .map(([id, node]): ConnectTarget => {
      const refusal = connectionRefusal(model, from, id);
      return { id, node, refusal: refusal && firstSentence(issueText(refusal, language)) };
    });
  return [...all.filter(({ refusal }) => refusal === undefined), ...all.filter(({ refusal }) => refusal !== undefined)];
}

/** What could be connected instead is said by the list itself. */
const firstSentence = (text: string): string => /^.*?[.。](?=\s|$|\p{Script=Han})/u.exec(text)?.[0] ?? text;
