import type { BenchData } from './data.ts';
import type { Figure } from './measure.ts';
export async function httpFigures(_data: BenchData): Promise<Figure[]> { return []; }
