/** The channel that is none: a send or a receive waits for ever [G8], closing it is an error [G7], and no select chooses it. */
import type { ErrorCode } from '../errors.ts';
import type { ChannelEnds } from './channel.ts';
import type { Leave } from './waiters.ts';

export class NilChannel implements ChannelEnds {
  readonly canSend = false;
  readonly canReceive = false;
  /** Each still holds its value. */
  blockedSenders = 0;

  send(): void {
    this.blockedSenders++;
  }
  receive(): void {}
  waitToSend(): Leave {
    this.blockedSenders++;
    return () => void this.blockedSenders--;
  }
  waitToReceive(): Leave {
    return () => {};
  }
  close(): ErrorCode {
    return 'close_of_nil';
  }
}
