/** A line of a script as data: `verb word… name=value… flag…`. Whatever a line does not use up is an error. */

export type Fields = Readonly<Record<string, string | number>>;

export interface QueueOptions {
  readonly type: 'classic' | 'quorum';
  readonly maxLength: number | undefined;
  readonly maxBytes: number | undefined;
  readonly overflow: 'dropHead' | 'reject' | 'rejectDlx';
  readonly ttl: number | undefined;
  /** Deleted when unused for so long. */
  readonly expires: number | undefined;
  /** What dies goes to this queue, or to this exchange with this key. */
  readonly deadTo: string | undefined;
  readonly deadExchange: string | undefined;
  readonly deadKey: string | undefined;
  readonly deliveryLimit: number | undefined;
  /** The highest priority. */
  readonly priorities: number | undefined;
  readonly singleActive: boolean;
  readonly transient: boolean;
  /** Of the connection that declares it. */
  readonly exclusive: boolean;
  /** Who declares it; one that is there already is compared. */
  readonly by: string;
}

export interface PublishOptions {
  readonly exchange: string;
  /** Through the default exchange it is the queue's name. */
  readonly key: string;
  readonly numbers: readonly number[];
  readonly by: string;
  /** Confirms are written down. */
  readonly confirm: boolean;
  readonly mandatory: boolean;
  readonly persistent: boolean;
  readonly ttl: number | undefined;
  readonly priority: number | undefined;
  readonly size: number | undefined;
  readonly headers: Fields | undefined;
}

export type Settlement = 'ack' | 'nack' | 'reject';

export type Action =
  | ({ readonly verb: 'queue'; readonly name: string } & QueueOptions)
  | { readonly verb: 'exchange'; readonly name: string; readonly type: string; readonly alternate: string | undefined; readonly by: string }
  | {
      readonly verb: 'bind';
      readonly exchange: string;
      readonly to: string;
      readonly toExchange: boolean;
      readonly key: string;
      readonly headers: Fields | undefined;
      readonly match: string | undefined;
    }
  | ({ readonly verb: 'publish' } & PublishOptions)
  /** Publishes a message anew as it was delivered, with what it carries of its deaths. */
  | { readonly verb: 'republish'; readonly who: string; readonly number: number; readonly queue: string }
  | { readonly verb: 'qos'; readonly who: string; readonly prefetch: number }
  | {
      readonly verb: 'consume';
      readonly who: string;
      readonly queue: string;
      /** The consumer's name: its connection's, unless that has several. */
      readonly as: string;
      readonly prefetch: number | undefined;
      readonly noAck: boolean;
      readonly exclusive: boolean;
      readonly priority: number | undefined;
    }
  /** Takes messages one by one and leaves them unsettled. */
  | { readonly verb: 'get'; readonly who: string; readonly queue: string; readonly count: number }
  | { readonly verb: Settlement; readonly who: string; readonly numbers: readonly number[]; readonly multiple: boolean; readonly requeue: boolean }
  | { readonly verb: 'cancel'; readonly who: string; readonly as: string }
  /** Ends a connection: properly, or by cutting it. */
  | { readonly verb: 'close' | 'cut'; readonly who: string }
  | { readonly verb: 'wait'; readonly ms: number }
  /** How many are ready, and what they are: the latter takes them out. */
  | { readonly verb: 'depth' | 'drain' | 'delete'; readonly queue: string }
  /** Kills the server and starts it again. */
  | { readonly verb: 'restart' };

export function parseAction(line: string): Action {
  const words = line.split(' ').filter((word) => word !== '');
  const rest = new Rest(words.slice(1));
  const action = actionOf(words[0] ?? '', rest);
  rest.done();
  return action;
}

