/** A picture as pixels: the browser draws the SVG, in the fonts it has. No larger than browsers can hold. */
import type { Drawn } from './canvasSvg.ts';

/** Along a side, and in all: beyond, browsers give an empty picture or run out of memory. */
const SIDE_MAX = 16_000;
const PIXELS_MAX = 64_000_000;

/** The scale asked for, or the largest that is possible. */
export function possibleScale({ width, height }: Pick<Drawn, 'width' | 'height'>, wanted: number): number {
  return Math.min(wanted, SIDE_MAX / width, SIDE_MAX / height, Math.sqrt(PIXELS_MAX / (width * height)));
}

export async function imageOf(svg: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

export async function pngOf(drawn: Drawn, scale: number): Promise<Uint8Array> {
  const image = await imageOf(drawn.svg);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(drawn.width * scale));
  canvas.height = Math.max(1, Math.floor(drawn.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the browser could not draw it');
  return new Uint8Array(await blob.arrayBuffer());
}
