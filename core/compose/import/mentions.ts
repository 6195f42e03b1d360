/** Addresses of other services in what a service is told: in variables, commands and scripts. */
import type { KnownService } from './classify.ts';
import type { ComposeService, Text } from './project.ts';

export interface Mention {
  readonly target: KnownService;
  readonly port: number | undefined;
  /** What says it, and the variable that is; undefined: a command. */
  readonly text: Text;
  readonly key: string | undefined;
}

const TOKEN = /([A-Za-z0-9_][\w.-]*)(?::(\d{1,5})(?!\d))?/g;
/** Variables whose value may be a bare host. */
const ADDRESS_KEY = /HOST|SERVER|BROKER|UR[LI]|ADDR|ENDPOINT|BOOTSTRAP|NODES?$|CONNECT|PEER|SEED|REMOTE|UPSTREAM|_DSN$/i;

/** Of every other service, in the order they are told; itself is none. */
export function mentions(service: ComposeService, commands: readonly Text[], aliases: ReadonlyMap<string, KnownService>): Mention[] {
  const found: Mention[] = [];
  const look = (text: Text, takesBare: boolean, key: string | undefined): void => {
    for (const match of text.value.matchAll(TOKEN)) {
      const [, host = '', port] = match;
      const target = aliases.get(host) ?? aliases.get(host.replace(/\.+$/, ''));
      if (target === undefined || target.service === service) continue;
      const before = text.value.slice(Math.max(0, match.index - 2), match.index);
      if (port === undefined && !takesBare && before !== '//' && !before.endsWith('@')) continue;
      found.push({ target, port: port === undefined ? undefined : Number(port), text, key });
    }
  };
  for (const [key, text] of service.environment) look(text, ADDRESS_KEY.test(key), key);
  for (const text of commands) look(text, true, undefined);
  return found;
}

/** Addresses of the container itself: `localhost:9092`. */
export function loopbackMentions(service: ComposeService): { readonly port: number; readonly text: Text }[] {
  return Array.from(service.environment.values()).flatMap((text) =>
    Array.from(text.value.matchAll(/(?:^|[^\w.-])(?:localhost|127\.0\.0\.1):(\d{1,5})(?!\d)/g), ([, port]) => ({ port: Number(port), text })),
  );
}
