/** A compose project as read: merged, with variables replaced, every value with its place. Nothing of it is interpreted here. */
import type { Finding, SourceFile, Span } from './imported.ts';

/** A scalar: what it means once variables are replaced, and where it is written. */
export interface Text {
  readonly value: string;
  readonly at: Span;
  /** It stands in the file as it is: no variable, no alias and no merge key gives it, so it may be written back. */
  readonly isPlain: boolean;
}

/** Something may be said there, or beside it (`Span.instead`). */
export const isWritable = ({ isPlain, at }: Text): boolean => isPlain || at.instead !== undefined;

export interface ComposePort {
  /** Undefined: any free one. */
  readonly host: number | undefined;
  readonly hostIp: string | undefined;
  readonly container: number;
  /** 'tcp', 'udp'. */
  readonly protocol: string;
  readonly at: Span;
}

export interface ComposeMount {
  readonly kind: 'volume' | 'bind' | 'anonymous' | 'tmpfs';
  /**
   * Name of a volume or path on the host; '' of the others. A path inside the folder is as `ComposeSource.files` names it, any other as
   * it is written.
   */
  readonly source: string;
  readonly target: string;
  readonly at: Span;
}

export interface ComposeDependency {
  readonly service: string;
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  readonly at: Span;
}

export interface ComposeService {
  readonly name: string;
  /** Its key in the file. */
  readonly at: Span;
  readonly image: Text | undefined;
  /** Folder it is built from. */
  readonly build: Text | undefined;
  readonly hostname: Text | undefined;
  readonly containerName: Text | undefined;
  readonly restart: Text | undefined;
  /** Names other containers reach it by: its own, its host name, its container's, aliases of its networks. */
  readonly aliases: readonly string[];
  /** List and map form alike; what env_file gives is below what environment gives. A name without a value is not in it. */
  readonly environment: ReadonlyMap<string, Text>;
  readonly labels: ReadonlyMap<string, Text>;
  /** The words of a list, or one text for the shell. */
  readonly command: readonly Text[];
  readonly entrypoint: readonly Text[];
  readonly ports: readonly ComposePort[];
  readonly mounts: readonly ComposeMount[];
  readonly dependsOn: readonly ComposeDependency[];
  readonly hasHealthcheck: boolean;
  /** The words of its test as written, 'CMD' or 'CMD-SHELL' first; one text for the shell; none where there is no test. */
  readonly healthcheck: readonly Text[];
  /** `mem_limit`, and `deploy.resources.limits.memory`. */
  readonly memLimit: Text | undefined;
  readonly deployMemory: Text | undefined;
  /** Copies of it: `deploy.replicas` or `scale`. */
  readonly replicas: number;
  readonly profiles: readonly string[];
  readonly networks: readonly string[];
}

export interface ComposeSource {
  readonly name: Text | undefined;
  readonly version: Text | undefined;
  readonly services: readonly ComposeService[];
  /** Everything that was given, by path: scripts, definitions and configuration that services mount. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** What was not followed or not understood. */
  readonly notes: readonly Finding[];
}
