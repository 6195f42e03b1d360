/**
 * Seeded pseudo-random streams. A fork depends on the seed and the label only, never on how much was drawn,
 * so adding a node to a scenario never changes another node's draws.
 */
export interface Random {
  /** Uniform integer in [0, 2^32). */
  u32(): number;
  /** Uniform double in [0, 1) with 32 random bits. */
  unit(): number;
  /** An independent stream named `label`. */
  fork(label: string): Random;
}
