/**
 * Faults as they happen: each begins at its instant and ends after its time, or when it is repaired. What holds at a link or a
 * server follows from the faults that are active there, so that two may overlap and each end leaves what the other does.
 * SPEC.md, R14–R17.
 */
import { unreachable } from '../base/assert.ts';
import type { FaultSpec } from '../base/faults.ts';
import { duration, type Instant, instant } from '../base/units.ts';
import type { BrokerNode } from '../broker/brokerNode.ts';
import { Poison } from '../client/poison.ts';
import type { FaultPlan } from '../compile/plan.ts';
import { type EventHandler, NO_TIMER, Phase, type TimerId } from '../kernel/scheduler.ts';
import { combined, type LinkTrouble } from '../net/linkTrouble.ts';
import type { World } from './world.ts';

interface Active {
  readonly fault: FaultSpec;
  /** Instances that crashed by it. */
  readonly instances: number[];
  timer: TimerId;
}
type Of<K extends FaultSpec['kind']> = Extract<FaultSpec, { kind: K }>;

/** A planned one is numbered when it is planned, any when it begins. */
export class Faults implements EventHandler {
  readonly #world: World;
  /** Those that have not begun, by number. */
  readonly #planned = new Map<number, { readonly fault: FaultSpec; readonly timer: TimerId }>();
  /** By number; ended ones are gone. */
  readonly #active = new Map<number, Active>();
  #next = 0;

  constructor(world: World, planned: readonly FaultPlan[]) {
    this.#world = world;
    this.#plan(planned);
  }

  /** Others are planned from now on; those whose instant is over do not come any more, and what has begun goes on. */
  replan(planned: readonly FaultPlan[]): void {
    for (const { timer } of this.#planned.values()) this.#world.kernel.cancel(timer);
    this.#planned.clear();
    this.#plan(planned.filter(({ atUs }) => atUs > this.#world.kernel.now()));
  }

  #plan(planned: readonly FaultPlan[]): void {
    for (const { atUs, fault } of planned) {
      const number = this.#next++;
      this.#planned.set(number, { fault, timer: this.#world.kernel.at(instant(atUs), Phase.Control, this, number) });
    }
  }

  /** What is wrong now, in the order it began. */
  get active(): readonly FaultSpec[] {
    return [...this.#active.values()].map(({ fault }) => fault);
  }

  fire(_now: Instant, number: number): void {
    const planned = this.#planned.get(number);
    if (planned === undefined) return this.#end(number);
    this.#planned.delete(number);
    this.begin(planned.fault);
  }

  begin(fault: FaultSpec): void {
    const number = this.#next++;
    const active: Active = { fault, instances: [], timer: NO_TIMER };
    this.#active.set(number, active);
    this.#world.onEvent('fault.started', fault.target, detailOf(fault));
    this.#act(number, active);
    if (fault.kind === 'poison' || !this.#active.has(number)) this.#active.delete(number);
    else if (fault.forUs !== null && !awaitsMoment(fault)) this.#endAfter(number, active, fault.forUs);
  }

  /** Ends all that is wrong with a node or an edge; '' for everything. */
  repair(target: string): void {
    for (const [number, { fault }] of this.#active) if (target === '' || fault.target === target) this.#end(number);
  }

  #endAfter(number: number, active: Active, us: number): void {
    active.timer = this.#world.kernel.after(duration(us), Phase.Control, this, number);
  }

  #end(number: number): void {
    const active = this.#active.get(number);
    if (active === undefined) return;
    this.#active.delete(number);
    this.#world.kernel.cancel(active.timer);
    this.#undo(active);
    this.#world.onEvent('fault.ended', active.fault.target, detailOf({ ...active.fault, forUs: null }));
  }

  #act(number: number, active: Active): void {
    const { fault } = active;
    switch (fault.kind) {
      case 'brokerCrash':
        for (const server of this.#serversOf(fault)) server.crash(fault.mode);
        return;
      case 'brokerPause':
      case 'slowDisk':
        return this.#setServers(fault);
      case 'linkDelay':
      case 'linkLoss':
      case 'linkDuplicate':
      case 'linkPartition':
        return this.#setLink(fault.target);
      case 'clientCrash':
        return this.#crashClient(number, active, fault);
      case 'poison':
        this.#poisonOf(fault.target, (poison) => (poison.messages += fault.messages));
        return;
      case 'poisonShare':
        return this.#setShare(fault.target);
      default:
        return unreachable(fault);
    }
  }

  #undo({ fault, instances }: Active): void {
    switch (fault.kind) {
      case 'brokerCrash':
        for (const server of this.#serversOf(fault)) if (!this.#isAbout('brokerCrash', server)) server.restart();
        // A server that was paused when it crashed is still to stand still.
        return this.#setServers(fault);
      case 'brokerPause':
      case 'slowDisk':
        return this.#setServers(fault);
      case 'linkDelay':
      case 'linkLoss':
      case 'linkDuplicate':
      case 'linkPartition':
        return this.#setLink(fault.target);
      case 'clientCrash':
        return this.#restartClient(fault, instances);
      case 'poison':
        return;
      case 'poisonShare':
        return this.#setShare(fault.target);
      default:
        return unreachable(fault);
    }
  }

  // --- servers ---

  #serversOf({ target, server }: Of<'brokerCrash' | 'brokerPause' | 'slowDisk'>): readonly BrokerNode[] {
    const cluster = this.#world.clusters[this.#world.plan.brokers.findIndex(({ id }) => id === target)];
    if (cluster === undefined) return [];
    return server === null ? cluster.servers : cluster.servers.slice(server, server + 1);
  }

