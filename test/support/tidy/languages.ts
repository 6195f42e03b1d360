/** The texts of the screen, one file per area and language: the same keys with the same placeholders. */
import { isUnder, type Source } from './sources.ts';

type Texts = Readonly<Record<string, string>>;
const modules = import.meta.glob<Readonly<Record<string, Texts>>>('../../../renderer/i18n/{en,zh}/*.ts', { eager: true });

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;
const placeholders = (text: string): string =>
  Array.from(text.matchAll(PLACEHOLDER), (m) => m[1]!)
    .sort()
    .join(' ');

/** Texts by area and language: `areas.get('run')?.zh`. */
export const areas = new Map<string, { en?: Texts; zh?: Texts }>();
for (const [file, module] of Object.entries(modules)) {
  const [, language, area] = /\/(en|zh)\/(\w+)\.ts$/.exec(file)!;
  areas.set(area!, { ...areas.get(area!), [language!]: Object.assign({}, ...Object.values(module)) });
}

export function languageFaults(area: string, { en, zh }: { en?: Texts; zh?: Texts }): string[] {
  if (en === undefined || zh === undefined) return [`renderer/i18n: ${area}.ts is missing in ${en ? 'zh' : 'en'}.`];
  return [...new Set([...Object.keys(en), ...Object.keys(zh)])].flatMap((key) => {
    const where = `renderer/i18n/*/${area}.ts '${key}'`;
    if (en[key] === undefined || zh[key] === undefined) return [`${where}: missing in ${en[key] === undefined ? 'en' : 'zh'}.`];
    if (en[key].trim() === '' || zh[key].trim() === '') return [`${where}: empty.`];
    // i18next picks key_one and key_other by the count, which one of them need not show.
    const isPlural = /_(one|other)$/.test(key);
    return isPlural || placeholders(en[key]) === placeholders(zh[key]) ? [] : [`${where}: other placeholders in en than in zh.`];
  });
}

/** Keys no component names: neither whole nor by their beginning, as in `kind.${kind}`. */
export function unusedKeys(keys: readonly string[], sources: readonly Source[]): string[] {
  const named = new Set<string>();
  const beginnings = new Set<string>();
  const add = (text: string): void => void (text.endsWith('.') ? beginnings : named).add(text);
  for (const source of sources) {
    if (!isUnder(source.path, 'renderer') || /\/i18n\/(en|zh)\//.test(source.path)) continue;
    source.visit({
      Literal(node) {
        if (typeof node.value === 'string') add(node.value);
      },
      TemplateLiteral(node) {
        const [first] = node.quasis;
        if (node.expressions.length > 0 && first !== undefined && first.value.raw.includes('.')) beginnings.add(first.value.raw);
      },
    });
  }
  const isUsed = (key: string): boolean => named.has(key) || [...beginnings].some((beginning) => key.startsWith(beginning));
  return keys.filter((key) => !isUsed(key.replace(/_(one|other)$/, '')));
}
