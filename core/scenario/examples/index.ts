/** The scenarios that come with the product. Their files are canonical; a test keeps them so, and free of issues. */
import { must } from '../../base/assert.ts';
import { readScenario } from '../parse.ts';
import type { Scenario } from '../scenario.ts';
import compactedTopic from './compacted-topic.json' with { type: 'json' };
import cooperativeRebalance from './cooperative-rebalance.json' with { type: 'json' };
import dayTraffic from './day-traffic.json' with { type: 'json' };
import durableSubscription from './durable-subscription.json' with { type: 'json' };
import fanOutDeadLetters from './fan-out-dead-letters.json' with { type: 'json' };
import flashSale from './flash-sale.json' with { type: 'json' };
import jmsRedelivery from './jms-redelivery.json' with { type: 'json' };
import kafkaStream from './kafka-stream.json' with { type: 'json' };
import logCollection from './log-collection.json' with { type: 'json' };
import orderSaga from './order-saga.json' with { type: 'json' };
import pipe from './pipe.json' with { type: 'json' };
import pointToPoint from './point-to-point.json' with { type: 'json' };
import priorityQueue from './priority-queue.json' with { type: 'json' };
import publishSubscribe from './publish-subscribe.json' with { type: 'json' };
import quorumQueue from './quorum-queue.json' with { type: 'json' };
import replicatedTopic from './replicated-topic.json' with { type: 'json' };
import requestReply from './request-reply.json' with { type: 'json' };
import retryCompensation from './retry-compensation.json' with { type: 'json' };
import retryLadder from './retry-ladder.json' with { type: 'json' };
import topicRouting from './topic-routing.json' with { type: 'json' };
import workerPool from './worker-pool.json' with { type: 'json' };

export interface Example {
  /** The name of its file, without the ending. */
  readonly id: string;
  readonly scenario: Scenario;
}

const example = (id: string, file: unknown): Example => ({ id, scenario: must(readScenario(file).scenario, `the example ${id}`) });

/** From the simplest to the one worth showing. */
export const EXAMPLES: readonly Example[] = [
  example('pipe', pipe),
  example('worker-pool', workerPool),
  example('point-to-point', pointToPoint),
  example('publish-subscribe', publishSubscribe),
  example('request-reply', requestReply),
  example('durable-subscription', durableSubscription),
  example('topic-routing', topicRouting),
  example('fan-out-dead-letters', fanOutDeadLetters),
  example('priority-queue', priorityQueue),
  example('retry-compensation', retryCompensation),
  example('retry-ladder', retryLadder),
  example('order-saga', orderSaga),
  example('quorum-queue', quorumQueue),
  example('jms-redelivery', jmsRedelivery),
  example('kafka-stream', kafkaStream),
  example('log-collection', logCollection),
  example('replicated-topic', replicatedTopic),
  example('compacted-topic', compactedTopic),
  example('cooperative-rebalance', cooperativeRebalance),
  example('day-traffic', dayTraffic),
  example('flash-sale', flashSale),
];
