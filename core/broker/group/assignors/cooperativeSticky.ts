/**
 * Cooperative sticky assignor [KG7]: as the sticky one, but what moves is not given to its new owner before its present one
 * gave it up, which starts a second rebalance. Everybody goes on with what it keeps. Source: KIP-429.
 */
import type { Assignor } from './assignor.ts';
import { placeKey, sticky } from './sticky.ts';

export const cooperativeSticky: Assignor = (input) => {
  const ownerOf = new Map(input.members.flatMap(({ owned }, i) => owned.map((p) => [placeKey(p), i] as const)));
  return sticky(input).map((partitions, i) => partitions.filter((p) => (ownerOf.get(placeKey(p)) ?? i) === i));
};
