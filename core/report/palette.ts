/** Colours of a report, as the screen has them; one style sheet for light and dark. */
import type { NodeKind } from '../scenario/scenario.ts';

const KINDS: { readonly [K in NodeKind]: readonly [light: string, dark: string] } = {
  producer: ['#0e7a6d', '#3fc9b5'],
  topic: ['#5a45c8', '#a497ff'],
  queue: ['#a34d06', '#f0a35e'],
  exchange: ['#8a6100', '#d9c04f'],
  broadcast: ['#a82477', '#f27dc4'],
  channel: ['#4b5b6d', '#9fb0c3'],
  consumer: ['#0b63ce', '#6db1ff'],
  broker: ['#64748b', '#8899ad'],
  external: ['#5f6b7a', '#93a1b1'],
};
/** Lines of a chart, in this order; told apart by a mark at their end too. */
const LINES: readonly (readonly [light: string, dark: string])[] = [
  ['#0b63ce', '#6db1ff'],
  ['#a34d06', '#f0a35e'],
  ['#0e7a6d', '#3fc9b5'],
  ['#a82477', '#f27dc4'],
  ['#5a45c8', '#a497ff'],
  ['#8a6100', '#d9c04f'],
  ['#4b5b6d', '#9fb0c3'],
  ['#c02a2a', '#ff7b72'],
];
export const LINE_COLORS = LINES.length;
export const kindColor = (kind: NodeKind): string => `var(--kind-${kind})`;
export const lineColor = (i: number): string => `var(--line-${i % LINE_COLORS})`;

const variables = (side: 0 | 1): string =>
  [...Object.entries(KINDS).map(([kind, colors]) => `--kind-${kind}:${colors[side]}`), ...LINES.map((colors, i) => `--line-${i}:${colors[side]}`)].join(';');

export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--surface:#f6f7f9;--border:#d9dee5;--text:#16202c;--text-2:#52606f;--ok:#1a7f4b;--bad:#c02a2a;${variables(0)}}
@media (prefers-color-scheme:dark){:root{--bg:#121820;--surface:#19212b;--border:#2d3947;--text:#e8edf3;--text-2:#a9b6c4;--ok:#4cc38a;--bad:#ff7b72;${variables(1)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif}
main{max-width:1080px;margin:0 auto;padding:24px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:32px 0 8px}
p{margin:4px 0}.muted{color:var(--text-2)}.facts{display:flex;flex-wrap:wrap;gap:4px 20px;color:var(--text-2)}
.hash,td.num{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-variant-numeric:tabular-nums}
.banner{border:1px solid var(--bad);border-radius:8px;padding:8px 12px;margin:12px 0;font-weight:600}
.ok{color:var(--ok);font-weight:600}.bad{color:var(--bad);font-weight:600}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13px}
th,td{padding:4px 8px;border-bottom:1px solid var(--border);text-align:left;white-space:nowrap}th{color:var(--text-2);font-weight:600}
td.num,th.num{text-align:right}
figure{margin:12px 0;border:1px solid var(--border);border-radius:8px;padding:12px;background:var(--surface)}
figcaption{font-weight:600}figure p{font-size:12px;color:var(--text-2);margin:0}
svg{display:block;width:100%;height:auto}svg text{fill:var(--text);font-size:12px}svg text.dim{fill:var(--text-2)}
.legend{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;margin:4px 0 0;padding:0;font-size:12px}
.legend i{display:inline-block;width:18px;border-top:3px solid;margin-right:6px;vertical-align:middle}.legend i.dashed{border-top-style:dashed}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:0 16px}
details pre{overflow:auto;max-height:420px;background:var(--surface);border:1px solid var(--border);border-radius:8px;padding:12px;font-size:12px}
@media print{figure,table{break-inside:avoid}main{max-width:none}}
`.trim();
