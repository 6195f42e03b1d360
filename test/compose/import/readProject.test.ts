import { describe, expect, it } from 'vitest';
import { readProject } from '#core/compose/import/readProject.ts';
import { LIMITS } from '#core/base/limits.ts';
import { envOf, faultsOf, filesOf, notesOf, projectOf, serviceOf } from './project.ts';

const one = (body: string): string => `services:\n  a:\n    image: x\n${body.replace(/^/gm, '    ')}\n`;

describe('what a compose project says', () => {
  it('reads services at the root of version 1, and beneath `services` of the others', () => {
    const old = projectOf({ 'docker-compose.yml': 'kafka:\n  image: wurstmeister/kafka\n  links: [zk:zookeeper]\nzk:\n  image: zookeeper\n' });
    expect(old.services.map((s) => [s.name, s.image?.value])).toEqual([
      ['kafka', 'wurstmeister/kafka'],
      ['zk', 'zookeeper'],
    ]);
    expect(serviceOf(old, 'zk').aliases).toEqual(['zk', 'zookeeper']);
    expect(serviceOf(old, 'kafka').dependsOn).toMatchObject([{ service: 'zk', condition: 'service_started' }]);
    expect(projectOf("version: '3.10'\nservices: {a: {image: x}}").version?.value).toBe('3.10');
    expect(projectOf('version: 3.10\nservices: {a: {image: x}}').version?.value).toBe('3.10');
  });

  it('takes list and map forms of the environment alike, with the place of each value', () => {
    const source = projectOf(one('environment:\n  - A=1=2\n  - B\n  - C=\nlabels: {L: on}'));
    expect(envOf(source, 'a')).toEqual({ A: '1=2', C: '' });
    expect(serviceOf(source, 'a').environment.get('A')?.at).toMatchObject({ line: 5, column: 9, before: 'A=' });
    expect(serviceOf(source, 'a').labels.get('L')?.value).toBe('on');
  });

  it('reads unquoted values as Compose v2 does', () => {
    const source = projectOf(
      one('environment:\n  A: yes\n  B: on\n  C: 010\n  D: 0x1F\n  E: 1e3\n  F: 1.50\n  G: 22:22\n  H: True\n  I: ~\n  J: 1_000\n  K: "010"'),
    );
    expect(envOf(source, 'a')).toEqual({ A: 'yes', B: 'on', C: '8', D: '31', E: '1000', F: '1.5', G: '22:22', H: 'true', J: '1000', K: '010' });
  });

  it('says where a value without quotes is something else to a reader', () => {
    const body = 'environment:\n  A: true\n  B: "true"\n  C: 010\n  D: "010"\n  E: 1\n  F: No\n  G: plain\nports:\n  - 22:22\n  - "22:22"\n  - 8080:8080';
    expect(notesOf(projectOf(one(body))).map((note) => note.replace(/ .*:/, ' '))).toEqual([
      'environmentFlag 5',
      'environmentNumber 7',
      'environmentFlag 10',
      'portBase60 13',
    ]);
    expect(notesOf(projectOf(one('environment:\n  - A=true\n  - C=010')))).toEqual([]);
  });

  it('reads ports in every form', () => {
    const source = projectOf(
      one('ports:\n  - 8080\n  - 22:22\n  - "127.0.0.1:9000-9001:90-91/udp"\n  - "[::1]:80:81"\n  - "::2"\n  - {target: 5, published: "6", host_ip: 0.0.0.0}'),
    );
    expect(serviceOf(source, 'a').ports.map((p) => `${p.hostIp ?? ''}|${p.host ?? ''}|${p.container}/${p.protocol}`)).toEqual([
      '||8080/tcp',
      '|22|22/tcp',
      '127.0.0.1|9000|90/udp',
      '127.0.0.1|9001|91/udp',
      '::1|80|81/tcp',
      '||2/tcp',
      '0.0.0.0|6|5/tcp',
    ]);
  });

  it('reads mounts in every form, and names files of the folder as they were given', () => {
    const source = projectOf({
      'compose.yaml': `${one('volumes:\n  - data:/d\n  - ./conf/a.json:/a:ro\n  - /x\n  - ../up:/u\n  - C:\\w:/w\n  - {type: tmpfs, target: /t}\nconfigs: [c]')}configs: {c: {file: conf/c.txt}}\n`,
      'conf/a.json': '{}',
    });
    expect(serviceOf(source, 'a').mounts.map((m) => `${m.kind} ${m.source} ${m.target}`)).toEqual([
      'volume data /d',
      'bind conf/a.json /a',
      'anonymous  /x',
      'bind ../up /u',
      'bind C:\\w /w',
      'tmpfs  /t',
      'bind conf/c.txt /c',
    ]);
    expect(notesOf(source)).toEqual(['outsidePath compose.yaml:8']);
  });

  it('reads dependencies, health, copies, profiles, networks and words', () => {
    const source = projectOf(
      `${one('depends_on: {b: {condition: service_healthy}}\nhealthcheck: {test: [CMD, true]}\ndeploy: {replicas: 3}\nprofiles: [p]\nnetworks: {n: {aliases: [other]}}\ncommand: ["sh", "-c", "echo $$X"]\nentrypoint: sh -c')}  b:\n    build: {context: ./b}\n    healthcheck: {disable: true}\n    depends_on: [a, ghost]\n`,
    );
    const a = serviceOf(source, 'a');
    expect(a).toMatchObject({ hasHealthcheck: true, replicas: 3, profiles: ['p'], networks: ['n'], aliases: ['a', 'other'] });
    expect(a.dependsOn).toMatchObject([{ service: 'b', condition: 'service_healthy' }]);
    expect([a.command, a.entrypoint].map((words) => words.map((w) => w.value))).toEqual([['sh', '-c', 'echo $X'], ['sh -c']]);
    expect(serviceOf(source, 'b')).toMatchObject({ hasHealthcheck: false, build: { value: './b' } });
    expect(notesOf(source)).toEqual(['absentDependency compose.yaml:14']);
  });

  it('follows anchors, aliases and merge keys, and says that they are shared', () => {
    const source = projectOf(
      'x-e: &e {A: 1, B: 2}\nservices:\n  a: &a\n    image: x\n    environment:\n      <<: *e\n      B: 3\n  b:\n    <<: *a\n    hostname: h\n',
    );
    expect(envOf(source, 'a')).toEqual({ A: '1', B: '3' });
    expect(envOf(source, 'b')).toEqual({ A: '1', B: '3' });
    expect([...serviceOf(source, 'b').environment.values()].map((t) => t.isPlain)).toEqual([false, false]);
    expect(serviceOf(source, 'b').hostname?.isPlain).toBe(true);
  });

  it('replaces variables from .env, and tells of those that are set nowhere', () => {
    const source = projectOf({
      'compose.yaml': one('environment:\n  A: ${TAG}\n  B: "${NO:-${TAG}-d}"\n  C: $TAG/$$\n  D: ${GONE}\n  E: ${MUST:?say it}\n  F: ${TAG:+yes}'),
      '.env': 'TAG=7\n',
    });
    expect(envOf(source, 'a')).toEqual({ A: '7', B: '7-d', C: '7/$', D: '', E: '', F: 'yes' });
    expect(serviceOf(source, 'a').environment.get('A')?.isPlain).toBe(false);
    expect(notesOf(source)).toEqual(['unsetVariable compose.yaml:8', 'requiredVariable compose.yaml:9']);
  });

  it('lays env_file below environment', () => {
    const source = projectOf({
      'compose.yaml': one('env_file:\n  - a.env\n  - {path: none.env, required: false}\n  - gone.env\nenvironment: {B: 2}'),
      'a.env': "# a\nexport A='x # y'\nB=1 # c\n",
    });
    expect(envOf(source, 'a')).toEqual({ A: 'x # y', B: '2' });
    expect(serviceOf(source, 'a').environment.get('A')?.at).toMatchObject({ file: 'a.env', line: 2, column: 10 });
    expect(notesOf(source)).toEqual(['absentFile compose.yaml:7']);
  });

  it('names keys it does not know, with their place', () => {
    expect(notesOf(projectOf(one('imagee: y\nx-any: 1\nmem_limit: 1g\nhealthcheck: {tset: 1}')))).toEqual([
      'unknownKey compose.yaml:4',
      'unknownKey compose.yaml:7',
    ]);
  });
});

