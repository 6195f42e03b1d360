import { describe, expect, it } from 'vitest';
import { clusterNotes, kafkaCluster } from '#core/compose/kafkaCluster.ts';
import type { ComposeOptions } from '#core/compose/options.ts';
import { modelOf, node } from '../support/design.ts';

const model = (nodes: number) => modelOf({ k: node('broker', { nodes }), idle: node('broker', { nodes: 9 }), t: node('topic', { broker: 'k' }) }, []);
const shape = (nodes: number, kafka: ComposeOptions['kafka'] = {}) => {
  const { servers, voters, isSeparate } = kafkaCluster(model(nodes), { kafka });
  return `${servers} brokers, ${voters} ${isSeparate ? 'controllers' : 'of them vote'}`;
};

describe('kafkaCluster', () => {
  it('has the servers of the design, which vote themselves up to three', () => {
    expect([1, 2, 3, 4, 9].map((n) => shape(n))).toEqual([
      '1 brokers, 1 of them vote',
      '2 brokers, 1 of them vote',
      '3 brokers, 3 of them vote',
      '4 brokers, 3 controllers',
      '9 brokers, 3 controllers',
    ]);
  });

  it('follows what is asked for, within one to nine', () => {
    expect(shape(1, { servers: 5 })).toBe('5 brokers, 3 controllers');
    expect(shape(5, { controllers: 'combined' })).toBe('5 brokers, 3 of them vote');
    expect(shape(1, { controllers: 'separate' })).toBe('1 brokers, 1 controllers');
    expect([0, 99, 2.9, Number.NaN].map((servers) => kafkaCluster(model(1), { kafka: { servers } }).servers)).toEqual([1, 9, 2, 1]);
  });

  it('says what the design does not have', () => {
    const codes = (nodes: number, kafka: ComposeOptions['kafka'] = {}) => clusterNotes(kafkaCluster(model(nodes), { kafka })).map(({ code }) => code);
    expect(codes(3)).toEqual([]);
    expect(codes(3, { servers: 1 })).toEqual(['servers']);
    expect(codes(3, { servers: 3, controllers: 'separate' })).toEqual(['controllers']);
    expect(codes(5, { servers: 4 })).toEqual(['servers', 'controllers']);
  });
});
