import { config } from 'zod';
import fr from 'zod/v4/locales/fr.js';

// A strict content security policy forbids `eval`, which Zod probes when the first schema is declared: this runs before any contract
// (the build puts it in Zod's own chunk).
config({ jitless: true, ...fr() });
