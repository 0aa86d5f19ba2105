import { defineConfig } from 'vite';

/** The server as one bundle for Node 20: libraries stay outside, in node_modules. */
export default defineConfig({
  build: {
    ssr: 'src/app/parvis.ts',
    outDir: 'dist/server',
    target: 'node20',
    minify: false,
    sourcemap: true,
    emptyOutDir: true,
    rollupOptions: { output: { entryFileNames: 'parvis.js' } },
  },
});
