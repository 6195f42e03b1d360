/** What an import gives: a design, what there is to say of the files, and where each setting of the design stands in them. */
import type { EdgeDoc, EdgeId, NodeDoc, NodeId, Scenario } from '../../scenario/scenario.ts';

/** A file as it was given; nothing else is read. */
export interface SourceFile {
  /** From the project's folder, with '/'. */
  readonly path: string;
  readonly text: string;
}

/** Where something stands; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A stretch of a file's text, in UTF-16 units, `end` excluded. */
export interface Span extends Place {
  readonly start: number;
  readonly end: number;
  /** What the scalar says before that which is meant, and keeps saying when it is written: `KEY=` in a list of variables. */
  readonly before?: string | undefined;
  /** The scalar belongs to others too (an alias, a merge key, an extended service): what is said of this one is written here instead. */
  readonly instead?: Room | undefined;
}

/** Where a map or a list of `KEY=value` takes one more entry. */
export interface Room {
  readonly file: string;
  /** Behind the line of its last entry. */
  readonly offset: number;
  /** Blanks before its entries. */
  readonly indent: string;
  readonly form: 'map' | 'list';
  /** What the entry is called. */
  readonly key: string;
}

export interface BothTexts {
  readonly en: string;
  readonly zh: string;
}

/** Something a reader of the files should know. */
export interface Finding {
  readonly code: string;
  /** error: it does not work as it stands. warning: it will hurt. info: it was not understood, or is kept without being simulated. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly place: Place;
  /** Nodes of the design it is about. */
  readonly nodes: readonly NodeId[];
  readonly text: BothTexts;
  /** `modernise` does away with it. */
  readonly isMended?: true;
}

/** Why nothing was imported. */
export interface ImportFault {
  readonly place: Place;
  readonly text: BothTexts;
}

/** A difference between the design as it was imported and as it is now. */
export type Change =
  | { readonly kind: 'added' | 'removed'; readonly node: NodeId; readonly doc: NodeDoc }
  | { readonly kind: 'changed'; readonly node: NodeId; readonly doc: NodeDoc; readonly field: string };

/** A scalar of a file that says something of the design. */
export interface Spot {
  /** The whole scalar as it stands, quotes included. */
  readonly at: Span;
  /** What the scalar means for a design; the design as imported gives what stands there now. Undefined: it cannot be said here. */
  readonly say: (scenario: Scenario) => string | undefined;
  /** Whether a change is said by this scalar. What no spot covers is told to whoever exports. */
  readonly covers: (change: Change) => boolean;
  /** Why a setting of a node is not written: a policy gives it that is not this node's own. */
  readonly sharedBy?: (node: NodeId, field: string) => SharedPolicy | undefined;
}

/** A RabbitMQ policy that holds for more than one queue, or is an operator's. */
export interface SharedPolicy {
  readonly name: string;
  readonly place: Place;
  readonly isOperator: boolean;
}

/** What a file, or a part of one, adds to a design. Ids are free in the whole of it (see `FreeIds`); positions come last. */
export interface ImportPart {
  readonly nodes: Readonly<Record<NodeId, NodeDoc>>;
  readonly edges: Readonly<Record<EdgeId, EdgeDoc>>;
  readonly findings: readonly Finding[];
  readonly spots: readonly Spot[];
}

export type ImportResult =
  | { readonly isOk: true; readonly scenario: Scenario; readonly findings: readonly Finding[]; readonly spots: readonly Spot[] }
  | { readonly isOk: false; readonly faults: readonly ImportFault[] };
