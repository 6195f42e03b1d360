/** What the load generator does otherwise than the simulated clients, or not at all. */
import { isJms } from '../scenario/jms.ts';
import { nodeOf } from '../scenario/lookup.ts';
import type { ConsumerDoc, Model, NodeDoc, NodeId, ProducerDoc } from '../scenario/scenario.ts';
import { changed, type ComposeNote, enList, missing, type NamedNode, zhList } from './notes.ts';
import type { ComposeContext } from './options.ts';

interface Client {
  readonly id: NodeId;
  readonly doc: ProducerDoc | ConsumerDoc;
}

export function loadNotes({ model, design }: ComposeContext, played: readonly Client[]): ComposeNote[] {
  const named = (clients: readonly Client[]): NamedNode[] => clients.map(({ id, doc }) => ({ id, name: doc.name }));
  const isPlayed = new Set(played.map(({ id }) => id));
  const that = (is: (client: Client) => boolean): NamedNode[] => named(played.filter(is));
  const notes: [readonly NamedNode[], (nodes: readonly NamedNode[]) => ComposeNote][] = [
    [named(played), note.played],
    [that((client) => client.doc.kind === 'consumer' && meets(model, client, 'to', ({ kind }) => kind === 'topic')), note.groups],
    [that((client) => client.doc.kind === 'producer' && meets(model, client, 'from', ({ kind }) => kind === 'topic')), note.batches],
    [that((client) => hasSession(model, client)), note.sessions],
    [named([...design.producers, ...design.consumers].filter(({ id }) => !isPlayed.has(id))), note.unplayed],
  ];
  return [...notes.flatMap(([nodes, make]) => (nodes.length === 0 ? [] : [make(nodes)])), note.run()];
}

/** The design has errors: there is nothing the program could play. */
export const brokenNote = (): ComposeNote =>
  missing(
    'loadBroken',
    [],
    'The load generator is left out: the design has errors, and only what can be simulated can be played.',
    '未包含负载生成器：设计有错误，只有能模拟的设计才能被扮演。',
  );

/** Something at the far end of an edge; `end` is the client's own. */
const meets = (model: Model, { id }: Client, end: 'from' | 'to', is: (other: NodeDoc) => boolean): boolean =>
  Object.values(model.edges).some((edge) => {
    const other = edge[end] === id ? nodeOf(model, end === 'from' ? edge.to : edge.from) : undefined;
    return other !== undefined && is(other);
  });

function hasSession(model: Model, client: Client): boolean {
  const { doc } = client;
  if (doc.kind === 'producer') return doc.transaction > 0 && meets(model, client, 'from', (other) => isJms(model, other));
  return (doc.ack === 'client' || doc.ack === 'dupsOk' || doc.ack === 'transacted') && meets(model, client, 'to', (other) => isJms(model, other));
}

const note = {
  played: (nodes: readonly NamedNode[]) =>
    changed(
      'loadPlayed',
      nodes,
      `${enList(nodes)}: played by the load generator, message by message as in the simulation. It is one Node.js program each, so how much it can send and work on depends on your machine; the client’s own costs per message are not added.`,
      `${zhList(nodes)}：由负载生成器扮演，逐条消息与模拟一致。每个都是一个 Node.js 程序，能发送和处理多少取决于你的机器；不会另加客户端自身的每条消息开销。`,
    ),
  groups: (nodes: readonly NamedNode[]) =>
    changed(
      'loadGroups',
      nodes,
      `${enList(nodes)}: the load generator’s group members take partitions in turn whatever the assignment strategy, give all of them up in a rebalance, take a session timeout below 6 s as 6 s, and do not poll while workers are busy.`,
      `${zhList(nodes)}：负载生成器的组成员总是轮流分配分区，不论采用哪种分配策略；再均衡时全部放弃；低于 6 秒的会话超时按 6 秒处理；工作线程忙碌时不会拉取。`,
    ),
  batches: (nodes: readonly NamedNode[]) =>
    changed(
      'loadBatches',
      nodes,
      `${enList(nodes)}: the load generator lingers for at least 5 ms, and with idempotence has one request in flight that takes what five would.`,
      `${zhList(nodes)}：负载生成器至少等待 5 毫秒再发送；启用幂等时同一时刻只有一个请求，一次带上五个请求的量。`,
    ),
  sessions: (nodes: readonly NamedNode[]) =>
    missing(
      'loadSessions',
      nodes,
      `${enList(nodes)}: the load generator settles each message by itself; transactions and the acknowledgement modes of sessions are not played.`,
      `${zhList(nodes)}：负载生成器逐条确认消息；不会重现事务和会话的其他确认模式。`,
    ),
  unplayed: (nodes: readonly NamedNode[]) =>
    missing(
      'loadUnplayed',
      nodes,
      `${enList(nodes)}: not played, since nothing in this project is at the other end of the edges.`,
      `${zhList(nodes)}：不会被扮演，因为连线另一端的组件不在项目中。`,
    ),
  run: () =>
    missing(
      'loadRun',
      [],
      'Producers stop sending after the design’s run time. Faults and objectives belong to the simulation.',
      '到达设计的运行时长后，生产者停止发送。故障和目标只属于模拟。',
    ),
};
