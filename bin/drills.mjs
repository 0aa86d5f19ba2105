import { ensureInstalled, root, run } from './install.mjs';

ensureInstalled();
const { ensureBuilt } = await import('./build.mjs');
ensureBuilt();
run(process.execPath, ['--import', 'tsx', 'test/drills/drills.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
