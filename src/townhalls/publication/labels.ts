import type { Conformity } from './contract.ts';

export const conformityLabel: Record<Conformity, string> = {
  full: 'totalement conforme',
  partial: 'partiellement conforme',
  none: 'non conforme',
};
