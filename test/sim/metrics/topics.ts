/** Topics replayed: logs as lists of records, groups as positions. */
import type { Context } from './context.ts';

/** The instants its records were meant to be sent, by offset. */
export const logsOf = (context: Context, at: number): readonly number[][] => context.once(`logs ${at}`, () => replayLogs(context, at));

function replayLogs({ log, plan }: Context, at: number): readonly number[][] {
  const topic = plan.destinations[at]!;
  const logs: number[][] = Array.from({ length: topic.kind === 'topic' ? topic.partitions : 0 }, () => []);
  for (const { partition, offset, createdUs } of log.all('append').filter((a) => a.at === at))
    createdUs.forEach((us, i) => (logs[partition]![offset + i] = us));
  return logs;
}

/** Of a topic that nobody reads one without a name, which stands at the start of every log. */
export function groupsOf({ plan }: Context, at: number): string[] {
  const groups = new Set(plan.consumers.filter(({ sources }) => sources.some((s) => s.destination === at)).map(({ group }) => group));
  return groups.size === 0 ? [''] : [...groups];
}

const committedBy = ({ log }: Context, at: number, group: string): ReadonlyMap<number, number> =>
  new Map(
    log
      .all('commit')
      .filter((c) => c.at === at && c.group === group)
      .map(({ partition, offset }) => [partition, offset]),
  );

export const committedOf = (context: Context, at: number, group: string): number =>
  group === '' ? Number.NaN : [...committedBy(context, at, group).values()].reduce((a, b) => a + b, 0);

/** Where the group stands in each partition. */
function positionsOf(context: Context, at: number, group: string): number[] {
  const members = context.plan.consumers
    .filter((c) => c.group === group)
    .map(({ id }) => context.member(id))
    .sort((a, b) => a.generation - b.generation);
  const committed = committedBy(context, at, group);
  return logsOf(context, at).map((_, partition) => {
    const owners = members.flatMap(({ owned }) => owned.get(`${at}/${partition}`) ?? []);
    return owners.at(-1)?.position ?? committed.get(partition) ?? 0;
  });
}

export interface Behind {
  readonly lags: readonly number[];
  readonly lagUs: number;
}

export const behind = (context: Context, at: number, group: string): Behind => context.once(`behind ${at} ${group}`, () => measureBehind(context, at, group));

function measureBehind(context: Context, at: number, group: string): Behind {
  const logs = logsOf(context, at);
  const positions = positionsOf(context, at, group);
  const lags = logs.map((log, p) => Math.max(0, log.length - positions[p]!));
  const ages = logs.flatMap((log, p) => (positions[p]! < log.length ? [context.nowUs - log[positions[p]!]!] : []));
  return { lags, lagUs: Math.max(0, ...ages) };
}

/** Records handed to a group that it had been handed before. */
export function readAgain({ log }: Context, at: number): number {
  const seen = new Map<string, number>();
  let again = 0;
  for (const { group, partition, offset, count } of log.all('read').filter((r) => r.at === at)) {
    const key = `${group} ${partition}`;
    const end = seen.get(key) ?? 0;
    again += Math.min(count, Math.max(0, end - offset));
    seen.set(key, Math.max(end, offset + count));
  }
  return again;
}

interface PartitionState {
  leader: number;
  isr: number[];
  replicas: number;
  elections: number;
}

/** Leaders and in-sync servers as the run's own events tell them, from where they began. */
export function replicasOf({ log, plan, world }: Context, at: number): readonly PartitionState[] | undefined {
  const topic = world.destinations[at]!;
  const { id } = plan.destinations[at]!;
  if (topic.kind !== 'topic' || topic.partitions === undefined) return undefined;
  const states = topic.partitions.map(({ replicas }): PartitionState => {
    const servers = replicas.map(({ server }) => server);
    return { leader: servers[0]!, isr: servers, replicas: servers.length, elections: 0 };
  });
  const serversIn = (text: string) =>
    text
      .split(' ')
      .filter(Boolean)
      .map((n) => Number(n) - 1);
  for (const { event } of log.all('told')) {
    const { partition, leader, inSync } = event.detail;
    if (event.entity !== id || partition === undefined) continue;
    const state = states[Number(partition)]!;
    if (inSync !== undefined) state.isr = serversIn(String(inSync));
    if (event.kind === 'partition.offline') state.leader = -1;
    if (event.kind === 'leader.elected') {
      state.leader = Number(leader) - 1;
      state.elections++;
    }
  }
  return states;
}

/**
 * How far each partition of a cluster may be read: as far as everybody in sync has come, which the leader knows from what they asked for
 * last; it never goes back. Undefined once somebody else leads: a new leader begins with what it was told.
 */
export function readableTo(context: Context, at: number): readonly number[] | undefined {
  const states = replicasOf(context, at);
  if (states === undefined) return logsOf(context, at).map((log) => log.length);
  if (states.some(({ elections }) => elections > 0)) return undefined;
  const ends = states.map(({ isr }) => new Map(isr.map((server) => [server, 0])));
  const marks = states.map(() => 0);
  for (const entry of context.log.entries) {
    if ((entry.kind !== 'append' && entry.kind !== 'fetchedBy') || entry.at !== at) continue;
    const p = entry.partition;
    if (entry.kind === 'append') ends[p]!.set(states[p]!.leader, entry.offset + entry.createdUs.length);
    else ends[p]!.set(entry.server, entry.offset);
    marks[p] = Math.max(marks[p]!, Math.min(...states[p]!.isr.map((server) => ends[p]!.get(server)!)));
  }
  return marks;
}
