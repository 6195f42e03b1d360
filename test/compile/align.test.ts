import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '#core/compile/align.ts';
import type { Plan } from '#core/compile/plan.ts';
import { modelOf, node, planOf } from '../support/design.ts';

const NODES = {
  b: node('broker', { nodes: 3 }),
  c: node('consumer'),
  d: node('queue', { broker: 'b' }),
  p: node('producer'),
  q: node('queue', { broker: 'b' }),
  r: node('queue', { broker: 'b' }),
  t: node('topic'),
  x: node('exchange', { broker: 'b', type: 'fanout' }),
};
const WIRES = ['p>q', 'p>t', 'p>x', 'q>d', 'r>d', 'x>q', 'x>r', 'd>c', 'q>c'];
const IDS = Object.keys(NODES) as (keyof typeof NODES)[];

const some = fc.record({ ids: fc.subarray(IDS.filter((id) => id !== 'b')), wires: fc.subarray(WIRES) }).map(({ ids, wires }) => {
  const present = ['b', ...ids];
  return planOf(
    modelOf(
      Object.fromEntries(IDS.filter((id) => present.includes(id)).map((id) => [id, NODES[id]])),
      wires.filter((pair) => pair.split('>').every((id) => present.includes(id))),
    ),
  );
});

/** A plan in terms of ids: who is there, on what, and where each edge leads. */
function meaning(plan: Plan) {
  const idAt = ({ destination }: { destination: number }) => plan.destinations[destination]!.id;
  const links = (list: readonly { id: string; destination: number }[]) => list.map((link) => [link.id, idAt(link)]);
  const present = <T extends { isGone?: true }>(list: readonly T[]) => list.filter(({ isGone }) => isGone !== true);
  return {
    brokers: present(plan.brokers)
      .map(({ id }) => id)
      .sort(),
    destinations: Object.fromEntries(
      present(plan.destinations).map((d) => [
        d.id,
        [
          plan.brokers[d.broker]!.id,
          ...('deadLetter' in d && d.deadLetter !== null ? links([d.deadLetter]) : []),
          ...(d.kind === 'exchange' ? links(d.ways) : []),
        ],
      ]),
    ),
    producers: Object.fromEntries(present(plan.producers).map((p) => [p.id, links(p.targets)])),
    consumers: Object.fromEntries(present(plan.consumers).map((c) => [c.id, [links(c.sources), links(c.targets)]])),
  };
}

describe('align', () => {
  it('[R30] keeps places and servers, means what the next plan means, and changes nothing that is aligned', () => {
    fc.assert(
      fc.property(some, fc.array(some, { minLength: 1, maxLength: 4 }), (first, later) => {
        let now = first;
        for (const next of later) {
          const aligned = align(now, next);
          for (const list of ['brokers', 'destinations', 'producers', 'consumers'] as const) {
            expect(aligned[list].slice(0, now[list].length).map(({ id }) => id)).toEqual(now[list].map(({ id }) => id));
          }
          now.destinations.forEach((d, i) => expect(aligned.destinations[i]!.server).toBe(d.server));
          expect(meaning(aligned)).toEqual(meaning(next));
          expect(align(now, aligned)).toEqual(aligned);
          expect(align(aligned, aligned)).toEqual(aligned);
          now = aligned;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('[R30] leaves a plan alone when nothing comes or goes', () => {
    const plan = planOf(modelOf(NODES, WIRES));
    expect(align(plan, plan)).toEqual(plan);
  });
});
