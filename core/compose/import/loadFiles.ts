/**
 * Reads the files of a project into one map: variables replaced in each, `extends` and `include` followed among the given files, one
 * file laid over the other. Every file is included once and every service extended once, so no nest of them costs more than its size;
 * what leads in a circle is refused, what leads out of the folder or to a file that was not given becomes a note.
 */
import { LIMITS } from '../../base/limits.ts';
import { readEnvFile } from './envFile.ts';
import type { Finding, ImportFault, Place, SourceFile } from './imported.ts';
import { type Interpolated, interpolate, type Lookup } from './interpolate.ts';
import { isKnownKey, type KeyPlace } from './knownKeys.ts';
import { mergeFiles, mergeService } from './mergeFiles.ts';
import { folderOf, resolvePath } from './paths.ts';
import { faultAt, readFault, readNote } from './readNotes.ts';
import { at, entriesOf, isNothing, itemsOf, type MapEntry, type MapValue, scalarAt, type ScalarValue, type Value } from './value.ts';
import { readYaml } from './yamlFile.ts';

export class Loader {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly notes: Finding[] = [];
  readonly faults: ImportFault[] = [];
  /** Folder that the paths in a file are seen from, by the file's path. */
  readonly #folders = new Map<string, string>();
  readonly #read = new Map<string, readonly MapValue[]>();
  readonly #included = new Set<string>();
  readonly #told = new Set<string>();

  constructor(files: ReadonlyMap<string, SourceFile>) {
    this.files = files;
  }

  /** Files that lie over one another, with what they include below them. Paths in them are seen from `folder`. */
  project(paths: readonly string[], folder: string, lookup: Lookup, chain: readonly string[]): MapValue | undefined {
    let whole: MapValue | undefined;
    for (const path of paths) {
      this.#folders.set(path, folder);
      for (const document of this.#documents(path)) {
        const layer = this.#extended(this.#interpolated(document, lookup), path, lookup, whole);
        const included = this.#includes(layer, path, lookup, [...chain, path]);
        if (included !== undefined) whole = whole === undefined ? included : mergeFiles(whole, included);
        for (const [name, entry] of entriesOf(at(layer, 'services')))
          if (at(at(included, 'services'), name) !== undefined) this.notes.push(readNote.conflict(name)(entry.at));
        whole = mergeFiles(whole, layer);
      }
    }
    return whole;
  }

  /** What `.env` in a folder sets; what the project around it sets counts for more. */
  variables(folder: string, outer: Lookup): Lookup {
    const file = this.files.get(folder === '' ? '.env' : `${folder}/.env`);
    if (file === undefined) return outer;
    const read = this.envFile(file, outer, false);
    return (name) => outer(name) ?? read.get(name)?.value;
  }

  envFile(file: SourceFile, lookup: Lookup, isRaw: boolean): ReturnType<typeof readEnvFile>['entries'] {
    const { entries, broken, variables } = readEnvFile(file, lookup, isRaw);
    for (const place of broken.slice(0, 3)) this.#once(`env:${place.file}:${place.start}`, () => readNote.envLine()(place));
    for (const { at: place, of } of variables) this.#tell(of, place);
    return entries;
  }

  /** Whether it is a part of the project. */
  readonly hasRead = (path: string): boolean => this.#read.has(path);

  /** The folder that paths in a file are seen from. */
  folderOf(file: string): string {
    return this.#folders.get(file) ?? folderOf(file);
  }

  /** The path among the given files that a file names; undefined, with a note, when it leaves the folder. */
  path(written: ScalarValue): string | undefined {
    const path = resolvePath(this.folderOf(written.at.file), written.text);
    if (path === undefined) this.notes.push(readNote.outside(written.text)(written.at));
    return path;
  }
  /** The same for a file that has to be there. */
  given(written: ScalarValue): string | undefined {
    const path = this.path(written);
    if (path === undefined || this.files.has(path)) return path;
    this.notes.push(readNote.absent(written.text)(written.at));
    return;
  }

  checkKeys(value: Value | undefined, place: KeyPlace): void {
    for (const [key, entry] of entriesOf(value))
      if (!isKnownKey(place, key)) this.#once(`key:${entry.at.file}:${entry.at.start}`, () => readNote.unknownKey(key)(entry.at));
  }

