/** A screen at the other end of an in-process port: keeps every message, and acknowledges frames if it is told to. */
import type { Plan } from '#core/compile/plan.ts';
import type { RunCommand } from '#core/run/commands.ts';
import { attachEngine } from '#core/run/host.ts';
import type { EngineMessage, EngineRequest } from '#core/run/protocol.ts';
import { FakeHost } from './fakeHost.ts';

export type MessageOf<K extends EngineMessage['kind']> = Extract<EngineMessage, { kind: K }>;

export class TestScreen {
  readonly host = new FakeHost();
  readonly messages: EngineMessage[] = [];
  /** Frame batches posted and not acknowledged, and the most there ever were. */
  outstanding = 0;
  outstandingMax = 0;
  acknowledges = true;
  #listener: (request: EngineRequest) => void = () => {};
  runId = 0;

  constructor() {
    attachEngine(
      {
        post: (message) => this.#take(structuredClone(message)),
        onRequest: (listener) => {
          this.#listener = listener;
        },
      },
      this.host,
    );
  }

  load(plan: Plan, repeat: Pick<Extract<EngineRequest, { kind: 'load' }>, 'journal' | 'untilUs' | 'follow'> = {}): void {
    this.runId++;
    this.request({ kind: 'load', runId: this.runId, plan: structuredClone(plan), ...repeat });
  }
  command(command: RunCommand): void {
    this.request({ kind: 'command', runId: this.runId, command: structuredClone(command) });
  }
  acknowledge(): void {
    this.outstanding--;
    this.request({ kind: 'acknowledge', runId: this.runId });
  }
  request(request: EngineRequest): void {
    this.#listener(request);
  }

  /** As fast as possible to the end. */
  runOut(): void {
    this.command({ kind: 'pace', pace: 'max' });
    this.command({ kind: 'run' });
    this.host.settle();
  }

  all<K extends EngineMessage['kind']>(kind: K): MessageOf<K>[] {
    return this.messages.filter((m): m is MessageOf<K> => m.kind === kind);
  }
  last<K extends EngineMessage['kind']>(kind: K): MessageOf<K> | undefined {
    return this.all(kind).at(-1);
  }
  /** Values of one column over all frames so far. */
  series(entity: string, metric: string): number[] {
    const { columns } = this.last('schema')!.schema;
    const at = columns.findIndex((c) => c.entity === entity && c.metric === metric);
    if (at < 0) throw new Error(`no column ${entity} ${metric}`);
    return this.all('frames').flatMap(({ batch }) => Array.from({ length: batch.rows }, (_, row) => batch.data[row * batch.columns + at]!));
  }

  #take(message: EngineMessage): void {
    this.messages.push(message);
    if (message.kind !== 'frames') return;
    this.outstanding++;
    this.outstandingMax = Math.max(this.outstandingMax, this.outstanding);
    // From a fresh stack, as messages come.
    if (this.acknowledges) this.host.wake(1, () => this.acknowledge());
  }
}
