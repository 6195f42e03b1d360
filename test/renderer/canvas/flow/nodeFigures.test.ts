import { expect, it } from 'vitest';
import { newNode } from '#core/scenario/defaults.ts';
import type { ConsumerDoc, NodeDoc, ProducerDoc, QueueDoc } from '#core/scenario/scenario.ts';
import { nodeFigure } from '../../../../renderer/canvas/flow/nodeFigures.ts';
import { seriesOf } from '../../../support/series.ts';

const consumer = { kind: 'consumer', name: 'c' } as ConsumerDoc;
const producer = { kind: 'producer', name: 'p' } as ProducerDoc;
const queue = (maxLength: number): QueueDoc => ({ ...newNode('queue', 'q'), maxLength, overflow: 'reject' });
const texts = (series: Parameters<typeof nodeFigure>[0], doc: NodeDoc) =>
  nodeFigure(series, 'n', doc, 'en').cells.map(({ label, value }) => `${label} ${value}`);

it('shows a consumer’s rate, lag, load and latency, and marks it hot at its limit', () => {
  const at = (busyShare: number) =>
    seriesOf(20, 100_000, [
      ['n', 'processed', (row) => 50 * (row + 1)],
      ['n', 'lag', () => 12_345],
      ['n', 'busyUs', (row) => (row + 1) * 100_000 * 4 * busyShare],
      ['n', 'servers', () => 4],
      ['n', 'failed', () => 0],
      ['n', 'latencyP95', () => 42_000],
    ]);
  expect(texts(at(0.5), consumer)).toEqual(['done 500/s', 'lag 12.3K', 'busy 50%', 'p95 42 ms']);
  expect(nodeFigure(at(0.5), 'n', consumer, 'en')).toMatchObject({ headline: '500/s', isHot: false, bar: { share: 0.5, tone: 'good' } });
  expect(nodeFigure(at(1), 'n', consumer, 'en')).toMatchObject({ isHot: true, bar: { share: 1, tone: 'bad' } });
});

it('names what a consumer’s messages met with: lost before doubled before failed', () => {
  const after = (lost: number, duplicates: number) =>
    seriesOf(20, 100_000, [
      ['n', 'lost', () => lost],
      ['n', 'duplicates', () => duplicates],
      ['n', 'failed', () => 3],
    ]);
  expect(texts(after(4, 5), consumer)[3]).toBe('lost 4');
  expect(texts(after(0, 5), consumer)[3]).toBe('again 5');
  expect(texts(after(0, 0), consumer)[3]).toBe('failed 3');
});

it('shows how full a bounded queue is, and no bar for an unbounded one', () => {
  const series = seriesOf(20, 100_000, [
    ['n', 'in', (row) => row],
    ['n', 'out', (row) => row],
    ['n', 'depth', () => 90],
    ['n', 'inFlight', () => 3],
    ['n', 'refused', () => 0],
    ['n', 'dropped', () => 0],
  ]);
  expect(nodeFigure(series, 'n', queue(100), 'en').bar).toEqual({ share: 0.9, tone: 'warn' });
  expect(nodeFigure(series, 'n', queue(0), 'en').bar).toBeUndefined();
  expect(texts(series, queue(0))[3]).toBe('unacked 3');
});

it('names the loss once a queue refuses', () => {
  const series = seriesOf(20, 100_000, [
    ['n', 'refused', (row) => row],
    ['n', 'dropped', () => 0],
  ]);
  expect(nodeFigure(series, 'n', queue(5), 'en')).toMatchObject({ isHot: true });
  expect(texts(series, queue(5))[3]).toBe('refused 19');
});

it('marks a producer that is held back below its rate', () => {
  const at = (out: number, waiting: number) =>
    seriesOf(20, 100_000, [
      ['n', 'out', (row) => (out / 10) * (row + 1)],
      ['n', 'rate', () => 1_000],
      ['n', 'waiting', () => waiting],
      ['n', 'refused', () => 0],
    ]);
  expect(nodeFigure(at(1_000, 5), 'n', producer, 'en').isHot).toBe(false);
  expect(nodeFigure(at(400, 900), 'n', producer, 'en')).toMatchObject({ isHot: true, bar: { share: 0.4, tone: 'warn' } });
});

it('shows what an exchange had no queue for', () => {
  const series = seriesOf(20, 100_000, [
    ['n', 'in', (row) => 5 * (row + 1)],
    ['n', 'out', (row) => 10 * (row + 1)],
    ['n', 'dropped', (row) => row],
    ['n', 'returned', () => 2],
  ]);
  const doc: NodeDoc = { kind: 'exchange', name: 'x', type: 'topic' };
  expect(texts(series, doc)).toEqual(['in 50/s', 'out 100/s', 'unroutable 19', 'returned 2']);
  expect(nodeFigure(series, 'n', doc, 'en').isHot).toBe(true);
});
