/** Objects to YAML that every Compose reader takes the same way. What reads YAML is in import/yamlFile.ts. */
import { Document, isScalar, Scalar, visit } from 'yaml';

/** Keys that every reader of YAML takes for the same text without quotes: not `on`, `1:30` or a header somebody drew. */
const PLAIN_KEY = /^(?!(?:y|yes|n|no|on|off|true|false|null)$)[A-Za-z$_][\w.$/-]*$|^-Xm[sx]$/i;

/**
 * Every text value is double-quoted, so none becomes a boolean, a number or base 60; one of several lines is a literal block.
 * Keys are plain where that is safe. No line is folded.
 */
export function yamlText(value: unknown, comment: string): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  document.commentBefore = comment;
  visit(document, {
    Scalar(key, node) {
      if (!isScalar(node) || typeof node.value !== 'string') return;
      if (key === 'key') node.type = PLAIN_KEY.test(node.value) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
      else if (node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString({ defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0, nullStr: '' });
}

/** Compose replaces `$NAME` in every value; a doubled `$` is a plain one. */
export const escapeDollars = (text: string): string => text.replaceAll('$', '$$$$');
