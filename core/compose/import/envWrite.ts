/** Writes another value where one stands in `.env` or an `env_file`, quoted as before where that can say it. */
export function writeEnvValue(source: string, next: string): string {
  const first = source[0];
  if (first === "'" && !/['\r\n]/.test(next)) return `'${next}'`;
  if (first !== '"' && first !== "'" && /^[^\s'"#$\\`]*$/.test(next)) return next;
  const escaped = next
    .replace(/["\\$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `"${escaped}"`;
}
