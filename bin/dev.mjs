import { spawn } from 'node:child_process';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
// The server reloads by itself on change; Vite serves the screens and passes the rest on to it.
const started = [
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'src/app/development.ts'],
  ['node_modules/vite/bin/vite.js', '--clearScreen', 'false'],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));

const endAll = (signal) => {
  for (const child of started) child.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => endAll(signal));
for (const child of started) child.on('exit', () => endAll('SIGTERM'));
