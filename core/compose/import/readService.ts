/** One service of a merged project as `ComposeService`: the short and the long forms of everything are the same here. */
import { LIMITS } from '../../base/limits.ts';
import type { Finding } from './imported.ts';
import type { Lookup } from './interpolate.ts';
import type { Loader } from './loadFiles.ts';
import { toBuild, toNamed, toPairs } from './pairs.ts';
import { isAbsolute, resolvePath } from './paths.ts';
import { portsOf } from './portText.ts';
import type { ComposeDependency, ComposeMount, ComposePort, ComposeService, Text } from './project.ts';
import { readNote } from './readNotes.ts';
import { at, entriesOf, isNothing, isTrue, itemsOf, type MapEntry, type MapValue, scalarAt, scalarOf, type ScalarValue, type Value } from './value.ts';
import { mountOf } from './volumeText.ts';

/** Of one service. */
const MOST_PORTS = 2 * LIMITS.importServices;
const NAME = /^[a-zA-Z0-9._-]+$/;
const CONDITIONS: readonly string[] = ['service_started', 'service_healthy', 'service_completed_successfully'];

/** Numbers of YAML 1.1 as docker-compose 1 reads them: `22:22` is 1342. */
const BASE_60 = /^[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
const isUnquoted = ({ raw, at: { start, end } }: ScalarValue): boolean => end - start === raw.length;
const textOf = ({ text, at: place, isPlain }: ScalarValue): Text => ({ value: text, at: place, isPlain });
const maybeText = (value: Value | undefined): Text | undefined => {
  const scalar = scalarOf(value);
  return scalar === undefined ? undefined : textOf(scalar);
};
const wordsOf = (value: Value | undefined): Text[] => itemsOf(value).flatMap((item) => (item.kind === 'scalar' ? [textOf(item)] : []));

/** What a map took over from elsewhere is not written there: the map itself says it. */
function beside(own: MapValue | undefined, key: string, entry: MapEntry, text: Text): Text {
  const room = own?.room;
  const isOwn = own !== undefined && entry.at.file === own.at.file && entry.at.start >= own.at.start && entry.at.end <= own.at.end;
  return room === undefined || text.isPlain || isOwn ? text : { ...text, at: { ...text.at, instead: { ...room, key } } };
}

export function readService(loader: Loader, root: MapValue, name: string, entry: MapEntry, lookup: Lookup): ComposeService {
  return new ServiceReader(loader, root, lookup).read(name, entry);
}

class ServiceReader {
  readonly #loader: Loader;
  readonly #root: MapValue;
  readonly #lookup: Lookup;

  constructor(loader: Loader, root: MapValue, lookup: Lookup) {
    this.#loader = loader;
    this.#root = root;
    this.#lookup = lookup;
  }

  read(name: string, entry: MapEntry): ComposeService {
    const service = entry.value;
    if (!NAME.test(name)) this.#note(readNote.serviceName(name)(entry.at));
    if (service.kind !== 'map' && !isNothing(service)) this.#note(readNote.notUnderstood(name)(service.at));
    this.#checkKeys(service);
    const image = maybeText(at(service, 'image'));
    const buildValue = at(service, 'build');
    const build = buildValue === undefined ? undefined : maybeText(at(toBuild(buildValue), 'context'));
    if (image === undefined && buildValue === undefined && at(service, 'provider') === undefined) this.#note(readNote.nothingToRun(name)(entry.at));
    const hostname = maybeText(at(service, 'hostname'));
    const containerName = maybeText(at(service, 'container_name'));
    const networks = this.#named(service, 'networks');
    const aliases = networks.flatMap(([, network]) => itemsOf(at(network.value, 'aliases')).flatMap((alias) => scalarOf(alias)?.text ?? []));
    const test = at(at(service, 'healthcheck'), 'test');
    const isOff = isTrue(at(at(service, 'healthcheck'), 'disable')) || scalarOf(itemsOf(test)[0])?.text === 'NONE';
    return {
      name,
      at: entry.at,
      image,
      build,
      hostname,
      containerName,
      restart: maybeText(at(service, 'restart')),
      aliases: [...new Set([name, hostname?.value, containerName?.value, ...aliases].filter((alias) => alias !== undefined))],
      environment: this.#environment(service),
      labels: this.#pairs(service, 'labels'),
      command: wordsOf(at(service, 'command')),
      entrypoint: wordsOf(at(service, 'entrypoint')),
      ports: this.#ports(service),
      mounts: this.#mounts(service),
      dependsOn: this.#dependencies(service),
      hasHealthcheck: test !== undefined && !isOff,
      healthcheck: isOff ? [] : wordsOf(test),
      memLimit: maybeText(at(service, 'mem_limit')),
      deployMemory: maybeText(at(at(at(at(service, 'deploy'), 'resources'), 'limits'), 'memory')),
      replicas: this.#replicas(service),
      profiles: wordsOf(at(service, 'profiles')).map((word) => word.value),
      networks: networks.map(([network]) => network),
    };
  }

  #environment(service: Value): Map<string, Text> {
    const own = this.#ownEnvironment(service);
    const environment = new Map<string, Text>();
    // What the service itself says counts for the variables in its files, too.
    const lookup: Lookup = (name) => own.get(name)?.value ?? this.#lookup(name);
    const files = at(service, 'env_file');
    for (const item of files?.kind === 'map' ? [files] : itemsOf(files)) {
      this.#loader.checkKeys(item, 'envFile');
      const written = item.kind === 'map' ? scalarAt(item, 'path') : scalarOf(item);
      const isRequired = at(item, 'required') === undefined || isTrue(at(item, 'required'));
      if (written === undefined) continue;
      const path = isRequired ? this.#loader.given(written) : this.#loader.path(written);
      const file = path === undefined ? undefined : this.#loader.files.get(path);
      if (file === undefined) continue;
      const entries = this.#loader.envFile(file, lookup, scalarAt(item, 'format')?.text === 'raw');
      for (const [key, { value, at: place, isPlain }] of entries) environment.set(key, { value, at: place, isPlain });
    }
    for (const [key, text] of own) environment.set(key, text);
    return environment;
  }

  #ownEnvironment(service: Value): Map<string, Text> {
    const environment = new Map<string, Text>();
    const written = at(service, 'environment');
    const own = written === undefined ? undefined : toPairs(written);
    for (const [key, entry] of entriesOf(own)) {
      const value = entry.value;
      if (value.kind !== 'scalar') this.#note(readNote.notUnderstood(key)(value.at));
      else if (!value.isNull) {
        this.#unquoted(key, value);
        environment.set(key, beside(own, key, entry, textOf(value)));
      } else {
        // A bare name takes what the shell or .env has.
        const given = this.#lookup(key);
        if (given !== undefined) environment.set(key, { value: given, at: entry.at, isPlain: false });
      }
    }
    return environment;
  }

  /** What YAML takes for something else than the text that stands there. */
  #unquoted(key: string, value: ScalarValue): void {
    const { raw, text } = value;
    if (value.at.before !== undefined || !isUnquoted(value)) return;
    if (/^(?:true|false|yes|no|on|off)$/i.test(raw)) this.#note(readNote.environmentFlag(key, raw)(value.at));
    else if (raw !== text && /^[-+.0-9]/.test(raw) && !raw.includes('$')) this.#note(readNote.environmentNumber(key, raw, text)(value.at));
  }

  #pairs(service: Value, key: string): Map<string, Text> {
    const value = at(service, key);
    const pairs = new Map<string, Text>();
    for (const [name, entry] of value === undefined ? [] : entriesOf(toPairs(value))) if (entry.value.kind === 'scalar') pairs.set(name, textOf(entry.value));
    return pairs;
  }

  #named(service: Value, key: string): (readonly [string, MapEntry])[] {
    const value = at(service, key);
    return value === undefined ? [] : [...entriesOf(toNamed(value))];
  }

  #ports(service: Value): ComposePort[] {
    const found = new Map<string, ComposePort>();
    let count = 0;
    for (const item of itemsOf(at(service, 'ports'))) {
      this.#loader.checkKeys(item, 'port');
      const ports = count < MOST_PORTS ? portsOf(item) : undefined;
      count += ports?.length ?? 0;
      if (item.kind === 'scalar' && isUnquoted(item) && BASE_60.test(item.raw)) this.#note(readNote.portBase60(item.raw)(item.at));
      if (ports === undefined) this.#note(readNote.notUnderstood('ports')(item.at));
      for (const port of ports ?? []) found.set(`${port.hostIp ?? ''}:${port.host ?? ''}:${port.container}/${port.protocol}`, port);
    }
    return [...found.values()];
  }

  #mounts(service: Value): ComposeMount[] {
    const mounts = itemsOf(at(service, 'volumes')).flatMap((item) => {
      this.#loader.checkKeys(item, 'volume');
      const mount = mountOf(item);
      if (mount === undefined) this.#note(readNote.notUnderstood('volumes')(item.at));
      return mount === undefined ? [] : [this.#inFolder(mount, item)];
    });
    const tmpfs = itemsOf(at(service, 'tmpfs')).flatMap((item): ComposeMount[] => {
      const target = scalarOf(item)?.text.split(':')[0];
      return target === undefined ? [] : [{ kind: 'tmpfs', source: '', target, at: item.at }];
    });
    return [...mounts, ...tmpfs, ...this.#given(service, 'configs', '/'), ...this.#given(service, 'secrets', '/run/secrets/')];
  }

  /** A path of the given files where it is one. */
  #inFolder(mount: ComposeMount, { at: place }: Value): ComposeMount {
    if (mount.kind !== 'bind' || isAbsolute(mount.source)) return mount;
    const path = resolvePath(this.#loader.folderOf(place.file), mount.source);
    if (path === undefined) this.#note(readNote.outside(mount.source)(place));
    return { ...mount, source: path ?? mount.source };
  }

  /** Configs and secrets made of a file are seen in the container as a mounted one. */
  #given(service: Value, key: 'configs' | 'secrets', folder: string): ComposeMount[] {
    return itemsOf(at(service, key)).flatMap((item): ComposeMount[] => {
      const name = scalarOf(item)?.text ?? scalarAt(item, 'source')?.text;
      const file = name === undefined ? undefined : scalarAt(at(at(this.#root, key), name), 'file');
      if (name === undefined || file === undefined) return [];
      const target = scalarAt(item, 'target')?.text ?? name;
      return [this.#inFolder({ kind: 'bind', source: file.text, target: target.startsWith('/') ? target : `${folder}${target}`, at: item.at }, file)];
    });
  }

  #dependencies(service: Value): ComposeDependency[] {
    const found = new Map<string, ComposeDependency>();
    const services = at(this.#root, 'services');
    const add = (dependency: ComposeDependency, isRequired: boolean): void => {
      if (at(services, dependency.service) !== undefined) found.set(dependency.service, dependency);
      else if (isRequired) this.#note(readNote.noDependency(dependency.service)(dependency.at));
    };
    for (const link of itemsOf(at(service, 'links'))) {
      const to = scalarOf(link)?.text.split(':')[0];
      if (to !== undefined) add({ service: to, condition: 'service_started', at: link.at }, true);
    }
    for (const [to, entry] of this.#named(service, 'depends_on')) {
      this.#loader.checkKeys(entry.value, 'dependency');
      const written = scalarAt(entry.value, 'condition');
      const condition = CONDITIONS.find((known) => known === (written?.text ?? 'service_started')) as ComposeDependency['condition'] | undefined;
      if (condition === undefined && written !== undefined) this.#note(readNote.notUnderstood('condition')(written.at));
      const isRequired = at(entry.value, 'required') === undefined || isTrue(at(entry.value, 'required'));
      add({ service: to, condition: condition ?? 'service_started', at: entry.at }, isRequired);
    }
    return [...found.values()];
  }

  #replicas(service: Value): number {
    const written = scalarAt(service, 'scale') ?? scalarAt(at(service, 'deploy'), 'replicas');
    if (written === undefined) return 1;
    if (/^\d{1,6}$/.test(written.text)) return Number(written.text);
    this.#note(readNote.notUnderstood('replicas')(written.at));
    return 1;
  }

  #checkKeys(service: Value): void {
    this.#loader.checkKeys(service, 'service');
    this.#loader.checkKeys(at(service, 'build'), 'build');
    this.#loader.checkKeys(at(service, 'deploy'), 'deploy');
    this.#loader.checkKeys(at(service, 'healthcheck'), 'healthcheck');
    for (const [, network] of this.#named(service, 'networks')) this.#loader.checkKeys(network.value, 'network');
  }

  #note(note: Finding): void {
    this.#loader.notes.push(note);
  }
}
