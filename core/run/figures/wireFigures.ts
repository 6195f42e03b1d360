/** Figures of links between clients and brokers, and of wires inside a broker. */
import type { World } from '../world.ts';
import type { Add } from './figures.ts';

export function addWires(world: World, add: Add): void {
  for (const [id, link] of world.links) {
    add(id, 'records', () => link.records);
    add(id, 'bytes', () => link.bytes);
    add(id, 'inFlight', () => link.onWire);
  }
  for (const [id, wire] of world.wires) {
    add(id, 'records', () => wire.records);
    add(id, 'bytes', () => wire.bytes);
  }
}