describe('several files', () => {
  it('merges the override file: lists append, environment by key, commands replace', () => {
    const source = projectOf({
      'docker-compose.override.yml': one('ports: ["2:2", "1:1"]\nenvironment: [A=2, C=3]\ncommand: new\nexpose: !reset []\nvolumes: !override ["n:/n"]'),
      'docker-compose.yml': one('ports: ["1:1"]\nenvironment: {A: 1, B: 1}\ncommand: [old]\nexpose: [1]\nvolumes: ["o:/o"]'),
      'docker-compose.prod.yml': one('ports: ["9:9"]'),
    });
    const a = serviceOf(source, 'a');
    expect(a.ports.map((p) => p.host)).toEqual([1, 2]);
    expect(envOf(source, 'a')).toEqual({ A: '2', B: '1', C: '3' });
    expect(a.environment.get('A')?.at.file).toBe('docker-compose.override.yml');
    expect(a.command.map((c) => c.value)).toEqual(['new']);
    expect(a.mounts.map((m) => m.source)).toEqual(['n']);
    expect(notesOf(source)).toEqual(['otherFile docker-compose.prod.yml:1']);
  });

  it('merges files without one of Compose’s names in the order given, or in the order asked for', () => {
    const files = { 'b.yml': one('hostname: b'), 'a.yml': one('hostname: a') };
    expect(serviceOf(projectOf(files), 'a').hostname?.value).toBe('a');
    const asked = readProject(filesOf(files), ['a.yml', 'b.yml']);
    expect(asked.isOk && asked.source.services[0]?.hostname?.value).toBe('b');
  });

  it('extends services of the same file and of others, and includes files', () => {
    const source = projectOf({
      'compose.yaml':
        'include: [more/compose.yaml]\nservices:\n  a:\n    extends: {file: base.yml, service: base}\n    environment: {A: 2}\n  c:\n    extends: a\n    hostname: c\n',
      'base.yml': 'services:\n  base:\n    image: x\n    environment: [A=1, B=1]\n',
      'more/compose.yaml': 'services:\n  inner:\n    image: y\n    volumes: ["./f:/f"]\n    environment: {V: "${V}"}\n',
      'more/.env': 'V=inner',
    });
    expect(source.services.map((s) => s.name)).toEqual(['inner', 'a', 'c']);
    expect(envOf(source, 'c')).toEqual({ A: '2', B: '1' });
    expect([...serviceOf(source, 'c').environment.values()].some((t) => t.isPlain)).toBe(false);
    // Another service extends this one.
    expect(serviceOf(source, 'a').environment.get('A')?.isPlain).toBe(false);
    expect(serviceOf(source, 'inner').mounts[0]?.source).toBe('more/f');
    expect(envOf(source, 'inner')).toEqual({ V: 'inner' });
  });

  it('never follows a path that leaves the folder or was not given', () => {
    const source = projectOf(
      'include: [../x.yml, /etc/x.yml, gone.yml]\nservices:\n  a:\n    image: x\n    env_file: ["C:\\\\x.env", ~/x.env]\n    extends: {file: ../../b.yml, service: b}\n',
    );
    expect(notesOf(source)).toEqual([
      'outsidePath compose.yaml:6',
      'outsidePath compose.yaml:1',
      'outsidePath compose.yaml:1',
      'absentFile compose.yaml:1',
      'outsidePath compose.yaml:5',
      'outsidePath compose.yaml:5',
    ]);
  });
});

