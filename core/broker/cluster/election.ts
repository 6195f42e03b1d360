/**
 * Who leads a partition [KL9]: the first replica, in the order of its assignment, that is there and in sync. If no in-sync replica is
 * there the partition is offline, unless losing records is allowed: then the first one that is there [KL10].
 */
export interface Candidates {
  /** Servers with a replica, in the order of the assignment. */
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly isThere: (server: number) => boolean;
  readonly allowsUnclean: boolean;
}

export interface Elected {
  readonly leader: number;
  readonly isr: readonly number[];
  readonly isUnclean: boolean;
}

export function elect({ replicas, isr, isThere, allowsUnclean }: Candidates): Elected | undefined {
  const leader = replicas.find((server) => isr.includes(server) && isThere(server));
  if (leader !== undefined) return { leader, isr: isr.filter(isThere), isUnclean: false };
  const anyone = allowsUnclean ? replicas.find(isThere) : undefined;
  return anyone === undefined ? undefined : { leader: anyone, isr: [anyone], isUnclean: true };
}
