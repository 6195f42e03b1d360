/**
 * What an unquoted scalar is to Compose v2: go-yaml reads YAML 1.2 with the numbers of YAML 1.1, and Compose prints what it read.
 * `010` and `0o10` are 8, `0x1F` is 31, `1e3` is 1000, `1_000` is 1000, `1.50` is 1.5; `yes`, `on` and `22:22` stay text.
 */
const INTEGER = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*)$/i;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?$/i;
const INFINITE = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOTHING = new Set(['', '~', 'null', 'Null', 'NULL']);

export const isNothingText = (source: string): boolean => NOTHING.has(source);

export function plainScalar(source: string): string {
  if (/^(?:true|false)$/i.test(source) && /^(?:[tf][a-z]+|[TF][a-z]+|[TF][A-Z]+)$/.test(source)) return source.toLowerCase();
  if (!/^[-+.0-9]/.test(source)) return source;
  if (INTEGER.test(source)) return integer(source);
  const number = source.replaceAll('_', '');
  if (FLOAT.test(number)) return float(Number(number));
  const infinite = INFINITE.exec(source);
  if (infinite !== null) return infinite[1] === '-' ? '-Inf' : '+Inf';
  return /^\.(?:nan|NaN|NAN)$/.test(source) ? 'NaN' : source;
}

function integer(source: string): string {
  const digits = source.replaceAll('_', '');
  const minus = digits.startsWith('-') ? '-' : '';
  const bare = digits.replace(/^[-+]/, '').toLowerCase();
  const octal = /^0o?([0-7]+)$/.exec(bare);
  if (octal === null && !/^(?:0b[01]+|0x[0-9a-f]+|(?:0|[1-9][0-9]*))$/.test(bare)) return /^[0-9]+$/.test(bare) ? float(Number(`${minus}${bare}`)) : source;
  const value = BigInt(octal === null ? bare : `0o${octal[1]}`);
  // What fits in no 64 bits is a fraction to it.
  if (value >= 0x1_0000_0000_0000_0000n || (minus === '-' && value > 0x8000_0000_0000_0000n)) return float(Number(value) * (minus === '-' ? -1 : 1));
  return `${value === 0n ? '' : minus}${value}`;
}

/** As Go prints a float64 in its shortest form: with an exponent below 1e-4 and from 1e6, and at least two digits in it. */
function float(value: number): string {
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-4 || size >= 1e6) ? value.toExponential() : String(value);
  return text.replace(/e([-+])(\d)$/, 'e$10$2');
}
