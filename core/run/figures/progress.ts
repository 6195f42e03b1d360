/**
 * Where every consumer group stands in every topic, read once per sample for all figures that need it. A group's position in a
 * partition is the next offset to work on of the member that has it; while nobody has it the committed offset, where the next one
 * will begin; without one where the group began. core/metrics/SPEC.md, MT3–MT7.
 */
import type { Topic } from '../../broker/stream/topic.ts';
import type { StreamConsumer } from '../../client/streamConsumer.ts';
import type { World } from '../world.ts';

const UNKNOWN = -1;

/** What a group, or nobody, has still to do at a topic. Lags are records, ages µs. */
export class Standing {
  /** Records from the position to the log's end, summed over partitions. */
  lag = 0;
  /** How long ago the record at the position was meant to be sent, where that is longest. */
  lagUs = 0;
  /** Summed over partitions; NaN of nobody. */
  committed = Number.NaN;
  readonly positions: Float64Array;
  readonly lags: Float64Array;
  /** Of the member that has it. */
  readonly generations: Float64Array;

  constructor(partitions: number) {
    this.positions = new Float64Array(partitions);
    this.lags = new Float64Array(partitions);
    this.generations = new Float64Array(partitions);
  }
}

export class TopicProgress {
  readonly topic: Topic;
  readonly #world: World;
  readonly #destination: number;
  readonly #standings = new Map<string, Standing>();
  /** By partition, of the group that lags most there. */
  readonly lags: Float64Array;
  lag = 0;
  lagUs = 0;
  committed = Number.NaN;

  constructor(world: World, destination: number, topic: Topic) {
    this.#world = world;
    this.#destination = destination;
    this.topic = topic;
    this.lags = new Float64Array(topic.logs.length);
  }

  /** A group's, as it was at the last refresh. */
  of(group: string): Standing {
    let standing = this.#standings.get(group);
    if (standing === undefined) this.#standings.set(group, (standing = new Standing(this.topic.logs.length)));
    return standing;
  }

  refresh(nowUs: number): void {
    const present = [...this.topic.groups.keys()].filter((group) => this.#isPresent(group));
    const groups = present.length === 0 ? [undefined] : present;
    this.lags.fill(0);
    this.lag = this.lagUs = 0;
    this.committed = Number.NaN;
    for (const group of groups) {
      const standing = this.of(group ?? '');
      this.#locate(standing, group);
      this.#measure(standing, nowUs);
      this.lag = Math.max(this.lag, standing.lag);
      this.lagUs = Math.max(this.lagUs, standing.lagUs);
      if (!(this.committed <= standing.committed)) this.committed = standing.committed;
    }
  }

  /** Some consumer of the design is in it; one whose consumers were removed lags behind for nobody. */
  #isPresent(group: string): boolean {
    const { consumers } = this.#world.plan;
    return consumers.some((c) => c.group === group && c.isGone !== true && c.sources.some((s) => s.destination === this.#destination));
  }

  /** Positions and commits; of nobody: the start of every log. */
  #locate(standing: Standing, group: string | undefined): void {
    const { positions, generations } = standing;
    positions.fill(UNKNOWN);
    generations.fill(UNKNOWN);
    const destination = this.#destination;
    const readers = this.#world.consumers.filter(({ plan }) => plan.group === group && plan.sources.some((s) => s.destination === destination));
    const note = (member: StreamConsumer): void => {
      for (const { destination: at, partition, takenTo } of member.owned) {
        // One that was taken for dead may still believe that it has the partition.
        if (at !== destination || member.generation < generations[partition]!) continue;
        generations[partition] = member.generation;
        positions[partition] = takenTo;
      }
    };
    for (const reader of readers) reader.eachStreamMember(note);
    const offsets = readers.length === 0 ? undefined : this.#world.groupOf(readers[0]!.plan, destination).offsets;
    standing.committed = offsets?.total(destination) ?? Number.NaN;
    const reading = group === undefined ? undefined : this.topic.groups.get(group);
    for (let p = 0; p < positions.length; p++) {
      if (positions[p] === UNKNOWN) positions[p] = offsets?.get(destination, p) ?? reading?.beganAt(p) ?? 0;
    }
  }

  #measure(standing: Standing, nowUs: number): void {
    const { logs } = this.topic;
    standing.lag = standing.lagUs = 0;
    for (let p = 0; p < logs.length; p++) {
      const log = logs[p]!;
      const position = standing.positions[p]!;
      const lag = log.count(position, log.end);
      standing.lags[p] = lag;
      standing.lag += lag;
      if (lag > this.lags[p]!) this.lags[p] = lag;
      if (lag > 0) standing.lagUs = Math.max(standing.lagUs, nowUs - log.createdUsFrom(position)!);
    }
  }
}

/** All topics of a world. */
export class Progress {
  readonly #world: World;
  readonly #topics = new Map<number, TopicProgress>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Of this destination, which is a topic. */
  of(destination: number, topic: Topic): TopicProgress {
    let progress = this.#topics.get(destination);
    if (progress === undefined) this.#topics.set(destination, (progress = new TopicProgress(this.#world, destination, topic)));
    return progress;
  }

  refresh(nowUs: number): void {
    for (const topic of this.#topics.values()) topic.refresh(nowUs);
  }
}
