/**
 * Mounts as Compose writes them: `[source:]target[:mode]`, where a source that begins with `.`, `/`, `~` or a drive's letter is a path;
 * or the long form. Paths stay as they are written.
 */
import { isAbsolute } from './paths.ts';
import type { ComposeMount } from './project.ts';
import { scalarAt, type Value } from './value.ts';

/** Undefined: it is not a mount. */
export function mountOf(item: Value): ComposeMount | undefined {
  if (item.kind === 'list') return;
  if (item.kind === 'scalar') return short(item.text, item);
  const source = scalarAt(item, 'source')?.text ?? '';
  const target = scalarAt(item, 'target')?.text;
  if (target === undefined) return;
  const type = scalarAt(item, 'type')?.text ?? 'volume';
  if (type === 'bind' || type === 'npipe') return { kind: 'bind', source, target, at: item.at };
  if (type === 'tmpfs') return { kind: 'tmpfs', source: '', target, at: item.at };
  return { kind: type === 'image' || source === '' ? 'anonymous' : 'volume', source: type === 'image' ? '' : source, target, at: item.at };
}

function short(text: string, { at }: Value): ComposeMount | undefined {
  const [first = '', second, , ...more] = partsOf(text);
  if (first === '' || more.length > 0) return;
  if (second === undefined) return { kind: 'anonymous', source: '', target: first, at };
  const isPath = first.startsWith('.') || isAbsolute(first);
  return { kind: isPath ? 'bind' : 'volume', source: first, target: second, at };
}

/** Cut at the colons, but not behind the letter of a Windows drive. */
function partsOf(text: string): string[] {
  const parts = text.split(':');
  for (let i = 0; i + 1 < parts.length; i++) {
    const [letter = '', rest = '', after = ''] = parts.slice(i, i + 3);
    if (/^[A-Za-z]$/.test(letter) && (rest.startsWith('\\') || (rest.startsWith('/') && after.startsWith('/')))) parts.splice(i, 2, `${letter}:${rest}`);
  }
  return parts;
}
