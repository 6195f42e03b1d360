/**
 * Queues, exchanges, bindings and policies that a project declares by commands, as the definitions file they come to:
 * `rabbitmqadmin declare queue name=…` of the old tool, `--name …` of the new one, `rabbitmqctl set_policy`.
 */
import type { KnownService } from '../classify.ts';
import type { Command } from '../shell/run.ts';

type Row = Readonly<Record<string, unknown>>;

export interface Declared {
  readonly queues: Row[];
  readonly exchanges: Row[];
  readonly bindings: Row[];
  readonly policies: Row[];
}

/** Also counts what is declared under a name that is not known. */
export function declaredBy(services: readonly KnownService[]): { readonly declared: Declared; readonly unknown: readonly KnownService[] } {
  const declared: Declared = { queues: [], exchanges: [], bindings: [], policies: [] };
  const unknown: KnownService[] = [];
  for (const known of services) {
    const isWhole = known.commands.map((command) => take(command, declared));
    if (isWhole.includes(false)) unknown.push(known);
  }
  return { declared, unknown };
}

/** False: something of it is not known. */
function take(command: Command, declared: Declared): boolean {
  const name = command[0]?.text?.split('/').at(-1) ?? '';
  if (name === 'rabbitmqctl' || name === 'rabbitmqadmin') {
    const words = command.slice(1);
    if (name === 'rabbitmqctl') return words.some(({ text }) => text === 'set_policy') ? policy(command, declared) : true;
    const at = words.findIndex(({ text }) => text === 'declare');
    if (at === -1) return true;
    // The new tool also takes `queues declare`.
    const kind = (words[at + 1]?.text?.startsWith('-') === false ? words[at + 1]?.text : words[at - 1]?.text)?.replace(/s$/, '') ?? '';
    return declare(kind, parametersOf(command), declared);
  }
  return true;
}

/** `key=value`, `--key value` and `--key=value` alike; undefined: the value is not known. */
function parametersOf(command: Command): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  command.forEach(({ text }, i) => {
    if (text === undefined) return;
    const flag = /^--?([\w-]+)$/.exec(text)?.[1];
    const pair = /^(?:--)?([\w-]+)=([\s\S]*)$/.exec(text);
    if (pair !== null) found.set(keyOf(pair[1]!), pair[2]);
    else if (flag !== undefined && command[i + 1] !== undefined) found.set(keyOf(flag), command[i + 1]!.text);
  });
  return found;
}

const keyOf = (key: string): string => (key === 'V' ? 'vhost' : key.replaceAll('-', '_'));

function declare(kind: string, given: ReadonlyMap<string, string | undefined>, declared: Declared): boolean {
  const vhost = given.get('vhost') ?? '/';
  const name = given.get('name');
  const flag = (key: string, fallback: boolean): boolean => (given.has(key) ? given.get(key) === 'true' : fallback);
  const args = json(given.get('arguments'));
  if (kind === 'queue') {
    if (name === undefined) return false;
    const type = given.get('queue_type') ?? given.get('type');
    declared.queues.push({
      name,
      vhost,
      durable: flag('durable', true),
      auto_delete: flag('auto_delete', false),
      arguments: { ...(type === undefined ? {} : { 'x-queue-type': type }), ...args },
    });
  } else if (kind === 'exchange') {
    if (name === undefined) return false;
    declared.exchanges.push({
      name,
      vhost,
      type: given.get('type') ?? 'direct',
      durable: flag('durable', true),
      auto_delete: false,
      internal: flag('internal', false),
      arguments: args,
    });
  } else if (kind === 'binding') {
    const [source, destination] = [given.get('source'), given.get('destination')];
    if (source === undefined || destination === undefined) return false;
    const destination_type = given.get('destination_type') ?? 'queue';
    declared.bindings.push({ source, vhost, destination, destination_type, routing_key: given.get('routing_key') ?? '', arguments: args });
  } else if (kind === 'policy') {
    return addPolicy([name, given.get('pattern'), given.get('definition')], vhost, given, declared);
  }
  return true;
}

/** `rabbitmqctl set_policy [-p vhost] [--priority n] [--apply-to queues] name pattern definition`. */
function policy(command: Command, declared: Declared): boolean {
  const start = command.findIndex(({ text }) => text === 'set_policy');
  const plain: (string | undefined)[] = [];
  for (let i = start + 1; i < command.length; i++) {
    const { text } = command[i]!;
    if (text !== undefined && /^--?[a-z-]+$/.test(text)) i++;
    else if (text?.startsWith('--') !== true) plain.push(text);
  }
  const given = parametersOf(command);
  return addPolicy(plain, given.get('p') ?? given.get('vhost') ?? '/', given, declared);
}

/** Name, pattern and definition come as words of their own, or as parameters; the rest is always parameters. */
function addPolicy(words: readonly (string | undefined)[], vhost: string, given: ReadonlyMap<string, string | undefined>, declared: Declared): boolean {
  const [name, pattern, definition] = words;
  if (name === undefined || pattern === undefined || definition === undefined) return false;
  declared.policies.push({
    name,
    vhost,
    pattern,
    definition: json(definition),
    'apply-to': given.get('apply_to') ?? 'all',
    priority: Number(given.get('priority') ?? 0),
  });
  return true;
}

function json(text: string | undefined): Row {
  try {
    const value = JSON.parse(text ?? '{}') as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {};
  } catch {
    return {};
  }
}
