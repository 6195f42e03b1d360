/**
 * Every build of the project, by mode: the app with its worker (default), the command line (`cli`), the load
 * generator (`loadgen`), and Electron's
 * `electron-main`, `electron-preload` and `electron-engine`.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { build } from 'vite';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { CONTENT_SECURITY_POLICY } from './node/contentSecurityPolicy.mjs';

const at = (p: string) => path.resolve(import.meta.dirname, p);
const nodeBuiltins = [/^node:/, ...builtinModules];

function nodeBundle(entry: string, outDir: string, file: string, format: 'es' | 'cjs', external: (string | RegExp)[]): ViteUserConfig {
  return {
    build: {
      target: 'node20',
      outDir: at(outDir),
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      ssr: true,
      rolldownOptions: { input: at(entry), platform: 'node', external, output: { format, entryFileNames: file, codeSplitting: false } },
    },
    ssr: { noExternal: true, external: ['electron'] },
  };
}

const LOAD_GENERATOR = 'loadgen.mjs';

/** It leaves the project: small, and with the licences of what is in it. */
function loadGeneratorBundle(): ViteUserConfig {
  const { build: options, ...rest } = nodeBundle('node/loadgen/main.ts', 'dist-loadgen', LOAD_GENERATOR, 'es', nodeBuiltins);
  const output = { ...(options?.rolldownOptions?.output as object), postBanner: licences(['kafkajs', 'amqplib', 'rhea', 'debug', 'ms', 'zod']) };
  return { ...rest, build: { ...options, minify: true, sourcemap: false, rolldownOptions: { ...options?.rolldownOptions, output } } };
}

function licences(names: readonly string[]): string {
  const texts = names.map((name) => {
    const folder = at(`node_modules/${name}`);
    const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
    return `── ${name} ──\n${files.map((file) => readFileSync(`${folder}/${file}`, 'utf8').trim()).join('\n\n')}`;
  });
  return `/*\nSpillway's load generator, Apache-2.0. What it is made of:\n\n${texts.join('\n\n').replaceAll('*/', '* /')}\n*/`;
}

/** The load generator as a file beside the build, for exported projects to take along; the development server makes it when asked. */
function bringsLoadGenerator(): Plugin {
  const bundle = async (): Promise<string> => {
    const built = await build({ root: at('.'), configFile: at('vite.config.ts'), mode: 'loadgen', logLevel: 'error', build: { write: false } });
    const chunk = [built].flat().flatMap((part) => ('output' in part ? part.output : []))[0];
    if (chunk?.type !== 'chunk') throw new Error('the load generator was not built');
    return chunk.code;
  };
  return {
    name: 'brings-load-generator',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: LOAD_GENERATOR, source: await bundle() });
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${LOAD_GENERATOR}`, (_request, response, next) => {
        bundle().then((code) => response.setHeader('Content-Type', 'text/javascript').end(code), next);
      });
    },
  };
}

/**
 * The policy scripts/serve.mjs sends, in the page itself: a static host that sends no headers is as safe. Framing can only
 * be refused by a header, and a browser complains of a page that tries.
 */
const policyInPage = (): Plugin => ({
  name: 'policy-in-page',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      injectTo: 'head-prepend',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY.replace(/; frame-ancestors [^;]*/, '') },
    },
  ],
});

/**
 * Beside the page, the service worker that keeps every file of the build for when there is no network, but the load generator: that is
 * kept once it was asked for. It has a fixed name, as browsers ask, and so does what it is told to keep.
 */
const worksOffline = (): Plugin => ({
  name: 'works-offline',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'chunk', id: at('renderer/worker/serviceWorker.ts'), fileName: WORKER_FILE });
  },
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const worker = bundle[WORKER_FILE];
      if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
      const built = Object.keys(bundle).filter((name) => ![WORKER_FILE, 'index.html', LOAD_GENERATOR].includes(name));
      const files = [...built, ...publicFiles()].toSorted();
      const page = bundle['index.html'];
      const hash = createHash('sha256')
        .update(files.join('\n'))
        .update(page?.type === 'asset' ? page.source : '');
      const program = bundle[LOAD_GENERATOR];
      hash.update(program?.type === 'asset' ? program.source : '');
      for (const name of publicFiles()) hash.update(readFileSync(at(`renderer/public/${name}`)));
      worker.code = `const OFFLINE_FILES=${JSON.stringify(files.map((name) => `./${name}`))},OFFLINE_BUILD=${JSON.stringify(hash.digest('hex').slice(0, 16))};\n${worker.code}`;
    },
  },
});
const WORKER_FILE = 'serviceWorker.js';
const publicFiles = (): string[] =>
  readdirSync(at('renderer/public'), { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [path.relative(at('renderer/public'), path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')] : [],
  );

export default defineConfig(({ mode }) => {
  if (mode === 'cli') return { ...nodeBundle('node/cli/main.ts', 'dist-cli', 'spillway.js', 'es', nodeBuiltins), plugins: [bringsLoadGenerator()] };
  if (mode === 'loadgen') return loadGeneratorBundle();
  if (mode === 'electron-main') return nodeBundle('electron/main.ts', 'dist-electron', 'main.js', 'es', ['electron', ...nodeBuiltins]);
  if (mode === 'electron-preload') return nodeBundle('electron/preload.ts', 'dist-electron', 'preload.cjs', 'cjs', ['electron', ...nodeBuiltins]);
  if (mode === 'electron-engine') return nodeBundle('electron/engineProcess.ts', 'dist-electron', 'engineProcess.js', 'es', ['electron', ...nodeBuiltins]);
  return {
    root: at('renderer'),
    base: './',
    plugins: [react(), tailwindcss(), policyInPage(), bringsLoadGenerator(), worksOffline()],
    server: { port: 5173, strictPort: true },
    worker: { format: 'es' },
    build: {
      target: 'chrome120',
      outDir: at('dist'),
      emptyOutDir: true,
      sourcemap: false,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
              { name: 'flow', test: /node_modules[\\/](@xyflow|d3-)/ },
              { name: 'controls', test: /node_modules[\\/](@base-ui|@floating-ui|react-hotkeys-hook)[\\/]/ },
            ],
          },
        },
      },
    },
    test: {
      root: at('.'),
      projects: [
        {
          extends: true,
          test: { name: 'unit', environment: 'node', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**', '**/node_modules/**'], testTimeout: 60_000 },
        },
      ],
    },
  };
});
