/**
 * `npm start`: installs and builds what is missing or old, and serves the app on http://localhost:5173 until Ctrl-C.
 * PORT=8080 takes another port. The port is asked for first, so a taken one is told at once and not after a build.
 */
import { ensureInstalled } from './install.mjs';
import { at, ensureBuilt } from './project.mjs';
import { createStaticServer, listen, parsePort } from './serve.mjs';

const DEFAULT_PORT = 5173;
/** `localhost` is either of these, and a program may try only the first it finds. */
const HOSTS = ['127.0.0.1', '::1'];

const port = process.env.PORT ? parsePort(process.env.PORT) : DEFAULT_PORT;
if (port === undefined || port === 0) fail(`PORT=${process.env.PORT} is not a port: give a number from 1 to 65535.`);

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

await claim(port).then((release) => release());
await ensureInstalled();
if (!(await ensureBuilt())) fail('The build failed: see above.');
await claim(port);
console.log(`Spillway is at http://localhost:${port}\nCtrl-C ends it.`);

/** Listens on every loopback address there is. Resolves to what closes them again. */
async function claim(wanted) {
  const servers = [];
  for (const host of HOSTS) {
    const server = createStaticServer(at('dist'));
    try {
      await listen(server, wanted, host);
      servers.push(server);
    } catch (fault) {
      // No such address (IPv6 switched off) is no loss while the other one listens.
      if (fault.code === 'EADDRNOTAVAIL' || fault.code === 'EAFNOSUPPORT') continue;
      if (fault.code === 'EADDRINUSE') fail(`Port ${wanted} is taken by another program. End it, or choose another port: PORT=${wanted + 1} npm start`);
      fail(`Cannot listen on port ${wanted}: ${fault.message}`);
    }
  }
  if (servers.length === 0) fail('This machine has no loopback address to listen on.');
  return () => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
