/** Where in its work a consumer crashes, if it is to: all instances of one node look here, and the first to come by it is the one. */
import type { CrashMoment } from '../base/faults.ts';

export class CrashPoint<Victim> {
  /** Undefined while nobody is to crash. */
  moment: CrashMoment | undefined;
  /** The only one meant; undefined: whoever comes by. */
  isMeant: (victim: Victim) => boolean = () => true;
  onReached: (victim: Victim) => void = () => {};

  /** True when `who` has just crashed here: it must do nothing more. */
  reached(moment: CrashMoment, who: Victim): boolean {
    if (this.moment !== moment || !this.isMeant(who)) return false;
    this.moment = undefined;
    this.onReached(who);
    return true;
  }
}
