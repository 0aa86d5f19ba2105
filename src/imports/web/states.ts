import type { Tone } from '../../ui/signs/Badge.tsx';
import type { ImportState } from '../contract.ts';

export const stateTone: Record<ImportState, Tone> = {
  uploaded: 'neutral',
  reading: 'info',
  ready: 'info',
  running: 'info',
  done: 'done',
  cancelled: 'warning',
  undoing: 'info',
  undone: 'neutral',
};
