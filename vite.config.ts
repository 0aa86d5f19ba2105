import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** React Aria carries its sentences in thirty languages; the app speaks one. */
const frenchOnly: Plugin = {
  name: 'react-aria-in-french-only',
  enforce: 'pre',
  load: (id) =>
    /[\\/](react-aria|react-stately|react-aria-components)[\\/].*[\\/]intl[\\/].*[\\/](?!fr-FR)[a-z]{2}-[A-Z]{2}\.m?js$/.test(id)
      ? 'export default {};'
      : undefined,
};

const api = process.env['PARVIS_API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [frenchOnly, react()],
  resolve: { alias: { 'libphonenumber-js/min': fileURLToPath(new URL('src/app/browser-phones.ts', import.meta.url)) } },
  // The server writes a fresh nonce in place of this word each time it serves the page: React Aria reads it for its one `<style>`.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // With its configuration, which must run before the first contract declares a schema.
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|src[\\/]app[\\/]browser-zod/, priority: 3 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
            {
              name: 'router',
              test: /node_modules[\\/]@tanstack[\\/](react-router|router-core|history|react-store|store|react-query|query-core)[\\/]/,
              priority: 2,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/p', '/m', '/site', '/healthz', '/readyz'].map((path) => [path, { target: api, changeOrigin: false }]),
    ),
  },
});
