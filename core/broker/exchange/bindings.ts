/** The bindings of one exchange, arranged so that those a message matches are found at once: by key, by pattern, by headers, or all. */
import { unreachable } from '../../base/assert.ts';
import type { BindingSpec, ExchangeType } from '../../base/routing.ts';
import { type Headers, headersMatcher } from './headersMatch.ts';
import { TopicPatterns } from './topicPattern.ts';

/** What leads out of an exchange, by what it is bound with. A value that several bindings match is found several times. */
export interface BindingTable<Value> {
  add(binding: BindingSpec, value: Value): void;
  match(key: string, headers: Headers | undefined, found: (value: Value) => void): void;
}

export function createBindingTable<Value>(type: ExchangeType): BindingTable<Value> {
  switch (type) {
    case 'direct':
      return new Direct();
    case 'fanout':
      return new Fanout();
    case 'topic': {
      const patterns = new TopicPatterns<Value>();
      return { add: ({ key }, value) => patterns.add(key, value), match: (key, _headers, found) => patterns.match(key, found) };
    }
    case 'headers':
      return new ByHeaders();
    default:
      return unreachable(type);
  }
}

/** Only an equal key will do [RX1]. */
class Direct<Value> implements BindingTable<Value> {
  readonly #byKey = new Map<string, Value[]>();

  add({ key }: BindingSpec, value: Value): void {
    const values = this.#byKey.get(key);
    if (values === undefined) this.#byKey.set(key, [value]);
    else values.push(value);
  }
  match(key: string, _headers: Headers | undefined, found: (value: Value) => void): void {
    this.#byKey.get(key)?.forEach(found);
  }
}

/** Keys do not matter [RX1]. */
class Fanout<Value> implements BindingTable<Value> {
  readonly #values: Value[] = [];

  add(_binding: BindingSpec, value: Value): void {
    this.#values.push(value);
  }
  match(_key: string, _headers: Headers | undefined, found: (value: Value) => void): void {
    this.#values.forEach(found);
  }
}

class ByHeaders<Value> implements BindingTable<Value> {
  readonly #bindings: { readonly matches: (headers: Headers | undefined) => boolean; readonly value: Value }[] = [];

  add({ match = 'all', arguments: wanted }: BindingSpec, value: Value): void {
    this.#bindings.push({ matches: headersMatcher(match, wanted), value });
  }
  match(_key: string, headers: Headers | undefined, found: (value: Value) => void): void {
    for (const { matches, value } of this.#bindings) if (matches(headers)) found(value);
  }
}
