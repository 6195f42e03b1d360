/** A project once its services are known for what they are: what the parts of the import work on. */
import type { NodeId } from '../../scenario/scenario.ts';
import type { KnownService } from './classify.ts';
import type { Mention } from './mentions.ts';
import type { ComposeSource } from './project.ts';

export interface Project {
  readonly source: ComposeSource;
  readonly services: readonly KnownService[];
  /** By every name other containers know them under. */
  readonly aliases: ReadonlyMap<string, KnownService>;
  /** Node of a service: of a broker's servers, the broker. */
  readonly idOf: ReadonlyMap<KnownService, NodeId>;
  /** Whom a service is told the address of. */
  readonly told: (known: KnownService) => readonly Mention[];
}
