/** A text as searches compare it: full-width and half-width, capital and small letters are the same. */
export const searchText = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
