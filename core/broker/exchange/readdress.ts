/** Gives dead letters the routing key their queue wants, in place of their own. One object still stands for all messages of a kind. */
import { LIMITS } from '../../base/limits.ts';
import type { MessageProperties } from '../../base/workload.ts';

export function readdress(routingKey: string): (properties: MessageProperties | undefined) => MessageProperties {
  const made = new Map<MessageProperties | undefined, MessageProperties>();
  return (properties) => {
    const known = made.get(properties);
    if (known !== undefined) return known;
    if (made.size >= LIMITS.cachedRoutes) made.clear();
    const changed = { ...properties, routingKey };
    made.set(properties, changed);
    return changed;
  };
}
