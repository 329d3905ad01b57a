// One run of the simulation as a process of its own: `simulate.ts '{"seed":"1","months":120,"offices":999}'` prints what came of
// it, as JSON on the last line. Run from a copy of the program with a planted fault, too.

import { playScenario } from '../../test/simulation/play.ts';
import type { Size } from '../../test/simulation/scenario.ts';

process.stdout.write(`${JSON.stringify(await playScenario(JSON.parse(process.argv[2] ?? '') as Size))}\n`);
