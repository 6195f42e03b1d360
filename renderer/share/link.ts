/**
 * A design, or a run of it up to now, as the end of an address: `#s=1.` and the file's text without its line breaks, deflated,
 * in the letters of an address. What follows a # is never sent to a server. Reading one is reading a file: the same parsers, the
 * same caution, and nothing in it is executed.
 */
import { deflateSync } from 'fflate';
import type { Issue } from '#core/scenario/issues.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { parseRecording } from '#core/scenario/parseRecording.ts';
import { formatRecording, isRecordingText, type Recording } from '#core/scenario/recording.ts';
import type { NoteDoc, Scenario, View } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { inflateUpTo } from './inflate.ts';

export const LINK_MARK = '#s=';
const LINK_VERSION = 1;
/** Longer ones are cut by mail programs and chats: a file is offered instead. Characters of the whole address. */
export const LINK_CHARACTERS_MAX = 8 * 1024;
/** Read all the same, if somebody made a longer one. */
const READ_CHARACTERS_MAX = 256 * 1024;
/** What it may unpack to. */
const TEXT_BYTES_MAX = 2 * 1024 * 1024;

export type Shared = Pick<Recording, 'scenario'> & { readonly recording?: Recording };
export type LinkFault =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'letters' | 'broken' | 'tooLarge' | 'notText' }
  | { readonly kind: 'content'; readonly issues: readonly Issue[] };
export type ReadLink = { readonly shared: Shared; readonly fault?: undefined } | { readonly shared?: undefined; readonly fault: LinkFault };

export const linkOfDesign = (scenario: Scenario): string => linkOf(formatScenario(rounded(scenario)));

export function linkOfRun(recording: Recording): string {
  const inputs = recording.inputs.map((input) => (input.kind === 'design' ? { ...input, scenario: rounded(input.scenario) } : input));
  return linkOf(formatRecording({ ...recording, scenario: rounded(recording.scenario), inputs }));
}

/** What stands before the #; an address on a disk or of the desktop leads nobody else anywhere. */
export const baseOf = ({ protocol, origin, pathname }: Pick<Location, 'protocol' | 'origin' | 'pathname'>): string =>
  protocol === 'http:' || protocol === 'https:' ? `${origin}${pathname}` : '';

/** From `#s=` on; text before it is left alone, so that a whole address may be given. */
export function readLink(text: string): ReadLink {
  const at = text.indexOf(LINK_MARK);
  const [, version = '', code = ''] = /^([^.]*)\.(.*)$/s.exec(at < 0 ? '' : text.slice(at + LINK_MARK.length).trim()) ?? [];
  if (version !== String(LINK_VERSION)) return /^\d{1,9}$/.test(version) ? { fault: { kind: 'version', version } } : { fault: { kind: 'letters' } };
  if (code.length > READ_CHARACTERS_MAX) return { fault: { kind: 'tooLarge' } };
  const packed = bytesOf(code);
  if (packed === undefined) return { fault: { kind: 'letters' } };
  const inflated = inflateUpTo(packed, TEXT_BYTES_MAX);
  if (!inflated.ok) return { fault: { kind: inflated.fault } };
  try {
    return readText(new TextDecoder('utf-8', { fatal: true }).decode(inflated.bytes));
  } catch {
    return { fault: { kind: 'notText' } };
  }
}

/** A design that has errors a person can mend opens as it would from a file. */
function readText(text: string): ReadLink {
  if (!isRecordingText(text)) {
    const { scenario, issues } = parseScenario(text);
    return scenario === undefined ? { fault: { kind: 'content', issues } } : { shared: { scenario } };
  }
  const { recording, issues } = parseRecording(text);
  return recording === undefined ? { fault: { kind: 'content', issues } } : { shared: { scenario: recording.scenario, recording } };
}

function linkOf(text: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify(JSON.parse(text)));
  return `${LINK_MARK}${LINK_VERSION}.${lettersOf(deflateSync(bytes, { level: 9, mem: 12 }))}`;
}

/** Where things lie decides nothing: whole pixels will do. */
function rounded(scenario: Scenario): Scenario {
  const { view } = scenario;
  const sizes = view.sizes && mapped(view.sizes, ({ width, height }) => ({ width: Math.round(width), height: Math.round(height) }));
  const notes = view.notes && mapped(view.notes, wholePixels);
  const positions = mapped(view.positions, ({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  const next: View = { ...view, positions, ...(sizes && { sizes }), ...(notes && { notes }) };
  return { ...scenario, view: next };
}

const wholePixels = (note: NoteDoc): NoteDoc => ({
  ...note,
  x: Math.round(note.x),
  y: Math.round(note.y),
  width: Math.round(note.width),
  height: Math.round(note.height),
});

const mapped = <T>(record: Readonly<Record<string, T>>, to: (value: T) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));

/** Bytes as base64url without padding. */
function lettersOf(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Undefined for letters that no link has, or too few of them. */
function bytesOf(letters: string): Uint8Array | undefined {
  if (!/^[\w-]+$/.test(letters) || letters.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
}
