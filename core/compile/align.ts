/**
 * The next plan as a run in progress knows its parts: what was there keeps its place, what is new comes behind, and what is not in the
 * next plan any more stays as an entry that says so. Plans refer to brokers and destinations by place, so references are rewritten.
 * Aligning what is aligned changes nothing.
 */
import { must } from '../base/assert.ts';
import type { BrokerPlan, ConsumerPlan, DestinationPlan, LinkPlan, Plan, ProducerPlan, WirePlan } from './plan.ts';

type Entity = { readonly id: string; readonly isGone?: true };
type Places = readonly number[];

export function align(from: Plan, to: Plan): Plan {
  const brokers = merged(from.brokers, to.brokers, goneBroker);
  const destinations = merged(from.destinations, to.destinations, goneDestination);
  const producers = merged(from.producers, to.producers, goneProducer);
  const consumers = merged(from.consumers, to.consumers, goneConsumer);
  const placeOf = placesIn(destinations.places);
  const brokerOf = placesIn(brokers.places);
  const known = new Map(from.destinations.map((d) => [d.id, d]));
  return {
    ...to,
    brokers: brokers.list.map(({ entity }) => entity),
    destinations: destinations.list.map(({ entity, isNext }) => (isNext ? relocated(entity, known.get(entity.id), placeOf, brokerOf) : entity)),
    producers: producers.list.map(({ entity, isNext }) => (isNext ? { ...entity, targets: relinked(entity.targets, placeOf) } : entity)),
    consumers: consumers.list.map(({ entity, isNext }) =>
      isNext ? { ...entity, sources: relinked(entity.sources, placeOf), targets: relinked(entity.targets, placeOf) } : entity,
    ),
  };
}

interface Merged<T> {
  /** `isNext`: as the next plan has it, with its references. */
  readonly list: readonly { readonly entity: T; readonly isNext: boolean }[];
  /** Where each entry of the next plan is now. */
  readonly places: Places;
}

function merged<T extends Entity>(from: readonly T[], to: readonly T[], gone: (entity: T) => T): Merged<T> {
  const next = new Map(to.map((entity) => [entity.id, entity]));
  const old = new Map(from.map(({ id }, place) => [id, place]));
  const added = to.filter(({ id }) => !old.has(id));
  const stayed = from.map((entity) => {
    const found = next.get(entity.id);
    return found === undefined ? { entity: gone(entity), isNext: false } : { entity: found, isNext: true };
  });
  added.forEach(({ id }, i) => old.set(id, from.length + i));
  return { list: [...stayed, ...added.map((entity) => ({ entity, isNext: true }))], places: to.map(({ id }) => must(old.get(id), `place of ${id}`)) };
}

const placesIn =
  (places: Places) =>
  (place: number): number =>
    must(places[place], `entry ${place} of the next plan`);

type PlaceOf = (place: number) => number;

const relinked = (links: readonly LinkPlan[], placeOf: PlaceOf): LinkPlan[] => links.map((link) => ({ ...link, destination: placeOf(link.destination) }));

/** A destination stays on the server it is on. */
function relocated(next: DestinationPlan, old: DestinationPlan | undefined, placeOf: PlaceOf, brokerOf: PlaceOf): DestinationPlan {
  const moved = <W extends WirePlan>(wire: W): W => ({ ...wire, destination: placeOf(wire.destination) });
  const broker = brokerOf(next.broker);
  const place = { broker, server: old?.broker === broker ? old.server : next.server };
  if (next.kind === 'queue' || next.kind === 'broadcast') return { ...next, ...place, deadLetter: next.deadLetter && moved(next.deadLetter) };
  if (next.kind === 'exchange') return { ...next, ...place, ways: next.ways.map(moved), alternate: next.alternate && moved(next.alternate) };
  return { ...next, ...place };
}

// --- what is gone: clients keep their edges, which they use until they have stopped ---

const goneBroker = (plan: BrokerPlan): BrokerPlan => ({ ...plan, isGone: true });
const goneProducer = (plan: ProducerPlan): ProducerPlan => ({ ...plan, isGone: true });
const goneConsumer = (plan: ConsumerPlan): ConsumerPlan => ({ ...plan, count: 0, isGone: true });

function goneDestination(plan: DestinationPlan): DestinationPlan {
  if (plan.kind === 'queue' || plan.kind === 'broadcast') return { ...plan, deadLetter: null, isGone: true };
  if (plan.kind === 'exchange') return { ...plan, ways: [], alternate: null, isGone: true };
  return { ...plan, isGone: true };
}
