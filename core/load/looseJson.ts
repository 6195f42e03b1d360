/** The object literals people copy out of scripts, as JSON: keys and texts in any quotes or none, comments, and commas at the end. */
const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[A-Za-z_$][\w$]*|-?[\d.][\w.+-]*|[{}[\]:,]|\s+/gy;

/** JSON text, or where it stops to be readable. */
export function toJson(text: string): { readonly json?: string; readonly near: string } {
  const start = text.search(/[[{]/);
  if (start < 0) return { near: text.trim().slice(0, 20) };
  const out: string[] = [];
  let depth = 0;
  TOKEN.lastIndex = start;
  for (let at = start; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return { near: text.slice(at, at + 20) };
    if (/^\s|^\/[/*]/.test(token)) continue;
    if (token === '}' || token === ']') {
      if (out.at(-1) === ',') out.pop();
      depth--;
    } else if (token === '{' || token === '[') depth++;
    out.push(jsonOf(token));
    // What comes after the literal is the rest of the script.
    if (depth === 0) return { json: out.join(''), near: '' };
  }
  return { near: text.slice(-20) };
}

function jsonOf(token: string): string {
  const [first = ''] = token;
  if (first === '"') return token;
  if (first === "'" || first === '`') return JSON.stringify(token.slice(1, -1).replaceAll(/\\(.)/g, '$1'));
  if (/[A-Za-z_$]/.test(first)) return token === 'true' || token === 'false' || token === 'null' ? token : JSON.stringify(token);
  // k6 scripts write 10_000.
  return /[\d.-]/.test(first) ? `${Number(token.replaceAll('_', ''))}` : token;
}