  #isAbout(kind: 'brokerCrash' | 'brokerPause', server: BrokerNode): boolean {
    return this.active.some((fault) => fault.kind === kind && this.#serversOf(fault).includes(server));
  }

  #setServers(changed: Of<'brokerCrash' | 'brokerPause' | 'slowDisk'>): void {
    for (const server of this.#serversOf(changed)) {
      const slow = this.active.filter((fault) => fault.kind === 'slowDisk' && this.#serversOf(fault).includes(server)) as Of<'slowDisk'>[];
      const slowdown = slow.reduce((factor, fault) => factor * fault.factor, 1);
      server.station.slowdown = slowdown;
      server.disk.slowdown = slowdown;
      if (this.#isAbout('brokerPause', server)) server.pause();
      else server.resume();
    }
  }

  // --- links ---

  #setLink(id: string): void {
    const troubles = this.active.flatMap((fault) => (fault.target === id ? troubleOf(fault) : []));
    this.#world.links.get(id)?.suffer(combined(troubles));
  }

  // --- clients ---

  #crashClient(number: number, active: Active, { target, instance, moment }: Of<'clientCrash'>): void {
    const producer = this.#producer(target);
    if (producer !== undefined) return producer.crash();
    const consumer = this.#consumer(target);
    if (consumer === undefined) return;
    if (moment === 'now') {
      const { count } = consumer.plan;
      for (let i = 0; i < count; i++) if (instance === null || instance === i) active.instances.push(i);
      for (const i of active.instances) consumer.crash(i);
      return;
    }
    consumer.onCrash = (crashed) => {
      active.instances.push(crashed);
      this.#world.onEvent('client.crashed', target, { instance: crashed + 1, moment });
      if (active.fault.forUs !== null && this.#active.has(number)) this.#endAfter(number, active, active.fault.forUs);
    };
    consumer.crashAt(moment, instance);
  }

  #restartClient({ target, moment }: Of<'clientCrash'>, instances: readonly number[]): void {
    const others = [...this.#active.values()].filter(({ fault }) => fault.kind === 'clientCrash' && fault.target === target);
    if (others.length === 0) this.#producer(target)?.restart();
    const consumer = this.#consumer(target);
    if (consumer === undefined) return;
    if (moment !== 'now' && instances.length === 0) consumer.disarm();
    for (const instance of instances) if (!others.some((other) => other.instances.includes(instance))) consumer.restart(instance);
  }

  #setShare(target: string): void {
    const shares = this.active.flatMap((fault) => (fault.kind === 'poisonShare' && fault.target === target ? [fault.probability] : []));
    this.#poisonOf(target, (poison) => (poison.probability = Math.max(0, ...shares)));
  }

  #poisonOf(target: string, change: (poison: Poison) => void): void {
    const producer = this.#producer(target);
    producer?.catchUp();
    if (producer !== undefined) change((producer.poison ??= new Poison(this.#world.random(`${target}/poison`))));
  }

  #producer(id: string) {
    return this.#world.producers[this.#world.plan.producers.findIndex((p) => p.id === id)];
  }
  #consumer(id: string) {
    return this.#world.consumers[this.#world.plan.consumers.findIndex((c) => c.id === id)];
  }
}

/** It begins when the moment comes. */
const awaitsMoment = (fault: FaultSpec): boolean => fault.kind === 'clientCrash' && fault.moment !== 'now';

function troubleOf(fault: FaultSpec): Partial<LinkTrouble>[] {
  switch (fault.kind) {
    case 'linkDelay':
      return [{ extraUs: fault.extraUs }];
    case 'linkLoss':
      return [{ loss: fault.probability }];
    case 'linkDuplicate':
      return [{ duplicate: fault.probability }];
    case 'linkPartition':
      return [{ cutUp: fault.way !== 'fromBroker', cutDown: fault.way !== 'toBroker' }];
    default:
      return [];
  }
}

/** For people: servers and instances count from 1. */
function detailOf({ target: _target, forUs, kind, ...own }: FaultSpec): Readonly<Record<string, string | number>> {
  const said = Object.entries(own).flatMap(([name, value]): [string, string | number][] => {
    if (value === null) return [];
    return [[name, (name === 'server' || name === 'instance') && typeof value === 'number' ? value + 1 : value]];
  });
  return { fault: kind, ...Object.fromEntries(said), ...(forUs === null ? {} : { forUs }) };
}
