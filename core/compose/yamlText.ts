/** Objects to YAML that every Compose reader takes the same way. What reads YAML is in import/yamlFile.ts. */
import { Document, isScalar, Scalar, visit } from 'yaml';

/**
 * Every text value is double-quoted, so none becomes a boolean, a number or base 60; one of several lines is a literal block.
 * Keys are ours and plain. No line is folded.
 */
export function yamlText(value: unknown, comment: string): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  document.commentBefore = comment;
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && isScalar(node) && typeof node.value === 'string' && node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString({ defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0, nullStr: '' });
}

/** Compose replaces `$NAME` in every value; a doubled `$` is a plain one. */
export const escapeDollars = (text: string): string => text.replaceAll('$', '$$$$');
