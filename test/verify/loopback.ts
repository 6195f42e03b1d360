/**
 * The network of the containers, on the loopback interface of this machine: each port of each service is a free one here. It changes
 * addresses in what was exported and nothing else, and remembers what it changed.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { must } from '#core/base/assert.ts';
import type { Project } from './project.ts';

export const HOST = '127.0.0.1';
const PORTS = 60;

export class Loopback {
  readonly #services: Project['services'];
  readonly #free: number[];
  readonly #taken = new Map<string, number>();
  readonly #changes = new Map<string, string>();

  private constructor(services: Project['services'], free: number[]) {
    this.#services = services;
    this.#free = free;
  }

  static async create({ services }: Pick<Project, 'services'>): Promise<Loopback> {
    const servers = Array.from({ length: PORTS }, () => createServer().listen(0, HOST));
    await Promise.all(servers.map((server) => once(server, 'listening')));
    const free = servers.map((server) => (server.address() as AddressInfo).port);
    await Promise.all(servers.map((server) => once(server.close(), 'close')));
    return new Loopback(services, free);
  }

  /** Where the port of a service is here. */
  port(service: string, port: number): number {
    const key = `${service}:${port}`;
    const taken = this.#taken.get(key) ?? must(this.#free.pop(), 'ports of a project');
    this.#taken.set(key, taken);
    return taken;
  }

  /** Said of anything else that could not stay as it was exported. */
  changed(from: string, to: string): string {
    if (from !== to) this.#changes.set(from, to);
    return to;
  }

  /** Old text → new text. */
  get changes(): ReadonlyMap<string, string> {
    return this.#changes;
  }

  /** A text of the container `own`: `service:port`, `localhost:port` as published on the host, and `//:port` of its own listeners. */
  readdress(text: string, own: string): string {
    return text
      .replaceAll(/(?<![\w.-])([a-z0-9][a-z0-9-]*):(\d{2,5})\b/g, (all, host: string, port: string) => {
        const at = host === 'localhost' ? this.#published(port) : host in this.#services ? { service: host, target: Number(port) } : undefined;
        return at === undefined ? all : this.changed(all, `${HOST}:${this.port(at.service, at.target)}`);
      })
      .replaceAll(/\/\/(?:0\.0\.0\.0)?:(\d{2,5})\b/g, (all, port: string) => this.changed(`${own} ${all}`, `//${HOST}:${this.port(own, Number(port))}`));
  }

  #published(port: string): { readonly service: string; readonly target: number } | undefined {
    for (const [service, { ports = [] }] of Object.entries(this.#services)) {
      const found = ports.find(({ published }) => published === port);
      if (found !== undefined) return { service, target: found.target };
    }
    return undefined;
  }
}
