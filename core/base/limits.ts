/**
 * Every limit of the product, in one place. Whatever hits one says its name.
 * Counts unless a suffix says otherwise.
 */
export const LIMITS = {
  /** Largest instant the kernel can order: three bits are kept below it for the phase. */
  horizonUs: 2 ** 50 - 1,
  /** Pending timers in one kernel. */
  pendingEvents: 1 << 24,
  /** Events that may fire at one instant before the run is judged to be spinning. */
  eventsPerInstant: 5_000_000,
  nodes: 2_000,
  edges: 5_000,
  partitionsPerTopic: 1_000,
  /** Of all topics together, and of all consumers: each takes memory before anything flows. */
  partitions: 100_000,
  instances: 50_000,
  consumerInstances: 1_000,
  concurrency: 10_000,
  brokerThreads: 1_024,
  /** Servers of one cluster. */
  serversPerBroker: 9,
  /** Records a queue may hold; at this depth it refuses with reason `queue_full` whatever its own setting. */
  queueRecords: 20_000_000,
  /** Records one producer may keep waiting: Kafka's buffer.memory is in bytes, this guards the count. */
  producerBufferRecords: 20_000_000,
  /** Records a partition log may keep. */
  logRecords: 100_000_000,
  /** Routing keys, or sets of headers, an exchange remembers the way of; beyond it begins anew. */
  cachedRoutes: 100_000,
  channelCapacity: 1_000_000,
  /** Characters of a message selector, and brackets within brackets in it. */
  selectorLength: 2_000,
  selectorDepth: 100,
  /** Ready messages a queue looks through for one that somebody wants: ActiveMQ's maxPageSize. */
  selectorPage: 200,
  /** Message groups a queue knows the owner of: ActiveMQ's default. */
  messageGroups: 1_024,
  /** Messages of one JMS transaction. */
  transactionRecords: 100_000,
  ratePerSec: 10_000_000,
  keyCount: 1_000_000,
  /** Rows of a replayed load, and characters of all of them together: with more the file could not be read again. */
  replayRows: 100_000,
  replayCharacters: 4 * 1024 * 1024,
  /** Changes of state a bursting load may make in a run. */
  burstChanges: 100_000,
  /** Users of one closed loop. */
  users: 100_000,
  /** Largest size a quantity may name: 1 TiB. */
  quantityBytes: 2 ** 40,
  recordBytes: 16 * 1024 * 1024,
  nameLength: 120,
  /** Bytes of a scenario file; larger is refused before parsing. */
  scenarioFileBytes: 8 * 1024 * 1024,
  /** Depth of nesting accepted in a scenario file. */
  scenarioDepth: 32,
  /** What a person did to one run, in a recording of it. */
  recordedInputs: 20_000,
  /** Faults one scenario may list. */
  faults: 200,
  issues: 200,
  /** Rare events kept for the list; more are counted as dropped. */
  runEvents: 5_000,
  /** Rows of a run's series: the sample interval is chosen so that the horizon fits. */
  seriesRows: 3_600,
  /**
   * Columns of a run that are one per partition, and one per bucket of a latency: with them a run of average size has as many
   * numbers as the screen keeps without letting rows go. What is beyond is not recorded, and the frames' schema says so.
   */
  partitionColumns: 2_000,
  latencyColumns: 1_920,
  /** Frame batches posted and not yet acknowledged by the screen. */
  unacknowledgedFrames: 2,
  /** What of a node's inside is shown: partitions, and members, consumers or ways; the rest is counted. */
  shownPartitions: 200,
  shownMembers: 100,
  /** Messages of a run whose loss, order and duplicates are watched: four bytes each, and two bits for each reader. */
  witnessedMessages: 1 << 24,
  /** Keys, of all producers together, whose order is watched. */
  witnessedKeys: 1 << 22,
  /** Subscribers of a broadcast each of which is watched by itself; all of them are watched together. */
  witnessedSubscribers: 16,
  /** Stored copies a look for lost messages goes through while the run goes on; with more it waits for the end. */
  witnessLook: 50_000,
  /** Of one message that is followed: copies, steps, and rare events beside them. */
  journeyCopies: 500,
  journeySteps: 20_000,
  journeyEvents: 200,
  /** Rows of one page of messages, and messages a search looks at for it. */
  browseRows: 100,
  browseScan: 2_000_000,
  /** Steps that can be undone, and single changes in all of them together: moving a thousand components is a thousand changes. */
  undoSteps: 2_000,
  undoChanges: 400_000,
  /** Notes and frames of one design. */
  notes: 500,
  /** Of what is imported: files, bytes and lines of each, how deep it nests, and what aliases may make of it. */
  importFiles: 64,
  importFileBytes: 1024 * 1024,
  importLines: 50_000,
  importDepth: 64,
  importAliases: 100,
  importServices: 500,
  /** Of one film of a run. */
  filmSeconds: 120,
  filmBytes: 200 * 1024 * 1024,
} as const;
export type LimitName = keyof typeof LIMITS;
