/** Text a person would see or hear that stands in a component instead of in renderer/i18n, where both languages are. */
import type { ESTree } from 'vite';
import { isUnder, type Source } from './sources.ts';

const SPOKEN = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label'];
/** The product's name is the same in every language. */
const NAMES = ['Spillway'];
const isWording = (text: string): boolean => /\p{L}/u.test(text) && !NAMES.includes(text.trim());

export function visibleTextFaults(source: Source): string[] {
  if (!isUnder(source.path, 'renderer') || !source.path.endsWith('.tsx')) return [];
  const faults: string[] = [];
  const check = (node: ESTree.Expression | ESTree.JSXText | ESTree.JSXEmptyExpression): void => {
    for (const { text, at } of wordings(node)) {
      if (isWording(text)) faults.push(`${source.where(at)}: hard-coded text “${text.trim()}”. Put it into both files of renderer/i18n and use useT.`);
    }
  };
  const checkChildren = (node: { children: readonly ESTree.JSXChild[] }): void => {
    for (const child of node.children) {
      if (child.type === 'JSXText') check(child);
      else if (child.type === 'JSXExpressionContainer') check(child.expression);
    }
  };
  source.visit({
    JSXElement: checkChildren,
    JSXFragment: checkChildren,
    JSXAttribute(node) {
      if (node.name.type !== 'JSXIdentifier' || !SPOKEN.includes(node.name.name)) return;
      if (node.value?.type === 'Literal') check(node.value);
      else if (node.value?.type === 'JSXExpressionContainer') check(node.value.expression);
    },
  });
  return faults;
}

/** Literal texts an expression may come to: through ?:, &&, ??, templates and brackets; not inside calls. */
function wordings(node: ESTree.Expression | ESTree.JSXText | ESTree.JSXEmptyExpression): { text: string; at: { start: number } }[] {
  switch (node.type) {
    case 'JSXText':
      return [{ text: node.value, at: node }];
    case 'Literal':
      return typeof node.value === 'string' ? [{ text: node.value, at: node }] : [];
    case 'TemplateLiteral':
      return node.quasis.map((quasi) => ({ text: quasi.value.raw, at: quasi }));
    case 'ConditionalExpression':
      return [...wordings(node.consequent), ...wordings(node.alternate)];
    case 'LogicalExpression':
      return wordings(node.right);
    case 'ParenthesizedExpression':
      return wordings(node.expression);
    default:
      return [];
  }
}
