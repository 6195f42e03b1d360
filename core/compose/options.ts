/** What a person may ask of an exported project, and what every part of it is told. */
import type { Model } from '../scenario/scenario.ts';
import type { ComposeDesign } from './design.ts';

export type Language = 'en' | 'zh';

/** Add-ons that start only on request: `docker compose --profile NAME up`. */
export type ComposeProfile = 'observability' | 'ui';

export interface ComposeOptions {
  /** The project's name, and that of the folder it is offered as; the design's title unless given. */
  readonly name?: string;
  /** Of the README. */
  readonly language?: Language;
  readonly kafka?: {
    /** 1 … 9; as many as the design has unless given. */
    readonly servers?: number;
    /** Servers that vote beside the brokers or within them; auto: within them up to three. */
    readonly controllers?: 'auto' | 'combined' | 'separate';
  };
  /** 3 where the design's broker has several unless given. */
  readonly rabbitmq?: { readonly nodes?: 1 | 3 };
  /** legacy: the ZooKeeper file that many tutorials have, for what of a design it can hold. */
  readonly target?: 'modern' | 'legacy';
  /** For docker-compose 1.29, which takes no `name:` in the file: it is in `.env`. */
  readonly isCompat129?: boolean;
  /** Text of the load generator's bundle; left out: no load services. */
  readonly loadGenerator?: string;
  /** None unless given. */
  readonly profiles?: readonly ComposeProfile[];
}

/** What a part of the project is made from. */
export interface ComposeContext {
  /** Name of the project. */
  readonly project: string;
  readonly language: Language;
  readonly model: Model;
  readonly design: ComposeDesign;
  readonly options: ComposeOptions;
  /** `depends_on` of a service that needs the design's topics and queues to be there. */
  readonly waits: Readonly<Record<string, { readonly condition: 'service_healthy' | 'service_completed_successfully' }>>;
}
