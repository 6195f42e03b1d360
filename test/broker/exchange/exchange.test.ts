import { describe, expect, it } from 'vitest';
import { FREE } from '../../support/door.ts';
import { Exchanges } from '../../support/exchanges.ts';

let at: Exchanges;
const begin = (...[settings]: ConstructorParameters<typeof Exchanges>): Exchanges => {
  at = new Exchanges(settings);
  return at;
};

const totals = () => {
  const { copied, dropped, refused, difference } = at.door.books.totals();
  expect(difference).toBe(0);
  return { copied, dropped, refused };
};

describe('where an exchange sends', () => {
  it('[EX1] [RX1] direct: to the queues bound with the same key', () => {
    const { queue, exchange, bind, publish, drain } = unbound(begin());
    exchange('direct', 'direct');
    queue('a');
    queue('b');
    bind('direct', 'a', 'red');
    bind('direct', 'b', 'red', 'blue');
    ['red', 'blue', 'green', 're', ''].forEach((routingKey, i) => publish('direct', i + 1, { routingKey }));
    expect([drain('a'), drain('b')]).toEqual([['1'], ['1', '2']]);
  });

  it('[EX1] [RX1] fanout: to every queue, whatever the keys', () => {
    const { queue, exchange, bind, publish, drain } = unbound(begin());
    exchange('all', 'fanout');
    queue('a');
    queue('b');
    bind('all', 'a', 'red');
    bind('all', 'b', '');
    publish('all', 1, { routingKey: 'blue' });
    publish('all', 2);
    expect([drain('a'), drain('b')]).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('[EX1] [RX1] without a name: to the queue that is called like the key', () => {
    const { queue, publish, drain, told } = unbound(begin());
    queue('work');
    queue('other');
    publish('', 1, { routingKey: 'work' });
    publish('', 2, { routingKey: 'work.more' });
    publish('', 3, { routingKey: 'nowhere', mandatory: true });
    expect([drain('work'), drain('other'), told()]).toEqual([['1'], [], ['ack 1', 'ack 2', 'return 3', 'ack 3']]);
  });

  it('[EX1] headers: to those whose arguments it meets', () => {
    const { queue, exchange, bind, publish, drain } = unbound(begin());
    exchange('heads', 'headers');
    for (const name of ['all', 'any', 'none']) queue(name);
    bind('heads', 'all', { key: '', arguments: { a: 1, b: 2 } });
    bind('heads', 'any', { key: '', arguments: { a: 1, b: 2 }, match: 'any' });
    bind('heads', 'none', { key: '', match: 'any' });
    publish('heads', 1, { headers: { a: 1, b: 2 } });
    publish('heads', 2, { headers: { a: 1 } });
    publish('heads', 3, { headers: { a: '1' } });
    publish('heads', 4);
    expect([drain('all'), drain('any'), drain('none')]).toEqual([['1'], ['1', '2'], []]);
  });

  it('[EX2] [RX3] one copy to a queue, however many of its bindings match', () => {
    const { queue, exchange, bind, publish, drain } = unbound(begin());
    exchange('topic', 'topic');
    queue('q');
    bind('topic', 'q', 'q.*', 'q.#');
    publish('topic', 1, { routingKey: 'q.1' });
    expect(drain('q')).toEqual(['1']);
    expect(totals().copied).toEqual({});
  });

  it('[EX2] [RX3] one copy to a queue that several exchanges lead to, and one each to others', () => {
    const { queue, exchange, bind, publish, drain } = unbound(begin());
    exchange('in', 'topic');
    exchange('out', 'fanout');
    queue('a');
    queue('b');
    bind('in', 'out', 'shop.#');
    bind('in', 'b', '*.paid');
    bind('out', 'a', '');
    bind('out', 'b', '');
    ['shop.paid', 'shop.sent', 'bank.paid'].forEach((routingKey, i) => publish('in', i + 1, { routingKey }));
    expect([drain('a'), drain('b')]).toEqual([
      ['1', '2'],
      ['1', '2', '3'],
    ]);
    expect(totals().copied).toEqual({ fan_out: 2 });
  });

  it('[EX2] asks each exchange of a ring once', () => {
    const { queue, exchange, bind, publish, drain, named } = unbound(begin());
    exchange('one', 'fanout');
    exchange('two', 'fanout');
    queue('a');
    bind('one', 'two', '');
    bind('two', 'one', '');
    bind('one', 'a', '');
    bind('two', 'a', '');
    publish('one', 1);
    publish('two', 2);
    expect(drain('a')).toEqual(['1', '2']);
    expect([named('one', 'exchange').accepted, named('two', 'exchange').accepted]).toEqual([2, 2]);
  });

  it('[EX7] differently once it is bound differently, also further on', () => {
    const { queue, exchange, bind, publish, drain, named } = unbound(begin());
    exchange('in', 'direct');
    exchange('out', 'direct');
    queue('a');
    bind('in', 'out', 'red', 'blue');
    bind('out', 'a', 'red');
    publish('in', 1, { routingKey: 'blue' });
    bind('out', 'a', 'blue');
    publish('in', 2, { routingKey: 'blue' });
    publish('in', 3, { routingKey: 'red' });
    named('in', 'exchange').unbind(named('out', 'exchange'));
    publish('in', 4, { routingKey: 'blue' });
    expect(drain('a')).toEqual(['2']);
    expect(totals().dropped).toEqual({ unroutable: 3 });
  });

  it('[EX7] nowhere once its queue is deleted', () => {
    const { queue, exchange, bind, publish, told } = unbound(begin());
    exchange('all', 'fanout');
    const gone = queue('gone');
    bind('all', 'gone', '');
    publish('all', 1, { mandatory: true });
    gone.delete();
    publish('all', 2, { mandatory: true });
    publish('', 3, { routingKey: 'gone', mandatory: true });
    expect(told()).toEqual(['ack 1', 'return 2', 'ack 2', 'return 3', 'ack 3']);
  });

  it('[EX2] counts what went over each of its wires', () => {
    const { queue, exchange, bind, publish, named } = unbound(begin());
    const topic = exchange('topic', 'topic');
    queue('a');
    queue('b');
    bind('topic', 'a', 'x');
    bind('topic', 'b', '#');
    publish('topic', 1, { routingKey: 'x' });
    publish('topic', 2, { routingKey: 'y' });
    const wayTo = (name: string) => topic.bind(named(name, 'queue'), at.id(name), []);
    expect([wayTo('a').records, wayTo('b').records, topic.accepted, topic.delivered]).toEqual([1, 2, 2, 3]);
  });
});

describe('what reaches no queue', () => {
  it('[EX3] [RX5] is confirmed and dropped; if mandatory it comes back ahead of the confirm', () => {
    const { queue, exchange, bind, publish, told, drain, named } = unbound(begin());
    exchange('direct', 'direct');
    queue('a');
    bind('direct', 'a', 'red');
    publish('direct', 1, { routingKey: 'blue' });
    publish('direct', 2, { routingKey: 'blue', mandatory: true });
    publish('direct', 3, { routingKey: 'red', mandatory: true });
    expect(told()).toEqual(['ack 1', 'return 2', 'ack 2', 'ack 3']);
    expect(drain('a')).toEqual(['3']);
    expect(totals()).toEqual({ copied: {}, dropped: { unroutable: 1 }, refused: { returned: 1 } });
    const { dropped, returned } = named('direct', 'exchange');
    expect({ dropped, returned }).toEqual({ dropped: 1, returned: 1 });
  });

  it('[EX3] [RX5] comes back in that order across a station that takes time', () => {
    const { exchange, publish, told, door } = unbound(begin({ ...FREE, costRequestUs: 10, costRecordUs: 3 }));
    exchange('direct', 'direct');
    publish('direct', 1, { mandatory: true });
    publish('direct', 2);
    door.wait(1_000);
    expect(told()).toEqual(['return 1', 'ack 1', 'ack 2']);
  });

  it('[EX4] [RX6] goes to the alternate exchange with its key, and counts as routed there', () => {
    const { queue, exchange, bind, alternate, publish, told, drain } = unbound(begin());
    exchange('main', 'direct');
    exchange('spare', 'topic');
    queue('a');
    queue('rest');
    bind('main', 'a', 'red');
    bind('spare', 'rest', 'bl*', 'blue');
    alternate('main', 'spare');
    publish('main', 1, { routingKey: 'blue', mandatory: true });
    publish('main', 2, { routingKey: 'red', mandatory: true });
    expect(told()).toEqual(['ack 1', 'ack 2']);
    expect([drain('a'), drain('rest')]).toEqual([['2'], ['1']]);
  });

  it('[EX4] [RX6] goes on along the alternates, and comes back from the last', () => {
    const { queue, exchange, bind, alternate, publish, told, drain, named } = unbound(begin());
    exchange('last', 'topic');
    exchange('second', 'direct');
    exchange('first', 'direct');
    queue('two');
    queue('three');
    alternate('first', 'second');
    alternate('second', 'last');
    bind('second', 'two', 'green');
    bind('last', 'three', 'b.*');
    ['green', 'b.lue', 'red'].forEach((routingKey, i) => publish('first', i + 1, { routingKey, mandatory: true }));
    expect(told()).toEqual(['ack 1', 'ack 2', 'return 3', 'ack 3']);
    expect([drain('two'), drain('three')]).toEqual([['1'], ['2']]);
    expect([named('first', 'exchange').returned, named('last', 'exchange').returned]).toEqual([0, 1]);
  });

  it('[EX4] is not what a bound exchange has no use for: that was routed', () => {
    const { queue, exchange, bind, alternate, publish, drain } = unbound(begin());
    exchange('main', 'fanout');
    exchange('side', 'direct');
    exchange('spare', 'fanout');
    queue('rest');
    bind('main', 'side', '');
    bind('spare', 'rest', '');
    alternate('main', 'spare');
    publish('main', 1, { routingKey: 'x' });
    expect(drain('rest')).toEqual([]);
    expect(totals().dropped).toEqual({ unroutable: 1 });
  });

  it('[EX4] stops at a ring of alternates', () => {
    const { exchange, alternate, publish, told } = unbound(begin());
    exchange('one', 'direct');
    exchange('two', 'direct');
    alternate('one', 'two');
    alternate('two', 'one');
    publish('one', 1);
    expect(told()).toEqual(['ack 1']);
  });
});

describe('a queue that refuses', () => {
  it('[EX5] [RD6] makes the publisher hear no, and the other queue keeps its copy', () => {
    const { queue, exchange, bind, publish, told, named } = unbound(begin());
    exchange('all', 'fanout');
    queue('full', { maxLength: 1 });
    queue('free');
    bind('all', 'full', '');
    bind('all', 'free', '');
    for (const n of [1, 2, 3]) publish('all', n);
    expect(told()).toEqual(['ack 1', 'nack 2', 'nack 3']);
    expect([named('full', 'queue').ready, named('free', 'queue').ready]).toEqual([1, 3]);
    expect(totals()).toEqual({ copied: { fan_out: 3 }, dropped: {}, refused: { queue_full: 2 } });
  });
});

describe('dead letters through an exchange', () => {
  const rejectAll = (name: string): void => {
    const client = at.door.client();
    client.consume(at.id(name));
    at.door.settle();
    for (const { serial } of client.deliveries) client.settle(serial, 'reject');
    at.door.settle();
  };

  it('[EX6] [RD8] keep their key', () => {
    const { queue, exchange, bind, deadLetters, publish, drain } = unbound(begin());
    exchange('main', 'fanout');
    exchange('deaths', 'topic');
    for (const name of ['work', 'red', 'blue']) queue(name);
    bind('main', 'work', '');
    bind('deaths', 'red', 'red.*');
    bind('deaths', 'blue', 'blue');
    deadLetters('work', 'deaths');
    ['red.1', 'blue', 'green'].forEach((routingKey, i) => publish('main', i + 1, { routingKey, mandatory: true }));
    rejectAll('work');
    expect([drain('red'), drain('blue')]).toEqual([['1 rejected@work:1'], ['2 rejected@work:1']]);
    expect(totals()).toEqual({ copied: {}, dropped: { unroutable: 1 }, refused: {} });
  });

  it("[EX6] [RD8] or take the queue's, and keep their headers", () => {
    const { queue, exchange, bind, deadLetters, publish, drain } = unbound(begin());
    exchange('deaths', 'direct');
    exchange('heads', 'headers');
    for (const name of ['work', 'one', 'two', 'vip']) queue(name);
    bind('deaths', 'one', 'one');
    bind('deaths', 'two', 'two');
    bind('deaths', 'heads', 'two');
    bind('heads', 'vip', { key: '', arguments: { vip: true } });
    deadLetters('work', 'deaths', 'two');
    publish('work', 1, { routingKey: 'one', headers: { vip: true } });
    publish('work', 2);
    rejectAll('work');
    expect([drain('one'), drain('two'), drain('vip')]).toEqual([[], ['1 rejected@work:1', '2 rejected@work:1'], ['1 rejected@work:1']]);
  });

  it('[EX6] [RD8] are copied to every queue', () => {
    const { queue, exchange, bind, deadLetters, publish, drain, door } = unbound(begin());
    exchange('deaths', 'fanout');
    queue('work', { messageTtlUs: 100_000 });
    queue('one');
    queue('two');
    bind('deaths', 'one', '');
    bind('deaths', 'two', '');
    deadLetters('work', 'deaths');
    publish('work', 1);
    door.wait(300_000);
    expect([drain('one'), drain('two')]).toEqual([['1 expired@work:1'], ['1 expired@work:1']]);
    expect(totals().copied).toEqual({ fan_out: 1 });
  });

  it('[EX6] [RD9] are dropped only where they would go round, and where they are refused', () => {
    const { queue, exchange, bind, deadLetters, publish, drain, door, named } = unbound(begin());
    exchange('deaths', 'fanout');
    queue('work', { messageTtlUs: 100_000 });
    queue('one');
    queue('full', { maxLength: 1 });
    for (const name of ['work', 'one', 'full']) bind('deaths', name, '');
    deadLetters('work', 'deaths');
    publish('full', 1);
    publish('work', 2);
    door.wait(300_000);
    expect(drain('one')).toEqual(['2 expired@work:1']);
    expect(totals().dropped).toEqual({ dead_letter_cycle: 1, dead_letter_refused: 1 });
    expect([named('deaths', 'exchange').dropped, named('work', 'queue').deadLettered]).toEqual([2, 1]);
  });
});

/** Methods without their object, so that a test reads as a script. */
function unbound(here: Exchanges) {
  return {
    door: here.door,
    queue: here.queue.bind(here),
    exchange: here.exchange.bind(here),
    bind: here.bind.bind(here),
    alternate: here.alternate.bind(here),
    deadLetters: here.deadLetters.bind(here),
    publish: here.publish.bind(here),
    told: here.told.bind(here),
    drain: here.drain.bind(here),
    named: here.named.bind(here),
  };
}
