/** `spillway check FILE`: says what is wrong with a scenario, or that nothing is. */
import { EXIT, loadScenario } from './loadScenario.ts';
import { printable, type Terminal } from './terminal.ts';
import { word } from './words.ts';

export async function check(file: string, terminal: Terminal): Promise<number> {
  const scenario = await loadScenario(file, terminal);
  if (scenario === undefined) return EXIT.badInput;
  const { nodes, edges, horizon, seed } = scenario.model;
  const summary = word(terminal.language, 'checked', { nodes: Object.keys(nodes).length, edges: Object.keys(edges).length, horizon, seed });
  terminal.out(`${printable(file)}: ${printable(summary)}\n`);
  return EXIT.ok;
}
