import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './install.mjs';

const sources = ['src', 'index.html', 'vite.config.ts', 'vite.server.config.ts', 'package-lock.json'];

/** Builds the agents' app and the server when the sources changed since the last time. */
export function ensureBuilt() {
  const mark = join(root, 'dist', '.sources');
  const current = hashOfSources();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === current) return;
  process.stderr.write('Construction de Parvis…\n');
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  run(process.execPath, [vite, 'build', '--logLevel', 'warn']);
  run(process.execPath, [vite, 'build', '--logLevel', 'warn', '--config', 'vite.server.config.ts']);
  writeFileSync(mark, current);
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((name) => filesOf(name)).sort()) {
    if (!/\.test\.tsx?$/.test(file)) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function filesOf(name) {
  const path = join(root, name);
  if (!existsSync(path)) return [];
  const entries = name.includes('.') ? undefined : readdirSync(path, { recursive: true, withFileTypes: true });
  if (!entries) return [name];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1));
}
