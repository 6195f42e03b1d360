/** Where Prometheus asks: /metrics, and /healthz for Compose. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FigureServer {
  readonly port: number;
  close(): void;
}

/** On all interfaces: it is a container's own. Rejects when the port is taken. */
export function serveFigures(port: number, metrics: () => string, isHealthy: () => boolean): Promise<FigureServer> {
  const server: Server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/metrics') response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').end(metrics());
    else if (path === '/healthz') response.writeHead(isHealthy() ? 200 : 503, { 'Content-Type': 'text/plain' }).end(isHealthy() ? 'ok\n' : 'not connected\n');
    else response.writeHead(404).end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve({ port: (server.address() as AddressInfo).port, close: () => void server.close() }));
  });
}
