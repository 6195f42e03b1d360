/** ActiveMQ and Artemis in a project: each server is a broker of its own, with the destinations it is told to have. */
import { newNode } from '../../../scenario/defaults.ts';
import type { NodeDoc, NodeId } from '../../../scenario/scenario.ts';
import type { KnownService } from '../classify.ts';
import { isKept, keepsAnything } from '../dataPlaces.ts';
import { info, renamed, warning } from '../findings.ts';
import type { FreeIds } from '../freeIds.ts';
import type { Finding, ImportPart } from '../imported.ts';
import type { Project } from '../knownProject.ts';
import { toldDestinations } from './destinations.ts';

export interface JmsSystem {
  readonly parts: readonly ImportPart[];
  readonly idOf: ReadonlyMap<KnownService, NodeId>;
}

export function jmsSystem({ services, source }: Project, ids: FreeIds): JmsSystem {
  const idOf = new Map<KnownService, NodeId>();
  const parts = services
    .filter(({ role }) => role === 'activemq')
    .map((known): ImportPart => {
      const name = ids.name('broker', known.service.name);
      const broker = ids.node(name);
      idOf.set(known, broker);
      const { destinations, files } = toldDestinations(known, source.files);
      const nodes: Record<NodeId, NodeDoc> = { [broker]: { ...newNode('broker', name), profile: 'activemq-5.17' } };
      const others: Finding[] = [];
      for (const destination of destinations) {
        const shown = ids.name(destination.kind, destination.name);
        const id = ids.node(shown);
        others.push(...renamed(destination.name, shown, known.service.at, id));
        nodes[id] = { ...newNode(destination.kind, shown), broker };
      }
      const xml = files.map((file) =>
        info(
          'activemq.fileRead',
          { file: file.path, line: 1, column: 1 },
          [broker],
          [
            `${file.path} is read for its queues and topics only; its other settings are kept without being simulated.`,
            `${file.path} 只读取其中的队列和主题，其余设置保留但不模拟。`,
          ],
        ),
      );
      return { nodes, edges: {}, findings: [...findings(known, broker), ...others, ...xml], spots: [] };
    });
  return { parts, idOf };
}

const DIRECTORIES: Readonly<Record<string, string>> = {
  'apache/activemq': '/opt/apache-activemq/data',
  'rmohr/activemq': '/opt/activemq/data',
  'webcenter/activemq': '/data/activemq',
  'vromero/activemq-artemis': '/var/lib/artemis/data',
  'apache/artemis': '/var/lib/artemis-instance/data',
  'apache/activemq-artemis': '/var/lib/artemis-instance/data',
};

function findings({ service, image }: KnownService, broker: NodeId): Finding[] {
  const { name } = service;
  const found: Finding[] = [];
  const isArtemis = image?.kind.system === 'activemq' && (image.kind.flavour === 'artemis' || image.kind.flavour === 'vromero');
  if (isArtemis) {
    found.push(
      info(
        'activemq.artemis',
        (service.image ?? service).at,
        [broker],
        [`“${name}” is Artemis; it is simulated by the rules of ActiveMQ 5.17.`, `“${name}”是 Artemis，按 ActiveMQ 5.17 的规则模拟。`],
      ),
    );
  }
  const directory = DIRECTORIES[image?.repository ?? ''];
  if (!(directory === undefined ? keepsAnything(service) : isKept(service, directory))) {
    found.push(
      warning(
        'activemq.noVolume',
        service.at,
        [broker],
        [`“${name}” has no volume for its data: a recreated container has lost all messages.`, `“${name}”的数据没有卷：重建容器后消息全部丢失。`],
        true,
      ),
    );
  }
  if (service.replicas > 1) {
    found.push(
      info(
        'activemq.copies',
        service.at,
        [broker],
        [
          `“${name}” has ${service.replicas} copies; a network of brokers is not simulated, so there is one.`,
          `“${name}”有 ${service.replicas} 个副本；不模拟服务器网络，只取一台。`,
        ],
      ),
    );
  }
  return found;
}
