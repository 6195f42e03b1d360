/** The trail of a message as plain data. */
import { LIMITS } from '../../base/limits.ts';
import type { RunEvent } from '../../metrics/frameBatch.ts';
import type { CopyState, Journey, JourneyCause, JourneyCopy } from '../journeyReport.ts';
import type { Copy } from './copies.ts';
import { placesOf } from './places.ts';
import type { SenderTap } from './senderTap.ts';
import type { Trail } from './trail.ts';

export function journeyOf(trail: Trail, { message }: SenderTap, causes: readonly JourneyCause[]): Journey {
  const { world, serial, copies } = trail;
  const events = message === undefined ? [] : concerning(trail, message.createdUs);
  return {
    serial,
    untilUs: trail.now(),
    message: message === undefined ? null : { ...message, key: world?.witness.keyOf(serial) ?? null },
    copies: copies.all.map(copyOf),
    events: events.slice(-LIMITS.journeyEvents),
    causes,
    isCut: copies.isCut || events.length > LIMITS.journeyEvents,
  };
}

function copyOf(copy: Copy): JourneyCopy {
  const { id, from, cause, steps, processed, redelivered } = copy;
  return { id, from: from?.id ?? null, cause, steps: [...steps], state: stateOf(copy), processed, redelivered };
}

export function stateOf({ ending, processed }: Copy): CopyState {
  return ending ?? (processed > 0 ? 'processed' : 'waiting');
}

/** Events since it was made at places it came by, or at what those depend on. */
function concerning(trail: Trail, sinceUs: number): readonly RunEvent[] {
  const { world } = trail;
  if (world === undefined) return [];
  const places = new Set(trail.copies.all.flatMap((copy) => placesOf(world.plan, copy)));
  return trail.events.filter(({ atUs, entity }) => atUs >= sinceUs && (entity === '' || places.has(entity)));
}
