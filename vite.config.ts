/**
 * Every build of the project, by mode: the app with its worker (default), the command line (`cli`), and Electron's
 * `electron-main`, `electron-preload` and `electron-engine`.
 */
import { builtinModules } from 'node:module';
import path from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
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

export default defineConfig(({ mode }) => {
  if (mode === 'cli') return nodeBundle('node/cli/main.ts', 'dist-cli', 'spillway.js', 'es', nodeBuiltins);
  if (mode === 'electron-main') return nodeBundle('electron/main.ts', 'dist-electron', 'main.js', 'es', ['electron', ...nodeBuiltins]);
  if (mode === 'electron-preload') return nodeBundle('electron/preload.ts', 'dist-electron', 'preload.cjs', 'cjs', ['electron', ...nodeBuiltins]);
  if (mode === 'electron-engine') return nodeBundle('electron/engineProcess.ts', 'dist-electron', 'engineProcess.js', 'es', ['electron', ...nodeBuiltins]);
  return {
    root: at('renderer'),
    base: './',
    plugins: [react(), tailwindcss(), policyInPage()],
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
