/**
 * A network of queues on our kernel or on a heap of objects: every node has four servers at ρ = 0.8, and half of what it served
 * goes on to a node drawn at random. An event is an arrival from outside or a departure. Each node keeps a histogram of the
 * time spent in it and the area under its number of messages; one service takes 1000 µs on average.
 */
import { type Duration, type Instant, instant } from '#core/base/units.ts';
import { Kernel } from '#core/kernel/kernel.ts';
import { type EventHandler, Phase } from '#core/kernel/scheduler.ts';
import { Histogram } from '#core/metrics/histogram.ts';
import { uniform } from './draws.ts';
import { ObjectHeap } from './peers/objectHeap.ts';

const SERVERS = 4;
const SERVICE_US = 1_000;
const UTILISATION = 0.8;
const HOPS_ON = 0.5;
const RING = 2 ** 12;
const DEPARTURE_MAX = SERVERS - 1;
const ARRIVAL = SERVERS;

/** What the model needs of an event list. */
interface EventList {
  after(delay: Duration, phase: Phase, handler: EventHandler, arg: number): unknown;
  /** Fires at most `events` events; returns how many. */
  run(events: number): number;
}

class Node implements EventHandler {
  readonly histogram = new Histogram();
  readonly #network: Network;
  /** Instants of arrival: of those that wait, first come first served, and of those in service, by server. */
  readonly #waiting = new Float64Array(RING);
  readonly #served = new Float64Array(SERVERS);
  readonly #idle: number[] = Array.from({ length: SERVERS }, (_, server) => server);
  #head = 0;
  waiting = 0;
  arrived = 0;
  departed = 0;
  area = 0;
  changedAtUs = 0;

  constructor(network: Network) {
    this.#network = network;
  }

  get inNode(): number {
    return this.waiting + SERVERS - this.#idle.length;
  }

  start(): void {
    this.#network.events.after(this.#network.exponential(BETWEEN_US), Phase.Client, this, ARRIVAL);
  }

  /** A departure from the server `arg`, or an arrival from outside. */
  fire(now: Instant, arg: number): void {
    if (arg <= DEPARTURE_MAX) return this.#depart(now, arg);
    this.enter(now);
    this.start();
  }

  enter(now: number): void {
    this.#note(now);
    this.arrived++;
    const server = this.#idle.pop();
    if (server !== undefined) return this.#serve(server, now);
    if (this.waiting === RING) throw new Error('a ring of the bench is full');
    this.#waiting[(this.#head + this.waiting++) & (RING - 1)] = now;
  }

  #serve(server: number, arrivedUs: number): void {
    this.#served[server] = arrivedUs;
    this.#network.events.after(this.#network.exponential(SERVICE_US), Phase.Engine, this, server);
  }

  #depart(now: number, server: number): void {
    this.#note(now);
    this.departed++;
    this.histogram.record(now - (this.#served[server] as number));
    if (this.waiting === 0) this.#idle.push(server);
    else {
      this.waiting--;
      this.#serve(server, this.#waiting[this.#head++ & (RING - 1)] as number);
    }
    this.#network.passOn(now);
  }

  #note(now: number): void {
    this.area += this.inNode * (now - this.changedAtUs);
    this.changedAtUs = now;
  }
}

/** Mean time between a node's arrivals from outside: half of its λ = ρ · servers / service, the rest hops in. */
const BETWEEN_US = SERVICE_US / (SERVERS * UTILISATION * (1 - HOPS_ON));

export class Network {
  readonly nodes: readonly Node[];
  readonly events: EventList;
  readonly #draw = uniform(777);

  constructor(nodes: number, events: EventList) {
    this.events = events;
    this.nodes = Array.from({ length: nodes }, () => new Node(this));
    for (const node of this.nodes) node.start();
  }

  exponential(mean: number): Duration {
    return Math.round(-Math.log(this.#draw()) * mean) as Duration;
  }

  passOn(now: number): void {
    if (this.#draw() < HOPS_ON) (this.nodes[Math.floor(this.#draw() * this.nodes.length)] as Node).enter(now);
  }
}

export function ladderEvents(): EventList {
  const kernel = new Kernel();
  const forever = instant(2 ** 50 - 1);
  return {
    after: (delay, phase, handler, arg) => kernel.after(delay, phase, handler, arg),
    run: (events) => kernel.run(forever, events),
  };
}

/** The same order of events from a binary heap of objects, handlers and arguments in plain arrays. */
export function heapEvents(): EventList {
  const heap = new ObjectHeap();
  const handlers: EventHandler[] = [];
  const args: number[] = [];
  const free: number[] = [];
  let now = 0;
  return {
    after(delay, phase, handler, arg) {
      const slot = free.pop() ?? handlers.length;
      handlers[slot] = handler;
      args[slot] = arg;
      heap.push(slot, (now + delay) * 8 + phase);
    },
    run(events) {
      for (let i = 0; i < events; i++) {
        const { key, slot } = heap.pop();
        now = Math.floor(key / 8);
        free.push(slot);
        (handlers[slot] as EventHandler).fire(now as Instant, args[slot] as number);
      }
      return events;
    },
  };
}
