/** What there is to say of the RabbitMQ servers of a project. */
import { isKept } from '../dataPlaces.ts';
import { enNames, error, info, warning, zhNames } from '../findings.ts';
import { isBelow, versionOf } from '../imageNames.ts';
import type { KnownService } from '../classify.ts';
import type { Finding } from '../imported.ts';
import type { Project } from '../knownProject.ts';
import { mountedFiles } from '../serviceCommands.ts';
import type { RabbitCluster, RabbitSystem } from './rabbitSystem.ts';

export const rabbitFindings = ({ clusters }: RabbitSystem, project: Project): Finding[] =>
  clusters.flatMap((cluster) =>
    cluster.servers.flatMap((known) => [...settings(known, cluster), ...data(known, cluster), ...definitions(known, cluster, project)]),
  );

const isBitnami = ({ image }: KnownService): boolean => image?.kind.system === 'rabbitmq' && image.kind.flavour === 'bitnami';

/** The image’s entrypoint exits when it finds one of these. */
const REMOVED = /^RABBITMQ_(?:DEFAULT_(?:PASS|USER)_FILE|VM_MEMORY_HIGH_WATERMARK|(?:MANAGEMENT_)?SSL_\w+)$/;

function settings(known: KnownService, { broker, definitions: files }: RabbitCluster): Finding[] {
  const { service, image } = known;
  const found: Finding[] = [];
  const version = versionOf(image?.tag);
  const removed = Array.from(service.environment).filter(([key]) => REMOVED.test(key));
  const [first] = removed;
  if (first !== undefined && !isBitnami(known) && !(version !== undefined && isBelow(version, [3, 9]))) {
    const names = removed.map(([key]) => key);
    found.push(
      error(
        'rabbitmq.removedSetting',
        first[1].at,
        [broker],
        [
          `“${service.name}” sets ${names.join(', ')}, which the image no longer takes since 3.9: it does not start.`,
          `“${service.name}”设置了 ${names.join('、')}，该镜像自 3.9 起不再支持，无法启动。`,
        ],
        true,
      ),
    );
  }
  const isOpen = service.ports.some(
    ({ container, host, hostIp }) => (container === 5672 || container === 15672) && host !== undefined && hostIp !== '127.0.0.1',
  );
  const isDefault = !['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS'].some((key) => (service.environment.get(key)?.value ?? 'guest') !== 'guest');
  if (isDefault && isOpen && files.length === 0 && !isBitnami(known)) {
    found.push(
      warning(
        'rabbitmq.guest',
        service.at,
        [broker],
        [
          `“${service.name}” has the default user guest with its known password, and a port that is open to the network: the image lets it in from anywhere.`,
          `“${service.name}”使用默认用户 guest 和众所周知的密码，端口又对网络开放：该镜像允许它从任何地方登录。`,
        ],
        true,
      ),
    );
  }
  return found;
}

function data(known: KnownService, { broker }: RabbitCluster): Finding[] {
  const { service } = known;
  const place = isBitnami(known) ? '/bitnami/rabbitmq/mnesia' : '/var/lib/rabbitmq/mnesia';
  if (!isKept(service, place)) {
    return [
      warning(
        'rabbitmq.noVolume',
        service.at,
        [broker],
        [
          `“${service.name}” has no volume for its data: a recreated container has lost all queues and messages.`,
          `“${service.name}”的数据没有卷：重建容器后队列和消息全部丢失。`,
        ],
        true,
      ),
    ];
  }
  const isFixed = service.hostname !== undefined || service.environment.has('RABBITMQ_NODENAME') || service.environment.has('RABBITMQ_NODE_NAME');
  if (isFixed) return [];
  return [
    warning(
      'rabbitmq.hostname',
      service.at,
      [broker],
      [
        `“${service.name}” has no fixed host name, after which RabbitMQ names its data: a recreated container begins with an empty directory.`,
        `“${service.name}”没有固定主机名，而 RabbitMQ 用主机名命名数据目录：重建容器后用的是另一个空目录。`,
      ],
      true,
    ),
  ];
}

const LOADS = /load_definitions|definitions\.(?:local\.path|import_backend)|import_definitions/;

/** Definitions that were not given, that nothing loads, or that make other settings mean nothing. */
function definitions(known: KnownService, { broker, definitions: files }: RabbitCluster, { source }: Project): Finding[] {
  const { service } = known;
  const found: Finding[] = [];
  const mounted = mountedFiles(service, source.files);
  const absent = service.mounts.find(
    ({ kind, target, source: from }) => kind === 'bind' && /\.json$/i.test(target) && !mounted.some(({ target: seen }) => seen === target) && from !== '',
  );
  if (absent !== undefined) {
    found.push(
      info(
        'rabbitmq.definitionsAbsent',
        absent.at,
        [broker],
        [
          `“${service.name}” mounts ${absent.source}, which was not given: what it declares is not in the design.`,
          `“${service.name}”挂载的 ${absent.source} 没有给出：其中声明的内容未放入设计。`,
        ],
      ),
    );
  }
  const [file] = files;
  if (file === undefined) return found;
  const confs = mounted.filter(({ target }) => /rabbitmq\/(?:conf\.d\/.*|rabbitmq|advanced)\.(?:conf|config)$/.test(target));
  const told = [...service.environment.entries()].map(([key, { value }]) => `${key}=${value}`).join('\n');
  const run = [...service.command, ...service.entrypoint].map(({ value }) => value).join('\n');
  const isLoaded = confs.some(({ file: conf }) => LOADS.test(conf.text)) || LOADS.test(told) || LOADS.test(run) || isBitnami(known);
  const hasUnseen = service.mounts.some(
    ({ kind, target }) => kind === 'bind' && /\.conf(?:ig)?$|conf\.d/.test(target) && !confs.some((conf) => conf.target.startsWith(target)),
  );
  if (!isLoaded && !hasUnseen) {
    found.push(
      warning(
        'rabbitmq.definitionsUnused',
        service.at,
        [broker],
        [
          `“${service.name}” mounts ${file.path}, and nothing tells RabbitMQ to load it; it is in the design all the same.`,
          `“${service.name}”挂载了 ${file.path}，但没有任何设置让 RabbitMQ 加载它；设计中仍按已加载处理。`,
        ],
        true,
      ),
    );
  }
  const ignored = ['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS', 'RABBITMQ_DEFAULT_VHOST'].filter((key) => service.environment.has(key));
  if (ignored.length > 0 && isLoaded && !isBitnami(known) && !/import_definitions/.test(run)) {
    found.push(
      warning(
        'rabbitmq.defaultUserIgnored',
        service.environment.get(ignored[0]!)!.at,
        [broker],
        [
          `“${service.name}” loads definitions, so ${enNames(ignored)} mean nothing: users and virtual hosts have to be in the file.`,
          `“${service.name}”加载了定义文件，因此 ${zhNames(ignored)} 不起作用：用户和虚拟主机必须写在文件里。`,
        ],
        true,
      ),
    );
  }
  return found;
}
