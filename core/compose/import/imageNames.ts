/** An image's name taken apart, as Docker reads it: registry / folders / name : tag @ digest. */

export interface ImageName {
  /** Without registry, `library/`, tag and digest: 'confluentinc/cp-kafka', 'rabbitmq'. Lower case. */
  readonly repository: string;
  /** Undefined: none is named, which means `latest`. */
  readonly tag: string | undefined;
  readonly hasDigest: boolean;
}

export function imageName(text: string): ImageName {
  const [named = '', digest] = text.trim().split('@', 2);
  // A colon before the last slash is a registry's port.
  const slash = named.lastIndexOf('/');
  const colon = named.lastIndexOf(':');
  const tag = colon > slash ? named.slice(colon + 1) : undefined;
  const parts = (colon > slash ? named.slice(0, colon) : named).toLowerCase().split('/');
  const [first = ''] = parts;
  if (parts.length > 1 && (/[.:]/.test(first) || first === 'localhost')) parts.shift();
  if (parts.length > 1 && parts[0] === 'library') parts.shift();
  return { repository: parts.join('/'), tag: tag === '' ? undefined : tag, hasDigest: digest !== undefined };
}

export type Version = readonly [major: number, minor: number];

/** The first `major.minor` of a tag: '7.4.0', 'v1.5', '3.13-management'; undefined of 'latest' and of words. */
export function versionOf(tag: string | undefined): Version | undefined {
  const found = /(?:^|[^\d.])v?(\d{1,4})(?:\.(\d{1,4}))?/.exec(tag ?? '');
  return found === null ? undefined : [Number(found[1]), Number(found[2] ?? 0)];
}

export const isBelow = ([major, minor]: Version, [otherMajor, otherMinor]: Version): boolean =>
  major < otherMajor || (major === otherMajor && minor < otherMinor);
