/** Text inside HTML, SVG and XML: nothing a person wrote can become markup, and no character is one XML 1.0 forbids. */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters and lone surrogates become the replacement character. */
export const escapeMarkup = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
