/**
 * Reads an AsyncAPI 3.0 document and reports what its specification does not allow: fields that an object lacks or does not have,
 * references that lead nowhere, addresses with parameters. The specification's own JSON Schema is larger than the product; documents of every
 * example were checked with @asyncapi/parser 3.6.3 by hand.
 */
import { parse } from 'yaml';

export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

interface Shape {
  readonly needs: readonly string[];
  readonly may: readonly string[];
}

const ROOT: Shape = { needs: ['asyncapi', 'info'], may: ['id', 'defaultContentType', 'servers', 'channels', 'operations', 'components'] };
const INFO: Shape = { needs: ['title', 'version'], may: ['description'] };
const SERVER: Shape = { needs: ['host', 'protocol'], may: ['protocolVersion', 'title', 'bindings'] };
const CHANNEL: Shape = { needs: ['address', 'servers', 'bindings'], may: ['title', 'messages'] };
const OPERATION: Shape = { needs: ['action', 'channel'], may: ['summary', 'messages', 'bindings'] };
const MESSAGE: Shape = { needs: ['name', 'contentType', 'payload'], may: ['headers', 'bindings'] };
const BINDINGS: Readonly<Record<string, Shape>> = {
  'server.jms': { needs: ['jmsConnectionFactory', 'bindingVersion'], may: [] },
  'channel.kafka': { needs: ['topic', 'partitions', 'replicas', 'bindingVersion'], may: ['topicConfiguration'] },
  'channel.amqp': { needs: ['is', 'bindingVersion'], may: ['queue', 'exchange'] },
  'channel.jms': { needs: ['destination', 'bindingVersion'], may: ['destinationType'] },
  'operation.kafka': { needs: ['groupId', 'bindingVersion'], may: [] },
  'operation.amqp': { needs: ['bindingVersion'], may: ['ack', 'cc'] },
  'message.kafka': { needs: ['key', 'bindingVersion'], may: [] },
};
const VERSIONS: Readonly<Record<string, string>> = { kafka: '0.5.0', amqp: '0.3.0', jms: '0.0.1' };

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
export const entriesOf = (value: Json | undefined): [string, JsonObject][] =>
  Object.entries(isObject(value) ? value : {}).filter((entry): entry is [string, JsonObject] => isObject(entry[1]));

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

export const parseAsyncapi = (text: string): JsonObject => parse(text) as JsonObject;

export function asyncapiProblems(text: string): string[] {
  const document = parseAsyncapi(text);
  const problems: string[] = [];
  const check = (at: string, value: JsonObject, { needs, may }: Shape): void => {
    for (const field of needs) if (!(field in value)) problems.push(`${at} lacks ${field}`);
    for (const field of Object.keys(value)) {
      if (![...needs, ...may].includes(field) && !/^x-[\w.-]+$/.test(field)) problems.push(`${at} has no field ${field}`);
    }
  };
  const checkBindings = (at: string, kind: string, value: Json | undefined): void => {
    for (const [protocol, binding] of entriesOf(value)) {
      const shape = BINDINGS[`${kind}.${protocol}`];
      if (shape === undefined) problems.push(`${at} has a binding of ${protocol}`);
      else check(`${at} ${protocol}`, binding, shape);
      if (binding.bindingVersion !== VERSIONS[protocol]) problems.push(`${at} ${protocol} is of version ${JSON.stringify(binding.bindingVersion)}`);
    }
  };
  const mapOf = (key: string, value: Json | undefined): [string, JsonObject][] => {
    for (const [name] of entriesOf(value)) if (!/^[a-zA-Z][a-zA-Z0-9._-]*$/.test(name)) problems.push(`${key}: ${name} is no key`);
    return entriesOf(value);
  };

  check('the document', document, ROOT);
  check('info', document.info as JsonObject, INFO);
  for (const [key, server] of mapOf('servers', document.servers)) {
    check(key, server, SERVER);
    checkBindings(key, 'server', server.bindings);
  }
  for (const [key, channel] of mapOf('channels', document.channels)) {
    check(key, channel, CHANNEL);
    checkBindings(key, 'channel', channel.bindings);
    if (typeof channel.address === 'string' && /[{}?#]|\/$/.test(channel.address)) problems.push(`${key}: ${channel.address} is no address`);
    mapOf(key, channel.messages);
    const amqp = isObject(channel.bindings) && isObject(channel.bindings.amqp) ? channel.bindings.amqp : undefined;
    if (amqp && (amqp.is === 'queue') !== ('queue' in amqp && !('exchange' in amqp))) problems.push(`${key} is both or none`);
  }
  for (const [key, operation] of mapOf('operations', document.operations)) {
    check(key, operation, OPERATION);
    checkBindings(key, 'operation', operation.bindings);
    if (operation.action !== 'send' && operation.action !== 'receive') problems.push(`${key} has action ${JSON.stringify(operation.action)}`);
    const channel = isObject(operation.channel) ? textOf(operation.channel.$ref) : '';
    for (const message of Array.isArray(operation.messages) ? operation.messages : []) {
      if (!textOf((message as JsonObject).$ref).startsWith(`${channel}/messages/`)) problems.push(`${key} has a message of another channel`);
    }
  }
  for (const [key, message] of mapOf('messages', isObject(document.components) ? document.components.messages : undefined)) {
    check(key, message, MESSAGE);
    checkBindings(key, 'message', message.bindings);
  }
  return [...problems, ...danglingRefs(document, document)];
}

function danglingRefs(document: JsonObject, value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!isObject(value)) return (value as readonly Json[]).flatMap((item) => danglingRefs(document, item));
  if (typeof value.$ref !== 'string') return Object.values(value).flatMap((inner) => danglingRefs(document, inner));
  let at: Json | undefined = document;
  for (const step of value.$ref.replace(/^#\//, '').split('/')) at = isObject(at) ? at[step] : undefined;
  return at === undefined ? [`${value.$ref} leads nowhere`] : [];
}
