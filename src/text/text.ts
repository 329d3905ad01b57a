// The dictionary of a language.

import { nb } from './nb.ts';
import { nn } from './nn.ts';

export type Texts = typeof nb;

export const texts: { nb: Texts; nn: Texts } = { nb, nn };
