/** What hands do on the canvas of a lesson, as edits: a component from the list, a wire, things taken away. Ids are the test's own. */
import { newEdge, newNode, type NodeOf } from '#core/scenario/defaults.ts';
import type { EdgeDoc, NodeKind } from '#core/scenario/scenario.ts';
import type { LessonPlayer } from './playLesson.ts';

export const add = <K extends NodeKind>(player: LessonPlayer, id: string, kind: K, fields: Partial<NodeOf<K>> = {}): void =>
  player.edit({ kind: 'addNode', id, node: { ...newNode(kind, id), ...fields }, position: { x: 320, y: 640 } });

/** 'from>to'; the edge's id is 'from-to'. */
export function wire(player: LessonPlayer, ...pairs: readonly string[]): void {
  for (const pair of pairs) {
    const [from = '', to = ''] = pair.split('>');
    player.edit({ kind: 'connect', id: `${from}-${to}`, edge: newEdge(from, to) });
  }
}

export const rewire = (player: LessonPlayer, edge: string, ends: Partial<Pick<EdgeDoc, 'from' | 'to'>>): void => {
  for (const [end, node] of Object.entries(ends)) player.setEdge(edge, end, node);
};

export const remove = (player: LessonPlayer, nodes: readonly string[], edges: readonly string[] = []): void =>
  player.edit({ kind: 'removeItems', nodes, edges });

/** A whole run whose first ten seconds are a spike of ten times, as the button gives it. */
export function runWithSpike(player: LessonPlayer, producer: string): void {
  player.run(0);
  player.spike(producer, 10, 10_000_000);
  player.goOn();
}
