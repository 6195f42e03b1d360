/**
 * Writes another value where a scalar stands, in its way of quoting where that can say it: plain stays plain, single quotes stay single,
 * and in a block only what differs is touched, so its other lines keep their bytes. What none of them can say is double-quoted, which
 * can say anything.
 */
import { isNothingText, plainScalar } from './plainScalar.ts';

/** `source`: the scalar as it stands, quotes included; `raw`: what it says; `next`: what it shall say. */
export function writeScalar(source: string, raw: string, next: string): string {
  if (next === raw) return source;
  const first = source[0];
  if (first === '|' || first === '>') return inBlock(source, raw, next) ?? requoted(source, next);
  if (first === '"') return quoted(next);
  if (first === "'") return isOneLine(next) ? `'${next.replaceAll("'", "''")}'` : quoted(next);
  return isPlainFor(next, source) ? next : quoted(next);
}

/** In double quotes instead; a block's last line end stays behind it. */
export const requoted = (source: string, next: string): string => quoted(next) + (/^[|>]/.test(source) ? (/\r?\n$/.exec(source)?.[0] ?? '') : '');

/** In double quotes, by YAML’s escapes, which JSON’s are a part of. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

const isOneLine = (text: string): boolean => /^[\x20-\x7e\u00a0-\u2027\u2030-\ud7ff\ue000-\ufefe]*$/.test(text);
const PLAIN = /^[\w./](?:[\w./@=+~^;()$?!%*&<>|'"-]|:(?=\S)|,(?=\S)| (?=[^#\s]))*$/;
/** Words that readers of YAML 1.1 take for true and false, and numbers of base 60 and the like. */
const TAKEN = /^(?:y|yes|n|no|on|off|true|false|[-+]?[\d_]+(?::[\d_]+)+)$/i;

/** It says itself without quotes, wherever `source` does: commas and blanks end a plain scalar in brackets. */
function isPlainFor(next: string, source: string): boolean {
  if (!PLAIN.test(next) || isNothingText(next) || plainScalar(next) !== next) return false;
  if (TAKEN.test(next) && !(TAKEN.test(source) && /^(?:true|false)$/.test(next))) return false;
  return (!next.includes(',') || source.includes(',')) && !/[\r\n]/.test(source);
}

/** Undefined: the block cannot say it by other words in the same lines. */
function inBlock(source: string, raw: string, next: string): string | undefined {
  const places = placesOf(source, raw);
  const body = raw.replace(/\n+$/, '');
  if (places === undefined || raw.slice(body.length) !== next.slice(next.replace(/\n+$/, '').length)) return;
  let from = 0;
  const most = Math.min(body.length, next.length);
  while (from < most && body[from] === next[from]) from++;
  let behind = raw.length - body.length;
  while (behind < Math.min(raw.length, next.length) - from && raw[raw.length - 1 - behind] === next[next.length - 1 - behind]) behind++;
  const fresh = next.slice(from, next.length - behind);
  const end = raw.length - behind;
  if (/[\r\n]/.test(fresh) && source[0] === '>') return;
  if (!isOneLine(fresh.replaceAll('\n', ''))) return;
  const start = places[from] ?? 0;
  const stop = end === from ? start : (places[end] ?? 0);
  // A line that begins with a blank means something else, and one that ends with it says so to nobody.
  const indent = /\n([ \t]*)[^\s]/.exec(source)?.[1] ?? '';
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
  return source.slice(0, start) + fresh.replaceAll('\n', `${lineEnd}${indent}`) + source.slice(stop);
}

/**
 * Where each character of a block's text stands in its source, and behind the last one; a fold stands at the end of its line. Undefined:
 * it is not as it seems.
 */
function placesOf(source: string, raw: string): number[] | undefined {
  const header = /^[|>]([-+]?)[^\n\d]*\n/.exec(source)?.[0];
  const indent = header === undefined ? undefined : /^(?:[ \t]*\r?\n)*( *)\S/.exec(source.slice(header.length))?.[1]?.length;
  if (header === undefined || indent === undefined) return;
  const body = raw.replace(/\n+$/, '');
  const places: number[] = [];
  let at = header.length;
  for (const line of source.slice(header.length).split('\n')) {
    const content = line.replace(/\r$/, '').slice(indent);
    // Between two lines the text has a blank or as many line ends as there are.
    while (
      places.length < body.length &&
      content !== '' &&
      places.length > 0 &&
      /[\n ]/.test(body[places.length] ?? '') &&
      !body.startsWith(content, places.length)
    )
      places.push(lineEndBefore(source, at));
    if (!body.startsWith(content, places.length)) return;
    for (let i = 0; i < content.length; i++) places.push(at + indent + i);
    if (places.length >= body.length) break;
    at += line.length + 1;
  }
  if (places.length !== body.length) return;
  const last = places.at(-1) ?? header.length;
  // The line ends behind the body stand behind its last character.
  for (let i = body.length; i <= raw.length; i++) places.push(last + 1);
  return places;
}

/** The last line that says something ends before the line that begins at `at`. */
function lineEndBefore(source: string, at: number): number {
  return source.slice(0, at).trimEnd().length;
}
