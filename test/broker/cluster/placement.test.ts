import { describe, expect, it } from 'vitest';
import { placeReplicas } from '#core/broker/cluster/placement.ts';

describe('placement', () => {
  it('deals leaders round robin and shifts followers each time round', () => {
    expect(placeReplicas(7, 3, 5, 0)).toEqual([
      [0, 1, 2],
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 0],
      [4, 0, 1],
      [0, 2, 3],
      [1, 3, 4],
    ]);
    expect(placeReplicas(3, 1, 2, 1)).toEqual([[1], [0], [1]]);
    expect(placeReplicas(2, 1, 1, 0)).toEqual([[0], [0]]);
  });
  it('gives every replica of a partition another server, and every server as many', () => {
    for (let servers = 1; servers <= 9; servers++) {
      for (let factor = 1; factor <= servers; factor++) {
        const placed = placeReplicas(servers * 3, factor, servers, 4 % servers);
        expect(placed.every((replicas) => new Set(replicas).size === factor)).toBe(true);
        const counts = Array.from({ length: servers }, (_, server) => placed.flat().filter((s) => s === server).length);
        expect(new Set(counts)).toEqual(new Set([3 * factor]));
      }
    }
  });
});
