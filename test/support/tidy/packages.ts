/**
 * The fence of every runtime dependency: the only files that may import it. CONTRIBUTING.md says why each is here and names
 * the same files. Nothing else from npm may be imported by the product at all.
 */
import { isUnder, type Source } from './sources.ts';

export interface Fence {
  readonly files: readonly string[];
  readonly instead: string;
}

const SCREEN = 'Only the screen draws';
export const FENCES: Readonly<Record<string, Fence>> = {
  '@base-ui/react': { files: ['renderer/parts'], instead: 'Use or add a part in renderer/parts' },
  '@xyflow/react': {
    files: ['renderer/canvas', 'renderer/App.tsx', 'renderer/main.tsx'],
    instead: 'Reach the canvas through renderer/canvas/Canvas.tsx',
  },
  '@dagrejs/dagre': { files: ['renderer/canvas/layout'], instead: 'Lay out by renderer/canvas/layout' },
  amqplib: { files: ['node/loadgen/transports/rabbitmq.ts'], instead: 'Reach a server through a Transport of node/loadgen/transports' },
  commander: { files: ['node/cli/main.ts'], instead: 'A command is a function of its options; node/cli/main.ts wires it' },
  'driver.js': { files: ['renderer/tour'], instead: 'A step of the tour belongs in renderer/tour' },
  fflate: { files: ['renderer/compose', 'renderer/share'], instead: 'Pack files in renderer/compose, links in renderer/share' },
  i18next: { files: ['renderer/i18n/i18n.ts'], instead: 'Use `translate` or `useT` of renderer/i18n/i18n.ts' },
  idb: { files: ['renderer/document/storage.ts'], instead: 'Keep it through renderer/document/storage.ts' },
  kafkajs: {
    files: ['node/loadgen/transports/kafka.ts', 'node/loadgen/transports/kafkaSender.ts'],
    instead: 'Reach a server through a Transport of node/loadgen/transports',
  },
  'lucide-react': { files: ['renderer'], instead: SCREEN },
  mutative: { files: ['renderer/document'], instead: 'Change the document by an edit of renderer/document/edits.ts' },
  react: { files: ['renderer'], instead: SCREEN },
  'react-dom': { files: ['renderer/main.tsx', 'renderer/App.tsx'], instead: 'There is one root, in renderer/main.tsx' },
  'react-hotkeys-hook': { files: ['renderer/ui/Shortcuts.tsx'], instead: 'Add a command with its keys in renderer/ui/commands.ts' },
  'react-resizable-panels': {
    files: ['renderer/ui/WindowFrame.tsx', 'renderer/lessons/LessonSide.tsx'],
    instead: 'The layout is in renderer/ui/WindowFrame.tsx',
  },
  rhea: { files: ['node/loadgen/transports/artemis.ts'], instead: 'Reach a server through a Transport of node/loadgen/transports' },
  uplot: { files: ['renderer/charts/Chart.tsx'], instead: 'Draw through renderer/charts/Chart.tsx' },
  yaml: { files: ['core/compose'], instead: 'Only the compose export and import speak YAML' },
  zod: {
    files: ['core/scenario/schema.ts', 'core/scenario/schemaParts.ts', 'core/scenario/schemaTraffic.ts'],
    instead: 'Parse with core/scenario/parse.ts; a shape belongs in core/scenario/schema.ts',
  },
  zustand: { files: ['renderer'], instead: SCREEN },
};

const isFree = (file: string): boolean => isUnder(file, 'test') || isUnder(file, 'scripts') || !file.includes('/');
const seesNode = (file: string): boolean => isUnder(file, 'node') || isUnder(file, 'electron');

export function packageFaults(source: Source): string[] {
  if (isFree(source.path)) return [];
  return source.imports.flatMap((used) => {
    if (used.package === undefined) return [];
    const fault = refusal(source.path, used.package, used.isType);
    return fault === undefined ? [] : [`${source.path}:${used.line}: may not import '${used.specifier}'. ${fault}.`];
  });
}

function refusal(file: string, name: string, isType: boolean): string | undefined {
  if (name.startsWith('node:')) return seesNode(file) ? undefined : 'A host passes in what it has: core and the screen know no Node';
  if (name === 'electron') {
    const isShell = file === 'electron/main.ts' || file === 'electron/preload.ts';
    return isShell || (isType && isUnder(file, 'electron')) ? undefined : 'electron/main.ts and electron/preload.ts pass in what they take from Electron';
  }
  // The command line is started from source through Vite, and only its launcher knows.
  if (name === 'vite') return isType ? undefined : 'Builds belong in vite.config.ts and scripts';
  const fence = FENCES[name];
  if (fence === undefined) return 'It is no runtime dependency: give it a fence in test/support/tidy/packages.ts and a line in CONTRIBUTING.md';
  return fence.files.some((place) => isUnder(file, place)) ? undefined : fence.instead;
}
