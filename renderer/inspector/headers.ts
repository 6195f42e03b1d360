/** Headers of a message as one line of text, `region=eu, retries=3, vip=true`: numbers and flags are told by how they look. */
type HeaderValue = string | number | boolean;
export type Headers = Readonly<Record<string, HeaderValue>>;

export const formatHeaders = (headers: Headers | undefined): string =>
  Object.entries(headers ?? {})
    .map(([name, value]) => `${name}=${isPlainText(value) ? value : JSON.stringify(value)}`)
    .join(', ');

/** A text that would be read as something else, or that a comma would cut, needs its quotes. */
const isPlainText = (value: HeaderValue): boolean => typeof value === 'string' && valueOf(value) === value && !/[",，]/.test(value);

/** Undefined when the text names none. An entry without a value is a flag that is true. */
export function parseHeaders(text: string): Headers | undefined {
  const entries = [...text.matchAll(/([^=,，]+)(?:=\s*("(?:[^"\\]|\\.)*"|[^,，]*))?/g)].map(([, name = '', value]): [string, HeaderValue] => [
    name.trim(),
    value === undefined ? true : valueOf(value.trim()),
  ]);
  const named = entries.filter(([name]) => name !== '' && name !== '__proto__');
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

function valueOf(text: string): HeaderValue {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text !== '' && String(Number(text)) === text) return Number(text);
  if (!/^".*"$/.test(text)) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}