function actionOf(verb: string, rest: Rest): Action {
  switch (verb) {
    case 'queue':
      return {
        verb,
        name: rest.word(),
        type: rest.text('type') === 'quorum' ? 'quorum' : 'classic',
        maxLength: rest.number('maxLength'),
        maxBytes: rest.number('maxBytes'),
        overflow: (rest.text('overflow') ?? 'dropHead') as QueueOptions['overflow'],
        ttl: rest.number('ttl'),
        expires: rest.number('expires'),
        deadTo: rest.text('deadTo'),
        deadExchange: rest.text('deadExchange'),
        deadKey: rest.text('deadKey'),
        deliveryLimit: rest.number('deliveryLimit'),
        priorities: rest.number('priorities'),
        singleActive: rest.flag('singleActive'),
        transient: rest.flag('transient'),
        exclusive: rest.flag('exclusive'),
        by: rest.text('by') ?? '',
      };
    case 'exchange':
      return { verb, name: rest.word(), type: rest.text('type') ?? 'direct', alternate: rest.text('alternate'), by: rest.text('by') ?? '' };
    case 'bind': {
      const toExchange = rest.flag('toExchange');
      return {
        verb,
        exchange: rest.word(),
        to: rest.word(),
        toExchange,
        key: rest.text('key') ?? '',
        headers: rest.fields('headers'),
        match: rest.text('match'),
      };
    }
    case 'publish':
      return publishOf(rest);
    case 'republish':
      return { verb, who: rest.word(), number: Number(rest.word()), queue: rest.word() };
    case 'qos':
      return { verb, who: rest.word(), prefetch: Number(rest.word()) };
    case 'consume': {
      const who = rest.word();
      return {
        verb,
        who,
        as: rest.text('as') ?? who,
        prefetch: rest.number('prefetch'),
        priority: rest.number('priority'),
        noAck: rest.flag('noAck'),
        exclusive: rest.flag('exclusive'),
        queue: rest.word(),
      };
    }
    case 'get':
      return { verb, who: rest.word(), queue: rest.word(), count: Number(rest.word()) };
    case 'ack':
    case 'nack':
    case 'reject': {
      const [multiple, requeue] = [rest.flag('multiple'), rest.flag('requeue')];
      return { verb, who: rest.word(), multiple, requeue, numbers: rest.numbers() };
    }
    case 'cancel': {
      const who = rest.word();
      return { verb, who, as: rest.text('as') ?? who };
    }
    case 'close':
    case 'cut':
      return { verb, who: rest.word() };
    case 'wait':
      return { verb, ms: Number(rest.word()) };
    case 'depth':
    case 'drain':
    case 'delete':
      return { verb, queue: rest.word() };
    case 'restart':
      return { verb };
    default:
      throw new Error(`no verb '${verb}'`);
  }
}

/** `publish queue 1 2 3`, or `publish exchange=logs key=a.b 1`. */
function publishOf(rest: Rest): Action {
  const options = {
    by: rest.text('by') ?? 'p',
    confirm: rest.flag('confirm'),
    mandatory: rest.flag('mandatory'),
    persistent: rest.flag('persistent'),
    ttl: rest.number('ttl'),
    priority: rest.number('priority'),
    size: rest.number('size'),
    headers: rest.fields('headers'),
  };
  const exchange = rest.text('exchange');
  const key = exchange === undefined ? rest.word() : (rest.text('key') ?? '');
  return { verb: 'publish', ...options, exchange: exchange ?? '', key, numbers: rest.numbers() };
}

/** The words of a line that nobody has taken yet. */
class Rest {
  readonly #words: string[];

  constructor(words: string[]) {
    this.#words = words;
  }

  word(): string {
    const word = this.#words.shift();
    if (word === undefined || word.includes('=')) throw new Error('a word is missing');
    return word;
  }
  /** All that is left: `1 2` or `1..9`. */
  numbers(): number[] {
    return this.#words.splice(0).flatMap((word) => {
      const [from, to = from] = word.split('..').map(Number) as [number, number?];
      if (!Number.isInteger(from) || !Number.isInteger(to)) throw new Error(`'${word}' is no number`);
      return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    });
  }
  flag(name: string): boolean {
    return this.#take((word) => word === name) !== undefined;
  }
  text(name: string): string | undefined {
    return this.#take((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  }
  number(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : Number(text);
  }
  /** `a:1,b:two,c:'1'`: what looks like a number is one, unless quoted. */
  fields(name: string): Fields | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const pairs = text.split(',').filter((pair) => pair !== '');
    return Object.fromEntries(
      pairs.map((pair) => {
        const [field = '', value = ''] = pair.split(':');
        return [field, /^\d+$/.test(value) ? Number(value) : value.replaceAll("'", '')];
      }),
    );
  }
  done(): void {
    if (this.#words.length > 0) throw new Error(`'${this.#words.join(' ')}' means nothing here`);
  }

  #take(wanted: (word: string) => boolean): string | undefined {
    const at = this.#words.findIndex(wanted);
    return at < 0 ? undefined : this.#words.splice(at, 1)[0];
  }
}
