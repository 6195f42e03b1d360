/** Queues and topics that ActiveMQ and Artemis are told to have: in variables, arguments, and the simple forms of their XML files. */
import type { KnownService } from '../classify.ts';
import { flagsIn } from '../flags.ts';
import type { SourceFile } from '../imported.ts';
import { mountedFiles } from '../serviceCommands.ts';

export interface Destination {
  readonly kind: 'queue' | 'broadcast';
  readonly name: string;
}

export interface ToldDestinations {
  readonly destinations: readonly Destination[];
  /** Read for their destinations only. */
  readonly files: readonly SourceFile[];
}

export function toldDestinations({ service, image }: KnownService, files: ReadonlyMap<string, SourceFile>): ToldDestinations {
  const found: Destination[] = [];
  for (const [key, text] of service.environment) {
    if (/^(?:EXTRA_ARGS|AMQ_EXTRA_ARGS|ARTEMIS_EXTRA_ARGS)$/.test(key)) {
      const flags = flagsIn([text]);
      found.push(...listed(flags.get('queues')?.value, 'queue'), ...listed(flags.get('addresses')?.value, 'broadcast'));
    }
    if (key === 'AMQ_QUEUES') found.push(...listed(text.value, 'queue'));
    if (key === 'AMQ_ADDRESSES') found.push(...listed(text.value, 'broadcast'));
    // webcenter/activemq: one variable a list.
    const own = /^ACTIVEMQ_CONFIG_(QUEUES|TOPICS)_/.exec(key)?.[1];
    if (own !== undefined) found.push(...listed(text.value, own === 'QUEUES' ? 'queue' : 'broadcast'));
  }
  const read =
    image?.kind.system === 'activemq'
      ? mountedFiles(service, files).filter(({ file }) => /\.xml$/i.test(file.path) && /<(?:broker|core|destinations|addresses)\b/.test(file.text))
      : [];
  for (const { file } of read) found.push(...fromXml(file.text));
  const unique = new Map(found.map((one) => [`${one.kind} ${one.name}`, one]));
  return { destinations: Array.from(unique.values()), files: Array.from(new Set(read.map(({ file }) => file))) };
}

/** `a:anycast,b:multicast`; without a word behind it, what the option means. */
function listed(text: string | undefined, fallback: Destination['kind']): Destination[] {
  return (text ?? '')
    .split(/[,;\s]+/)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, name = entry, routing] = /^(.*?)(?::(anycast|multicast))?$/i.exec(entry) ?? [];
      const kind = routing === undefined ? fallback : routing.toLowerCase() === 'anycast' ? 'queue' : 'broadcast';
      return { kind, name };
    });
}

/** Names with wildcards are rules for many, and no destinations. */
const isPlain = (name: string): boolean => name !== '' && !/[#*>]/.test(name);

function fromXml(xml: string): Destination[] {
  const text = withoutComments(xml);
  const found: Destination[] = [];
  // ActiveMQ: what lies in <destinations> exists from the start.
  for (const inner of blocks(text, '<destinations>', '</destinations>')) {
    for (const [, kind, name = ''] of inner.matchAll(/<(queue|topic)\s[^<>]*?physicalName="([^"<>]*)"/g)) {
      found.push({ kind: kind === 'queue' ? 'queue' : 'broadcast', name });
    }
  }
  // Artemis: an address is a topic where its routing is multicast, and has its queues where it is anycast.
  for (const block of blocks(text, '<address ', '</address>')) {
    const address = /^[^<>]*?name="([^"<>]*)"/.exec(block)?.[1] ?? '';
    for (const body of blocks(block, '<anycast>', '</anycast>')) {
      for (const [, name = ''] of body.matchAll(/<queue\s[^<>]*?name="([^"<>]*)"/g)) found.push({ kind: 'queue', name });
    }
    if (/<multicast\s?\/?>/.test(block)) found.push({ kind: 'broadcast', name: address });
  }
  return found.filter(({ name }) => isPlain(name) && !name.startsWith('activemq.'));
}

/** What lies between two marks, as often as it does; each part of the text is looked at once. */
function blocks(text: string, open: string, close: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(open); at !== -1; ) {
    const end = text.indexOf(close, at);
    if (end === -1) break;
    found.push(text.slice(at + open.length, end));
    at = text.indexOf(open, end);
  }
  return found;
}

function withoutComments(text: string): string {
  const kept: string[] = [];
  for (let at = 0; at !== -1 && at < text.length; ) {
    const start = text.indexOf('<!--', at);
    kept.push(text.slice(at, start === -1 ? text.length : start));
    const end = start === -1 ? -1 : text.indexOf('-->', start);
    at = end === -1 ? -1 : end + 3;
  }
  return kept.join('');
}
