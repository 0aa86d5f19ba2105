import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** The browser the journeys use: CHROMIUM_PATH, else the system's; as root on Debian it is installed. Never skipped. */
export function ensureBrowser() {
  process.env.CHROMIUM_PATH ||= known.find((path) => existsSync(path)) ?? installed();
  if (process.env.CHROMIUM_PATH && existsSync(process.env.CHROMIUM_PATH)) return;
  process.stderr.write(
    'Les parcours demandent un navigateur. Exécutez :\n\n  sudo apt-get update && sudo apt-get install -y chromium\n\nou indiquez CHROMIUM_PATH.\n',
  );
  process.exit(1);
}

function installed() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  process.stderr.write('Installation du navigateur des tests…\n');
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  return known.find((path) => existsSync(path));
}
