/**
 * Ports as Compose writes them: `[ip:][host:]container[/protocol]`, each port a number or a range, an IPv6 address in brackets; or the
 * long form. A range is a port each.
 */
import { LIMITS } from '../../base/limits.ts';
import type { ComposePort } from './project.ts';
import { scalarAt, type Value } from './value.ts';

const SHORT = /^(?:(\[[^\]]*\]|[^:]*):)?(?:(\d*(?:-\d+)?):)?(\d+(?:-\d+)?)(?:\/([a-z]+))?$/i;

/** Undefined: it is not a port. */
export function portsOf(item: Value): ComposePort[] | undefined {
  if (item.kind === 'list') return;
  if (item.kind === 'scalar') return short(item);
  const protocol = scalarAt(item, 'protocol')?.text ?? 'tcp';
  const hostIp = scalarAt(item, 'host_ip')?.text;
  return together(scalarAt(item, 'published')?.text ?? '', scalarAt(item, 'target')?.text ?? '', { hostIp, protocol, at: item.at });
}

function short(item: Value & { readonly kind: 'scalar' }): ComposePort[] | undefined {
  const parts = SHORT.exec(item.text);
  if (parts === null) return;
  const [, first, second, container = '', protocol = 'tcp'] = parts;
  // With one colon the first part is the host's port, with two its address.
  const isIp = second !== undefined;
  const host = isIp ? second : first;
  if (host !== undefined && !/^(?:\d*|\d+-\d+)$/.test(host)) return;
  const hostIp = isIp && first !== undefined && first !== '' ? first.replace(/^\[|\]$/g, '') : undefined;
  return together(host ?? '', container, { hostIp, protocol: protocol.toLowerCase(), at: item.at });
}

function together(published: string, target: string, rest: Pick<ComposePort, 'hostIp' | 'protocol' | 'at'>): ComposePort[] | undefined {
  const containers = range(target);
  const hosts = published === '' ? [] : range(published);
  if (containers === undefined || hosts === undefined || containers.length === 0) return;
  // Several host ports for one container port: any of them that is free.
  const isPaired = hosts.length === containers.length;
  if (hosts.length > 0 && !isPaired && containers.length > 1) return;
  return containers.map((container, i) => ({ host: isPaired ? hosts[i] : undefined, container, ...rest }));
}

function range(text: string): number[] | undefined {
  const parts = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (parts === null) return;
  const from = Number(parts[1]);
  const to = Number(parts[2] ?? parts[1]);
  if (to > 65_535 || to < from || to - from >= LIMITS.importServices) return;
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
