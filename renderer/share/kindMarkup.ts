/** A kind's icon as the page has it, as markup of a picture: from the icon's own drawing, which is data. */
import { escapeMarkup } from '#core/base/markup.ts';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { KIND_ICONS } from '../canvas/nodes/KindIcon.tsx';

type IconNode = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

/** An icon hands its drawing on to the component all icons are drawn by; undefined should a later library do otherwise. */
function drawingOf(kind: NodeKind): IconNode | undefined {
  const icon = KIND_ICONS[kind] as unknown as { readonly render?: (props: object, ref: null) => { readonly props?: { readonly icon?: { node?: IconNode } } } };
  return icon.render?.({}, null).props?.icon?.node;
}

/** `size` wide, with its top left corner at x, y. */
export function kindIcon(kind: NodeKind, x: number, y: number, size: number, color: string): string {
  const parts = (drawingOf(kind) ?? []).map(([tag, attributes]) => {
    const own = Object.entries(attributes).filter(([name]) => name !== 'key');
    return `<${tag} ${own.map(([name, value]) => `${name}="${escapeMarkup(value)}"`).join(' ')}/>`;
  });
  return `<g transform="translate(${x} ${y}) scale(${size / 24})" fill="none" stroke="${color}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${parts.join('')}</g>`;
}
