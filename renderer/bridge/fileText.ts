/** A picked or dropped file's text. Of a picture or a player that Spillway made it is the design or recording within; what finds it is fetched then. */
import type { TextFile } from './bridge.ts';

export interface FileText extends TextFile {
  /** It came out of another kind of file, which a save must not write over. */
  readonly isEmbedded: boolean;
}

export async function textOfFile(file: File): Promise<FileText> {
  if (MAY_HOLD_ONE.test(file.name)) {
    const { embeddedText } = await import('../share/embedded.ts');
    const text = embeddedText(new Uint8Array(await file.arrayBuffer()));
    if (text !== undefined) return { name: `${file.name.replace(/\.\w+$/, '')}.spillway.json`, text, isEmbedded: true };
  }
  return { name: file.name, text: await file.text(), isEmbedded: false };
}

const MAY_HOLD_ONE = /\.(?:png|svg|html?)$/i;
