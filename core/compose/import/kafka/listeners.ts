/** Where a Kafka server listens and which address it gives its clients, and who can use that: other containers, or programs on the host. */
import type { ComposeService, Text } from '../project.ts';
import type { KafkaFlavour } from '../images.ts';
import { uint } from '../numbers.ts';
import type { Properties } from './properties.ts';

export type Audience = 'containers' | 'host';

export interface Endpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number | undefined;
}

export interface AdvertisedListener extends Endpoint {
  readonly audience: Audience;
  readonly text: Text;
}

export interface Listeners {
  readonly bound: readonly Endpoint[];
  readonly advertised: readonly AdvertisedListener[];
  /** Names of those only controllers use. */
  readonly controllers: readonly string[];
}

const PORT = 9092;

/** `NAME://host:port` with commas between; Redpanda leaves the name out. */
export function parseEndpoints(text: string): Endpoint[] {
  return text
    .split(',')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => {
      const found = /^(?:([\w.-]+):\/\/)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(piece);
      return { name: found?.[1] ?? '', host: found?.[2] ?? '', port: uint(found?.[3]) };
    });
}

export const namesOf = (text: Text | undefined): string[] =>
  (text === undefined ? [] : text.value.split(',').map((name) => name.trim())).filter((n) => n !== '');

export function listenersOf(service: ComposeService, properties: Properties, flavour: KafkaFlavour): Listeners {
  const listeners = properties.get('listeners');
  const bound = listeners === undefined ? [] : parseEndpoints(listeners.value);
  const controllers = namesOf(properties.get('controller.listener.names'));
  const told = properties.get('advertised.listeners');
  const legacyHost = properties.get('advertised.host.name');
  const legacyPort = properties.get('advertised.port') ?? properties.get('port');
  let entries: (Endpoint & { text: Text })[] = [];
  if (told !== undefined) entries = parseEndpoints(told.value).map((endpoint) => ({ ...endpoint, text: told }));
  else if (legacyHost !== undefined) entries = [{ name: 'PLAINTEXT', host: legacyHost.value, port: uint(legacyPort?.value) ?? PORT, text: legacyHost }];
  else if (listeners !== undefined) entries = bound.map((endpoint) => ({ ...endpoint, text: listeners }));
  // The image as it is, told nothing, is for programs on the host.
  else if (flavour === 'apache' && properties.size === 0 && service.image !== undefined) {
    entries = [{ name: 'PLAINTEXT', host: 'localhost', port: PORT, text: service.image }];
  }
  const advertised = entries
    .filter(({ name }) => !controllers.includes(name))
    .map((entry): AdvertisedListener => ({ ...entry, audience: audienceOf(entry.host, service, flavour) }));
  return { bound, advertised, controllers };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** No host, or every address: the container's own name is given. Any other name that is not the container's is one of the host's. */
function audienceOf(host: string, service: ComposeService, flavour: KafkaFlavour): Audience {
  if (host === '' || host === '0.0.0.0' || host === '[::]') return 'containers';
  if (flavour === 'wurstmeister' && /^\$?\(?hostname/.test(host)) return 'containers';
  return service.aliases.some((alias) => alias.toLowerCase() === host.toLowerCase()) ? 'containers' : 'host';
}
