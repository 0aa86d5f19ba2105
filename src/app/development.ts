import { parvis } from './parvis.ts';

await parvis(['serve', ...process.argv.slice(2)]);
