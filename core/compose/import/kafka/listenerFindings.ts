/** Listeners of one server that do not fit each other: Kafka refuses to start, or nobody can use them. */
import type { NodeId } from '../../../scenario/scenario.ts';
import { enNames, error, zhNames } from '../findings.ts';
import type { Finding } from '../imported.ts';
import type { KafkaServer } from './clusters.ts';
import { namesOf } from './listeners.ts';

/** A listener called like one of these needs no entry in the map. */
const PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];

export function listenerFindings(server: KafkaServer, broker: NodeId): Finding[] {
  const { known, properties, listeners, flavour, roles } = server;
  if (flavour === 'redpanda') return [];
  const { name } = known.service;
  const found: Finding[] = [];
  const say = (code: string, property: string, en: string, zh: string): void => {
    found.push(error(code, (properties.get(property) ?? known.service).at, [broker], [en, zh], true));
  };
  const bound = new Set(listeners.bound.map((one) => one.name));
  const told = properties.get('advertised.listeners');
  const advertised = told === undefined ? [] : told.value.split(',').map((entry) => entry.trim().split('://')[0] ?? '');

  if (told !== undefined && bound.size > 0) {
    const unknown = advertised.filter((one) => !bound.has(one));
    if (unknown.length > 0) {
      say(
        'kafka.advertisedUnknown',
        'advertised.listeners',
        `“${name}” advertises ${enNames(unknown)}, which is not among its listeners: Kafka does not start.`,
        `“${name}”公布了不在监听器之中的 ${zhNames(unknown)}：Kafka 无法启动。`,
      );
    }
  }
  if (told !== undefined && !properties.has('listeners') && flavour === 'wurstmeister') {
    say(
      'kafka.listenersMissing',
      'advertised.listeners',
      `“${name}” is given advertised listeners without listeners: the image’s start script refuses that.`,
      `“${name}”只设置了公布的监听器而没有监听器：该镜像的启动脚本会拒绝。`,
    );
  }
  const offered = listeners.controllers.filter((one) => advertised.includes(one));
  if (offered.length > 0) {
    say(
      'kafka.controllerAdvertised',
      'advertised.listeners',
      `“${name}” advertises ${enNames(offered)}, which is for controllers only: Kafka does not start.`,
      `“${name}”公布了仅供控制器使用的 ${zhNames(offered)}：Kafka 无法启动。`,
    );
  } else if (told !== undefined && roles.length === 1 && roles[0] === 'controller') {
    say(
      'kafka.controllerAdvertised',
      'advertised.listeners',
      `“${name}” is only a controller and has advertised listeners: Kafka does not start.`,
      `“${name}”只是控制器，却设置了公布的监听器：Kafka 无法启动。`,
    );
  }
  const map = properties.get('listener.security.protocol.map');
  if (map !== undefined) {
    const mapped = new Set(namesOf(map).map((entry) => entry.split(':')[0]?.trim() ?? ''));
    const unmapped = Array.from(new Set([...bound, ...advertised, ...listeners.controllers])).filter((one) => one !== '' && !mapped.has(one));
    if (unmapped.length > 0) {
      say(
        'kafka.protocolMap',
        'listener.security.protocol.map',
        `The protocol map of “${name}” says nothing of ${enNames(unmapped)}: Kafka does not start.`,
        `“${name}”的协议映射中没有 ${zhNames(unmapped)}：Kafka 无法启动。`,
      );
    }
  } else {
    const strange = Array.from(new Set([...bound, ...advertised])).filter(
      (one) => one !== '' && !PROTOCOLS.includes(one) && !listeners.controllers.includes(one),
    );
    if (strange.length > 0 && flavour !== 'bitnami') {
      say(
        'kafka.protocolMap',
        'listeners',
        `“${name}” has listeners ${enNames(strange)} and no protocol map that says what they speak: Kafka does not start.`,
        `“${name}”有监听器 ${zhNames(strange)}，却没有说明其协议的映射：Kafka 无法启动。`,
      );
    }
  }
  const inter = properties.get('inter.broker.listener.name')?.value.trim();
  if (inter !== undefined && told !== undefined && roles.includes('broker') && !advertised.includes(inter)) {
    say(
      'kafka.interBroker',
      'inter.broker.listener.name',
      `“${name}” talks to other brokers by ${enNames([inter])}, which it does not advertise: Kafka does not start.`,
      `“${name}”的服务器间监听器 ${zhNames([inter])} 没有公布：Kafka 无法启动。`,
    );
  }
  if (roles.includes('controller') && bound.size > 0 && listeners.controllers.length > 0 && !listeners.controllers.some((one) => bound.has(one))) {
    say(
      'kafka.controllerListener',
      'controller.listener.names',
      `“${name}” is a controller and listens on none of ${enNames(listeners.controllers)}: Kafka does not start.`,
      `“${name}”是控制器，却没有监听 ${zhNames(listeners.controllers)}：Kafka 无法启动。`,
    );
  }
  return found;
}
