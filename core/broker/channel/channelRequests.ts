/** What a session asks of channels: send, receive, close, select. An answer may come much later, or at a nil channel never. */
import {
  type CloseChannelRequest,
  type DestinationId,
  NIL_CHANNEL,
  NO_REPLY,
  type PublishRequest,
  type ReceiveRequest,
  type Reply,
  type SelectRequest,
} from '../api.ts';
import type { BrokerNode } from '../brokerNode.ts';
import type { ErrorCode } from '../errors.ts';
import type { ChannelEnds } from './channel.ts';
import { type Case, type Choice, select } from './select.ts';
import type { ChannelValue } from './valueBuffer.ts';

const NOTHING: ChannelValue = { createdUs: 0, key: 0, size: 0, serial: 0, properties: undefined };

/** The value by itself: what a sender handed over may be a whole request. */
function contentOf(value: ChannelValue | undefined): ChannelValue {
  if (value === undefined) return NOTHING;
  const { createdUs, key, size, serial, properties } = value;
  return { createdUs, key, size, serial, properties };
}

export class ChannelRequests {
  readonly #broker: BrokerNode;
  readonly #answer: (reply: Reply) => void;

  constructor(broker: BrokerNode, answer: (reply: Reply) => void) {
    this.#broker = broker;
    this.#answer = answer;
  }

  send(channel: ChannelEnds, request: PublishRequest): void {
    channel.send(request, (error) => this.#done(request.id, error));
  }

  receive({ id, destination }: ReceiveRequest): void {
    const channel = this.#channel(destination);
    if (channel === undefined) return this.#done(id, 'wrong_kind');
    channel.receive((value) => this.#answer({ kind: 'received', id, open: value !== undefined, ...contentOf(value) }));
  }

  close({ id, destination }: CloseChannelRequest): void {
    this.#done(id, this.#channel(destination)?.close() ?? 'wrong_kind');
  }

  /** A value that was not sent goes back with the answer. */
  select({ id, cases: asked, hasDefault }: SelectRequest): void {
    let sends = 0;
    const cases: Case[] = [];
    for (const one of asked) {
      const channel = this.#channel(one.destination);
      const value = one.kind === 'send' ? one : undefined;
      if (value !== undefined) sends++;
      if (channel !== undefined) cases.push({ channel, value });
    }
    const answer = ({ chosen, error, received }: Omit<Choice, 'error'> & { readonly error: ErrorCode }): void => {
      const returned = asked[chosen]?.kind === 'send' ? sends - 1 : sends;
      this.#answer({ kind: 'selected', id, error, chosen, returned, open: received !== undefined, ...contentOf(received) });
    };
    if (cases.length < asked.length) answer({ chosen: -1, error: 'wrong_kind', received: undefined });
    else select(cases, hasDefault, this.#broker.random, answer);
  }

  #channel(destination: DestinationId): ChannelEnds | undefined {
    if (destination === NIL_CHANNEL) return this.#broker.nil;
    const found = this.#broker.destination(destination);
    return found?.kind === 'channel' ? found : undefined;
  }

  #done(id: number, error: ErrorCode): void {
    if (id !== NO_REPLY) this.#answer({ kind: 'done', id, error });
  }
}
