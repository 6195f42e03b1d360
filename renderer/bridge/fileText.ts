/** A picked or dropped file's text. Of a picture or a player that Spillway made it is the design or recording within; what finds it is fetched then. */
export interface FileText {
  readonly text: string;
  /** It came out of another kind of file, which a save must not write over. */
  readonly isEmbedded: boolean;
}

export async function textOfFile(file: Blob): Promise<FileText> {
  const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (mayHoldOne(start)) {
    const { embeddedText } = await import('../share/embedded.ts');
    const text = embeddedText(new Uint8Array(await file.arrayBuffer()));
    if (text !== undefined) return { text, isEmbedded: true };
  }
  return { text: await file.text(), isEmbedded: false };
}

/** A PNG, or something that begins as markup does. */
const mayHoldOne = (start: Uint8Array): boolean => start[0] === 0x89 || new TextDecoder().decode(start).trimStart().startsWith('<');
