/** The scenarios that come with the product. Their files are canonical; a test keeps them so, and free of issues. */
import { type Example, lazyExample } from './example.ts';
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


/** From the simplest to the one worth showing. */
export const EXAMPLES: readonly Example[] = [
  lazyExample('pipe', pipe),
  lazyExample('worker-pool', workerPool),
  lazyExample('point-to-point', pointToPoint),
  lazyExample('publish-subscribe', publishSubscribe),
  lazyExample('request-reply', requestReply),
  lazyExample('durable-subscription', durableSubscription),
  lazyExample('topic-routing', topicRouting),
  lazyExample('fan-out-dead-letters', fanOutDeadLetters),
  lazyExample('priority-queue', priorityQueue),
  lazyExample('retry-compensation', retryCompensation),
  lazyExample('retry-ladder', retryLadder),
  lazyExample('order-saga', orderSaga),
  lazyExample('quorum-queue', quorumQueue),
  lazyExample('jms-redelivery', jmsRedelivery),
  lazyExample('kafka-stream', kafkaStream),
  lazyExample('log-collection', logCollection),
  lazyExample('replicated-topic', replicatedTopic),
  lazyExample('compacted-topic', compactedTopic),
  lazyExample('cooperative-rebalance', cooperativeRebalance),
  lazyExample('day-traffic', dayTraffic),
  lazyExample('flash-sale', flashSale),
];
