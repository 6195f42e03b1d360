/** Reads a text from a file or standard input without ever holding more than the limit: a scenario's, unless another one is given. */
import { type FileHandle, open } from 'node:fs/promises';
import { LIMITS } from '#core/base/limits.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { Word } from './words.ts';

export type ReadFault = { readonly kind: 'tooLarge'; readonly size: number } | { readonly kind: 'unreadable'; readonly word: Word; readonly reason: string };

const unreadable = (word: Word, reason = ''): Result<never, ReadFault> => err({ kind: 'unreadable', word, reason });

/** `file` may be '-' for standard input. */
export async function readText(file: string, stdin: AsyncIterable<Uint8Array>, max: number = LIMITS.scenarioFileBytes): Promise<Result<string, ReadFault>> {
  if (file === '-') return toText(stdin, max);
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const about = await handle.stat();
    if (about.isDirectory()) return unreadable('isDirectory');
    // Known without reading a byte; what has no size (a pipe, a device) is counted while it comes.
    if (about.size > max) return err({ kind: 'tooLarge', size: about.size });
    return await toText(handle.createReadStream({ autoClose: false }), max);
  } catch (fault) {
    const code = (fault as NodeJS.ErrnoException).code ?? String(fault);
    return code === 'ENOENT' ? unreadable('notFound') : unreadable('notReadable', code);
  } finally {
    await handle?.close();
  }
}

async function toText(source: AsyncIterable<Uint8Array>, max: number): Promise<Result<string, ReadFault>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > max) return err({ kind: 'tooLarge', size });
    chunks.push(chunk);
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    return unreadable('notText');
  }
}
