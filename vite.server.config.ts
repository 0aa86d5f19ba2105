import { defineConfig } from 'vite';

/** The server as one bundle for Node 20: libraries stay outside, in node_modules. */
export default defineConfig(({ mode }) => ({
  // Places to die are for drills only (src/platform/crash.ts).
  define: mode === 'drills' ? {} : { 'process.env.PARVIS_CRASH_AT': '""' },
  build: {
    ssr: true,
    outDir: 'dist/server',
    target: 'node20',
    minify: false,
    sourcemap: true,
    emptyOutDir: true,
    rollupOptions: {
      // Workbooks are read by a program of its own, started apart (src/imports/workbook/copying.ts).
      input: { parvis: 'src/app/parvis.ts', workbook: 'src/imports/workbook/reading-process.ts' },
      // One folder, so that each finds the other beside it.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
}));