describe('what is refused, with its place', () => {
  it.each([
    ['tabs', 'services:\n\ta: 1\n', 'compose.yaml:2:1 Tabs cannot indent in YAML; use spaces.'],
    ['a key that stands twice', 'services:\n  a: {image: x}\n  a: {image: y}\n', 'compose.yaml:3:3 “a” stands twice in this map.'],
    ['__proto__', 'services:\n  __proto__: {image: x}\n', 'compose.yaml:2:3 “__proto__” cannot be a name.'],
    ['NUL', 'services:\n  a: \0\n', 'compose.yaml:2:6 The file has a NUL byte: it is not a text.'],
    ['an anchor in itself', 'services: &s\n  a: *s\n', 'compose.yaml:2:6 “&s” contains itself.'],
    ['an alias of nothing', 'services:\n  a: *s\n', 'compose.yaml:2:6 Nothing above has the anchor “&s”.'],
    ['services extending each other', 'services:\n  a: {extends: b}\n  b: {extends: a}\n', 'compose.yaml:2:16 The service “a” extends itself in the end.'],
    ['a file that includes itself', 'include: [compose.yaml]\nservices: {a: {image: x}}\n', 'compose.yaml:1:11 “compose.yaml” includes itself in the end.'],
    ['another kind of YAML', 'apiVersion: v1\nkind: Pod\n', 'compose.yaml:1:1 This is no compose file: it has no services.'],
    ['services as a list', 'services: [a]\n', 'compose.yaml:1:11 “services” must be a map: names with what belongs to each.'],
    ['depth', `services: ${'['.repeat(100_000)}`, 'compose.yaml:1:75 It nests more than 64 levels deep.'],
  ])('%s', (_, text, fault) => {
    expect(faultsOf(text)[0]).toBe(fault);
  });

  it('a bomb of aliases', () => {
    const bomb = Array.from({ length: 12 }, (_, i) => `l${i}: &l${i} [${Array.from({ length: 9 }, () => (i === 0 ? 'x' : `*l${i - 1}`)).join(', ')}]`).join(
      '\n',
    );
    expect(faultsOf(`${bomb}\nservices: {a: {image: x}}\n`)[0]).toMatch(/^compose\.yaml:\d+:\d+ Its aliases bring more than 100000 values\.$/);
  });

  it('too much of anything', () => {
    expect(faultsOf(Object.fromEntries(Array.from({ length: LIMITS.importFiles + 1 }, (_, i) => [`${i}.yml`, 'a: 1'])))).toEqual([
      '0.yml:1:1 More than 64 files were given.',
    ]);
    expect(faultsOf(`services: {a: {image: x}}\n#${'x'.repeat(LIMITS.importFileBytes)}`)).toEqual(['compose.yaml:1:1 The file has more than 1048576 bytes.']);
    expect(faultsOf(`services: {a: {image: x}}${'\n'.repeat(LIMITS.importLines)}`)).toEqual(['compose.yaml:1:1 The file has more than 50000 lines.']);
    expect(faultsOf(`services:\n${Array.from({ length: LIMITS.importServices + 1 }, (_, i) => `  s${i}: {image: x}\n`).join('')}`)).toEqual([
      'compose.yaml:2:3 There are more than 500 services.',
    ]);
  });

  it('takes BOM, CRLF and keys like those of every object as they are', () => {
    const source = projectOf('\uFEFFservices:\r\n  constructor:\r\n    image: x\r\n    environment:\r\n      toString: "1"\r\n');
    expect(envOf(source, 'constructor')).toEqual({ toString: '1' });
    expect(serviceOf(source, 'constructor').environment.get('toString')?.at).toMatchObject({ line: 5, column: 17 });
  });
});
