import { ensureInstalled, root, run } from './install.mjs';

ensureInstalled();
const { ensureBuilt } = await import('./build.mjs');
ensureBuilt();
run(process.execPath, ['--import', 'tsx', 'bench/bench.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
