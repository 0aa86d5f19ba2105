import type { Deliver } from '../contract.ts';

/** How a message of the product's own leaves, and where its links lead. */
export interface WayOut {
  publicUrl: string;
  deliver: Deliver;
}

/** A message somebody's own act asked for: a confirmation, a code. Nothing is promoted in it (trust M-16). */
export interface ServiceMail {
  to: string;
  subject: string;
  title: string;
  paragraphs: readonly string[];
  link?: { label: string; url: string };
  /** Shown large, to be typed. */
  code?: string;
  /** Why it was sent, and what happens to whoever ignores it. */
  because: string;
  /** Names this very message: the same each time it is written (trust M-17). */
  messageName: string;
}
