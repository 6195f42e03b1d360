/** What goes wrong in practice, each twice: with the trouble, whose objectives are missed, and with the fix, whose objectives are met. */
import type { Scenario } from '../../scenario.ts';
import { type ExampleFile, lazyExample } from '../example.ts';
import absentSubscriber from './absent-subscriber.json' with { type: 'json' };
import absentSubscriberFixed from './absent-subscriber-fixed.json' with { type: 'json' };
import behindRetention from './behind-retention.json' with { type: 'json' };
import behindRetentionFixed from './behind-retention-fixed.json' with { type: 'json' };
import committedBeforeDone from './committed-before-done.json' with { type: 'json' };
import committedBeforeDoneFixed from './committed-before-done-fixed.json' with { type: 'json' };
import copiesWithoutSlack from './copies-without-slack.json' with { type: 'json' };
import copiesWithoutSlackFixed from './copies-without-slack-fixed.json' with { type: 'json' };
import deadLetterCycle from './dead-letter-cycle.json' with { type: 'json' };
import deadLetterCycleFixed from './dead-letter-cycle-fixed.json' with { type: 'json' };
import hotPartition from './hot-partition.json' with { type: 'json' };
import hotPartitionFixed from './hot-partition-fixed.json' with { type: 'json' };
import mixedTtl from './mixed-ttl.json' with { type: 'json' };
import mixedTtlFixed from './mixed-ttl-fixed.json' with { type: 'json' };
import newGroupLatest from './new-group-latest.json' with { type: 'json' };
import newGroupLatestFixed from './new-group-latest-fixed.json' with { type: 'json' };
import oneCopyAcknowledged from './one-copy-acknowledged.json' with { type: 'json' };
import oneCopyAcknowledgedFixed from './one-copy-acknowledged-fixed.json' with { type: 'json' };
import partialReject from './partial-reject.json' with { type: 'json' };
import partialRejectFixed from './partial-reject-fixed.json' with { type: 'json' };
import poisonPartition from './poison-partition.json' with { type: 'json' };
import poisonPartitionFixed from './poison-partition-fixed.json' with { type: 'json' };
import poisonRequeue from './poison-requeue.json' with { type: 'json' };
import poisonRequeueFixed from './poison-requeue-fixed.json' with { type: 'json' };
import prefetchOverDistance from './prefetch-over-distance.json' with { type: 'json' };
import prefetchOverDistanceFixed from './prefetch-over-distance-fixed.json' with { type: 'json' };
import publishedToNowhere from './published-to-nowhere.json' with { type: 'json' };
import publishedToNowhereFixed from './published-to-nowhere-fixed.json' with { type: 'json' };
import rebalanceStorm from './rebalance-storm.json' with { type: 'json' };
import rebalanceStormFixed from './rebalance-storm-fixed.json' with { type: 'json' };
import sentTwice from './sent-twice.json' with { type: 'json' };
import sentTwiceFixed from './sent-twice-fixed.json' with { type: 'json' };
import starvedByPriority from './starved-by-priority.json' with { type: 'json' };
import starvedByPriorityFixed from './starved-by-priority-fixed.json' with { type: 'json' };
import tooFewPartitions from './too-few-partitions.json' with { type: 'json' };
import tooFewPartitionsFixed from './too-few-partitions-fixed.json' with { type: 'json' };
import unlimitedPrefetch from './unlimited-prefetch.json' with { type: 'json' };
import unlimitedPrefetchFixed from './unlimited-prefetch-fixed.json' with { type: 'json' };

export interface Situation {
  /** The name of its files: `<id>.json` and `<id>-fixed.json`. */
  readonly id: string;
  /** The files as they are: enough to list and to draw them. */
  readonly file: ExampleFile;
  readonly fixedFile: ExampleFile;
  /** Read when they are first asked for. */
  readonly trouble: Scenario;
  readonly fixed: Scenario;
}

function situation(id: string, troubleFile: unknown, fixedFile: unknown): Situation {
  const [trouble, fixed] = [lazyExample(id, troubleFile), lazyExample(`${id}-fixed`, fixedFile)];
  return {
    id,
    file: trouble.file,
    fixedFile: fixed.file,
    get trouble() {
      return trouble.scenario;
    },
    get fixed() {
      return fixed.scenario;
    },
  };
}

export const SITUATIONS: readonly Situation[] = [
  situation('poison-partition', poisonPartition, poisonPartitionFixed),
  situation('poison-requeue', poisonRequeue, poisonRequeueFixed),
  situation('hot-partition', hotPartition, hotPartitionFixed),
  situation('too-few-partitions', tooFewPartitions, tooFewPartitionsFixed),
  situation('unlimited-prefetch', unlimitedPrefetch, unlimitedPrefetchFixed),
  situation('prefetch-over-distance', prefetchOverDistance, prefetchOverDistanceFixed),
  situation('mixed-ttl', mixedTtl, mixedTtlFixed),
  situation('dead-letter-cycle', deadLetterCycle, deadLetterCycleFixed),
  situation('absent-subscriber', absentSubscriber, absentSubscriberFixed),
  situation('rebalance-storm', rebalanceStorm, rebalanceStormFixed),
  situation('behind-retention', behindRetention, behindRetentionFixed),
  situation('new-group-latest', newGroupLatest, newGroupLatestFixed),
  situation('published-to-nowhere', publishedToNowhere, publishedToNowhereFixed),
  situation('partial-reject', partialReject, partialRejectFixed),
  situation('committed-before-done', committedBeforeDone, committedBeforeDoneFixed),
  situation('one-copy-acknowledged', oneCopyAcknowledged, oneCopyAcknowledgedFixed),
  situation('copies-without-slack', copiesWithoutSlack, copiesWithoutSlackFixed),
  situation('sent-twice', sentTwice, sentTwiceFixed),
  situation('starved-by-priority', starvedByPriority, starvedByPriorityFixed),
];
