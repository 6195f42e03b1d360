/** What the gallery shows: every example and every situation, what each is about, and which systems it speaks of. */
import type { ExampleFile } from '#core/scenario/examples/example.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import type { NodeKind, Scenario } from '#core/scenario/scenario.ts';
import type { Family, Group } from './templatesStore.ts';

export interface Template {
  readonly id: string;
  readonly group: Group;
  readonly families: readonly Family[];
  readonly kinds: readonly NodeKind[];
  readonly file: ExampleFile;
  readonly open: () => Scenario;
  /** Of an incident: how it is mended. */
  readonly fix: { readonly file: ExampleFile; readonly open: () => Scenario } | undefined;
}

/** Not named: reliability. */
const ABOUT: Readonly<Record<string, Group>> = {
  pipe: 'basics',
  'worker-pool': 'basics',
  'point-to-point': 'basics',
  'publish-subscribe': 'basics',
  'request-reply': 'basics',
  'topic-routing': 'basics',
  'kafka-stream': 'basics',
  'log-collection': 'basics',
  'priority-queue': 'load',
  'day-traffic': 'load',
  'flash-sale': 'load',
};

export const TEMPLATES: readonly Template[] = [
  ...EXAMPLES.map((one): Template => ({ id: one.id, group: ABOUT[one.id] ?? 'reliability', ...aboutFile(one.file), open: () => one.scenario, fix: undefined })),
  ...SITUATIONS.map(
    (one): Template => ({
      id: one.id,
      group: 'incidents',
      ...aboutFile(one.file),
      open: () => one.trouble,
      fix: { file: one.fixedFile, open: () => one.fixed },
    }),
  ),
];

function aboutFile(file: ExampleFile): Pick<Template, 'file' | 'kinds' | 'families'> {
  const nodes = Object.values(file.model.nodes);
  const kinds = [...new Set(nodes.map(({ kind }) => kind))];
  return { file, kinds, families: familiesOf(kinds, nodes.map(({ profile }) => profile ?? '').join(' ')) };
}

/** By the profiles of its brokers; where they say nothing, by what the kinds are known from. */
function familiesOf(kinds: readonly NodeKind[], profiles: string): readonly Family[] {
  const has = (kind: NodeKind): boolean => kinds.includes(kind);
  const isJms = profiles.includes('activemq');
  const isRabbit = profiles.includes('rabbitmq') || has('exchange') || (has('queue') && !isJms);
  const families: [Family, boolean][] = [
    ['kafka', has('topic')],
    ['rabbitmq', isRabbit],
    ['jms', isJms || (has('broadcast') && !isRabbit)],
    ['channel', has('channel')],
  ];
  return families.filter(([, is]) => is).map(([family]) => family);
}
