import { agentCreate } from './agent.ts';
import { apiKeyCreate } from './api-key.ts';
import { demoVerb } from './demo.ts';
import { doctorVerb } from './doctor.ts';
import { importVerb } from './import.ts';
import { migrateVerb } from './migrate.ts';
import { serveVerb } from './serve.ts';
import { townHallCreate } from './town-hall.ts';
import type { Verb } from './verb.ts';
import { verifyVerb } from './verify.ts';

export const verbs: readonly Verb[] = [
  serveVerb,
  migrateVerb,
  townHallCreate,
  agentCreate,
  apiKeyCreate,
  importVerb,
  demoVerb,
  verifyVerb,
  doctorVerb,
];
