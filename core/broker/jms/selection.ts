/**
 * What a consumer selects, asked for one message after another: properties are one object per kind of message, so a selector
 * that looks at nothing else is worked out once per kind. The header fields are those of Jakarta Messaging, 3.8.1.1.
 */
import { parseSelector } from '../../base/selector/parseSelector.ts';
import { isSelected, propertiesOf, type Selector } from '../../base/selector/selectorTree.ts';
import type { HeaderValue, MessageProperties } from '../../base/workload.ts';

import { isJmsPersistent } from './persistence.ts';

const DEFAULT_PRIORITY = 4;
/** Fields in which messages of one kind differ. */
const OF_EACH_MESSAGE: readonly string[] = ['JMSTimestamp', 'JMSMessageID'];

/** Undefined for a text that does not parse. */
export function createSelection(text: string): Selection | undefined {
  const parsed = parseSelector(text);
  return parsed.ok ? new Selection(parsed.value) : undefined;
}

export class Selection {
  readonly #selector: Selector;
  readonly #isPerKind: boolean;
  readonly #known = new WeakMap<MessageProperties, boolean>();
  #plain: boolean | undefined;

  constructor(selector: Selector) {
    this.#selector = selector;
    this.#isPerKind = !propertiesOf(selector).some((name) => OF_EACH_MESSAGE.includes(name));
  }

  selects(properties: MessageProperties | undefined, createdUs: number, serial: number): boolean {
    if (!this.#isPerKind) return this.#ask(properties, createdUs, serial);
    if (properties === undefined) return (this.#plain ??= this.#ask(undefined, createdUs, serial));
    let known = this.#known.get(properties);
    if (known === undefined) {
      known = this.#ask(properties, createdUs, serial);
      this.#known.set(properties, known);
    }
    return known;
  }

  #ask(properties: MessageProperties | undefined, createdUs: number, serial: number): boolean {
    return isSelected(this.#selector, (name) => fieldOf(name, properties, createdUs, serial));
  }
}

function fieldOf(name: string, properties: MessageProperties | undefined, createdUs: number, serial: number): HeaderValue | undefined {
  switch (name) {
    case 'JMSDeliveryMode':
      return isJmsPersistent(properties) ? 'PERSISTENT' : 'NON_PERSISTENT';
    case 'JMSPriority':
      return properties?.priority ?? DEFAULT_PRIORITY;
    case 'JMSXGroupID':
      return properties?.group;
    case 'JMSTimestamp':
      return Math.floor(createdUs / 1000);
    case 'JMSMessageID':
      return `ID:${serial}`;
    default: {
      const headers = properties?.headers;
      return headers !== undefined && Object.hasOwn(headers, name) ? headers[name] : undefined;
    }
  }
}