  #documents(path: string): readonly MapValue[] {
    const known = this.#read.get(path);
    const file = this.files.get(path);
    if (known !== undefined || file === undefined) return known ?? [];
    const read = readYaml(file);
    const maps: MapValue[] = [];
    if (read.isOk) {
      for (const value of read.documents) {
        if (value.kind === 'map') maps.push(withServices(value));
        else if (!isNothing(value)) this.faults.push(faultAt(value.at, readFault.noServices()));
      }
    } else this.faults.push(...read.faults);
    for (const map of maps) {
      const services = at(map, 'services');
      if (services !== undefined && services.kind !== 'map' && !isNothing(services)) this.faults.push(faultAt(services.at, readFault.notMap('services')));
    }
    this.#read.set(path, maps);
    return maps;
  }

  #includes(layer: MapValue, path: string, lookup: Lookup, chain: readonly string[]): MapValue | undefined {
    let whole: MapValue | undefined;
    for (const item of itemsOf(at(layer, 'include'))) {
      this.checkKeys(item, 'include');
      const written = item.kind === 'map' ? itemsOf(at(item, 'path')) : [item];
      const paths: string[] = [];
      for (const one of written) {
        const found = one.kind === 'scalar' ? this.given(one) : undefined;
        if (found !== undefined && chain.includes(found)) this.faults.push(faultAt(one.at, readFault.includeCycle(found)));
        else if (found !== undefined && !this.#included.has(found)) paths.push(found);
      }
      if (paths.length === 0 || chain.length > LIMITS.importDepth) continue;
      for (const one of paths) this.#included.add(one);
      const directory = scalarAt(item, 'project_directory');
      const folder = (directory === undefined ? undefined : this.path(directory)) ?? folderOf(paths[0] ?? path);
      let inner = this.variables(folder, lookup);
      for (const file of itemsOf(at(item, 'env_file'))) {
        const given = file.kind === 'scalar' ? this.files.get(this.given(file) ?? '') : undefined;
        const outer = inner;
        const entries = given === undefined ? undefined : this.envFile(given, outer, false);
        inner = (name) => outer(name) ?? entries?.get(name)?.value;
      }
      const included = this.project(paths, folder, inner, chain);
      if (included !== undefined) whole = mergeFiles(whole, included);
    }
    return whole;
  }

  /** A file's map with every service lying over the one it extends. */
  #extended(root: MapValue, path: string, lookup: Lookup, before: MapValue | undefined): MapValue {
    const services = at(root, 'services');
    if (services?.kind !== 'map') return root;
    const done = new Map<string, Whole>();
    const entries = new Map<string, MapEntry>();
    const bases = new Set<string>();
    for (const [name, entry] of services.entries)
      entries.set(name, { at: entry.at, value: this.#service({ services, path, lookup, before, done, bases }, name, entry.value, []).value });
    // What others extend says something of them, too.
    for (const name of bases) {
      const entry = entries.get(name);
      if (entry !== undefined) entries.set(name, { at: entry.at, value: this.#unwritable(entry.value) });
    }
    return { ...root, entries: new Map(root.entries).set('services', { at: services.at, value: { ...services, entries } }) };
  }

  #service(scope: Scope, name: string, service: Value, chain: readonly string[]): Whole {
    const known = scope.done.get(name);
    if (known !== undefined) return known;
    const whole = this.#overBase(scope, name, service, chain);
    scope.done.set(name, whole);
    return whole;
  }

  #overBase(scope: Scope, name: string, service: Value, chain: readonly string[]): Whole {
    const alone: Whole = { value: service, depth: 0 };
    const extended = at(service, 'extends');
    if (service.kind !== 'map' || extended === undefined || isNothing(extended)) return alone;
    this.checkKeys(extended, 'extends');
    const baseName = extended.kind === 'map' ? scalarAt(extended, 'service') : extended.kind === 'scalar' ? extended : undefined;
    const file = scalarAt(extended, 'file');
    if (baseName === undefined) {
      this.notes.push(readNote.notUnderstood('extends')(extended.at));
      return alone;
    }
    const path = file === undefined ? scope.path : this.given(file);
    if (path === undefined) return alone;
    const link = `${scope.path}#${name}`;
    if (chain.includes(link) || chain.length > LIMITS.importServices) {
      this.faults.push(faultAt(extended.at, readFault.extendsCycle(name)));
      return alone;
    }
    const inner = path === scope.path ? scope : this.#scope(path, scope.lookup);
    const base = at(inner?.services, baseName.text) ?? at(at(scope.before, 'services'), baseName.text);
    if (inner === undefined || base === undefined || base.kind !== 'map') {
      this.notes.push(readNote.absentExtended(baseName.text)(baseName.at));
      return alone;
    }
    inner.bases.add(baseName.text);
    const whole = this.#service(inner, baseName.text, base, [...chain, link]);
    if (whole.depth < LIMITS.importDepth && whole.value.kind === 'map')
      return { value: mergeService(this.#unwritable(whole.value) as MapValue, service), depth: whole.depth + 1 };
    if (whole.value.kind === 'map') this.faults.push(faultAt(extended.at, readFault.extendsDepth(LIMITS.importDepth)));
    return alone;
  }

  readonly #copies = new WeakMap<Value, Value>();
  /** What a service takes over from another is written there, and means both. */
  #unwritable(value: Value): Value {
    const known = this.#copies.get(value);
    if (known !== undefined) return known;
    const copy: Value =
      value.kind === 'scalar'
        ? { ...value, isPlain: false }
        : value.kind === 'list'
          ? { ...value, isPlain: false, room: undefined, items: value.items.map((item) => this.#unwritable(item)) }
          : {
              ...value,
              isPlain: false,
              room: undefined,
              entries: new Map([...value.entries].map(([key, e]) => [key, { at: e.at, value: this.#unwritable(e.value) }])),
            };
    this.#copies.set(value, copy);
    return copy;
  }

  readonly #scopes = new Map<string, Scope>();
  #scope(path: string, lookup: Lookup): Scope | undefined {
    const known = this.#scopes.get(path);
    if (known !== undefined) return known;
    const root = this.#documents(path).reduce<MapValue | undefined>((whole, map) => mergeFiles(whole, this.#interpolated(map, lookup)), undefined);
    const services = at(root, 'services');
    if (services?.kind !== 'map') return;
    const scope: Scope = { services, path, lookup, before: undefined, done: new Map(), bases: new Set() };
    this.#scopes.set(path, scope);
    return scope;
  }

  #interpolated(map: MapValue, lookup: Lookup): MapValue {
    const done = new Map<Value, Value>();
    const walk = (value: Value): Value => {
      const known = done.get(value);
      if (known !== undefined) return known;
      const result = replaced(value);
      done.set(value, result);
      return result;
    };
    const replaced = (value: Value): Value => {
      if (value.kind === 'list') return { ...value, items: value.items.map(walk) };
      if (value.kind === 'map') return { ...value, entries: new Map([...value.entries].map(([key, e]) => [key, { at: e.at, value: walk(e.value) }])) };
      if (!value.text.includes('$')) return value;
      const of = interpolate(value.text, lookup);
      this.#tell(of, value.at);
      return { ...value, text: of.text, isPlain: value.isPlain && !of.isVariable };
    };
    return walk(map) as MapValue;
  }

  #tell({ unset, required, isBroken }: Interpolated, place: Place): void {
    for (const name of unset) this.#once(`unset:${name}`, () => readNote.unset(name)(place));
    for (const [name, message] of required) this.#once(`required:${name}`, () => readNote.required(name, message)(place));
    if (isBroken) this.notes.push(readNote.dollar()(place));
  }

  #once(key: string, note: () => Finding): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.notes.push(note());
  }
}

/** A service over those it extends, and how many these are. */
interface Whole {
  readonly value: Value;
  readonly depth: number;
}

/** Services of one file, each with those it extends once it was asked for. */
interface Scope {
  readonly services: MapValue;
  readonly path: string;
  readonly lookup: Lookup;
  /** What files before this one say. */
  readonly before: MapValue | undefined;
  readonly done: Map<string, Whole>;
  /** Names of those that others extend. */
  readonly bases: Set<string>;
}

/** Files of version 1 have their services at the root. */
function withServices(root: MapValue): MapValue {
  const isOld = !root.entries.has('services') && !root.entries.has('include') && [...root.entries.values()].some(({ value }) => isService(value));
  if (!isOld) return root;
  const entries = new Map([...root.entries].filter(([key, entry]) => key !== 'version' && (isService(entry.value) || !key.startsWith('x-'))));
  return { ...root, entries: new Map([...root.entries].filter(([key]) => !entries.has(key))).set('services', { at: root.at, value: { ...root, entries } }) };
}
const isService = (value: Value): boolean => ['image', 'build', 'extends'].some((key) => at(value, key) !== undefined);
