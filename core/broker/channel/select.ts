/**
 * Go's select: of the cases that can proceed now one is drawn, each as likely [G11]; if there is none, the default is taken
 * [G10], or the task stands in line at every channel and the first that serves it decides. A nil channel never can. SPEC.md, H8.
 */
import type { Random } from '../../base/random.ts';
import type { ChannelEnds, SendError } from './channel.ts';
import type { ChannelValue } from './valueBuffer.ts';
import type { Leave } from './waiters.ts';

export interface Case {
  readonly channel: ChannelEnds;
  /** What to send; undefined to receive. */
  readonly value: ChannelValue | undefined;
}

export interface Choice {
  /** Index of the case; −1 is the default. */
  readonly chosen: number;
  readonly error: SendError;
  /** What was received; undefined also when the channel is closed and empty. */
  readonly received: ChannelValue | undefined;
}

/** `done` is called once, now or when a channel serves the task. */
export function select(cases: readonly Case[], hasDefault: boolean, random: Random, done: (choice: Choice) => void): void {
  const ready = cases.flatMap(({ channel, value }, i) => ((value === undefined ? channel.canReceive : channel.canSend) ? [i] : []));
  const chosen = ready[Math.floor(random.unit() * ready.length)];
  if (chosen !== undefined) {
    const { channel, value } = cases[chosen]!;
    if (value === undefined) channel.receive((received) => done({ chosen, error: 'none', received }));
    else channel.send(value, (error) => done({ chosen, error, received: undefined }));
  } else if (hasDefault) done({ chosen: -1, error: 'none', received: undefined });
  else standInLine(cases, done);
}

function standInLine(cases: readonly Case[], done: (choice: Choice) => void): void {
  const leaves: Leave[] = [];
  const served = (choice: Choice): void => {
    for (const leave of leaves) leave();
    done(choice);
  };
  cases.forEach(({ channel, value }, i) => {
    leaves.push(
      value === undefined
        ? channel.waitToReceive((received) => served({ chosen: i, error: 'none', received }))
        : channel.waitToSend(value, (error) => served({ chosen: i, error, received: undefined })),
    );
  });
}
