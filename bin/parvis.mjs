import { ensureInstalled } from './install.mjs';

ensureInstalled();
const { ensureBuilt } = await import('./build.mjs');
ensureBuilt();
const { parvis } = await import('../dist/server/parvis.js');
await parvis(process.argv.slice(2));
