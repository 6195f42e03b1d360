/** Colours and fonts of the flow layer, read from the page's tokens once per theme: a canvas knows no variables. */
import type { Tone } from './nodeFigures.ts';

export interface FlowTheme {
  readonly flow: string;
  readonly hot: string;
  readonly surface: string;
  readonly track: string;
  readonly border: string;
  readonly text: string;
  readonly label: string;
  readonly tones: Readonly<Record<Tone, string>>;
  readonly bars: Readonly<Record<Tone, string>>;
  readonly font: string;
}

export function readFlowTheme(element: Element): FlowTheme {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    flow: token('--flow'),
    hot: token('--flow-hot'),
    surface: token('--surface'),
    track: token('--border'),
    border: token('--border'),
    text: token('--text'),
    label: token('--text-2'),
    tones: { plain: token('--text'), good: token('--ok'), warn: token('--warn'), bad: token('--bad') },
    bars: { plain: token('--accent'), good: token('--accent'), warn: token('--warn'), bad: token('--bad') },
    font: token('--font'),
  };
}
