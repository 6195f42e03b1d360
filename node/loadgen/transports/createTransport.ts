/** The transport of a system. Only these files know the packages that speak to servers. */
import { unreachable } from '#core/base/assert.ts';
import type { WiredSystem } from '#core/compose/wiring.ts';
import { ArtemisTransport } from './artemis.ts';
import { KafkaTransport } from './kafka.ts';
import { RabbitTransport } from './rabbitmq.ts';
import type { Log, Transport } from './transport.ts';

export function createTransport(system: WiredSystem, address: string, client: string, log: Log): Transport {
  switch (system) {
    case 'kafka':
      return new KafkaTransport(listed(address), client, log, () => performance.timeOrigin + performance.now());
    case 'rabbitmq':
      return new RabbitTransport(listed(address), log);
    case 'artemis':
      return new ArtemisTransport(address, client, log);
    default:
      return unreachable(system);
  }
}

const listed = (addresses: string): string[] => addresses.split(',').map((address) => address.trim());
