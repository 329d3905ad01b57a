// How many participants a unit of the made-up history has. The sizes are rough on purpose: they only have to make the
// demo look like Norway, some 7,000 participants, many offices with one or two.

import { randomFrom } from './random.ts';

/**
 * Thousands of inhabitants of the larger municipalities, rounded by us; not a source of anything. All others are small
 * ones, drawn from their number.
 */
const thousands: Record<string, number> = {
  ...{ '0301': 717, '1103': 149, '1106': 38, '1108': 83, '1119': 20, '1120': 21, '1121': 20, '1124': 29, '1149': 43 },
  ...{ '1505': 24, '1506': 32, '1508': 58, '1804': 53, '1806': 22, '1833': 26, '3101': 32, '3103': 52, '3105': 60 },
  ...{ '3107': 85, '3118': 47, '3124': 1, '3201': 130, '3203': 99, '3205': 93, '3207': 64, '3209': 44, '3212': 20 },
  ...{ '3218': 21, '3222': 49, '3224': 20, '3228': 24, '3232': 25, '3240': 27, '3301': 104, '3303': 28, '3305': 31 },
  ...{ '3312': 28, '3314': 20, '3403': 33, '3405': 29, '3407': 31, '3411': 35, '3413': 21, '3420': 22, '3901': 28 },
  ...{ '3903': 26, '3905': 59, '3907': 66, '3909': 49, '3911': 27, '4001': 37, '4003': 56, '4202': 25, '4203': 46 },
  ...{ '4204': 116, '4205': 23, '4601': 291, '4624': 26, '4626': 40, '4627': 30, '4631': 30, '4647': 22, '5001': 214 },
  ...{ '5006': 24, '5035': 25, '5037': 20, '5501': 78, '5503': 25, '5601': 21 },
};

const participantsPerThousand = 1.2;

/**
 * The mean number of participants of a unit, as a fraction. `sharedBy`: how many units its municipality has (districts
 * of Oslo, offices of Bergen), which share it unevenly.
 */
export function typicalSize(unit: string, municipality: string, sharedBy: number, seed: string): number {
  const ofMunicipality = randomFrom(`${seed}:size:${municipality}`);
  const inhabitants = thousands[municipality] ?? 0.6 * 25 ** ofMunicipality();
  // Between two thirds and one and a half times the common rate; Oslo's has always been higher.
  const need = municipality === '0301' ? 1.6 : (2 / 3) * 2.25 ** ofMunicipality();
  const share = sharedBy === 1 ? 1 : 0.6 + 0.8 * randomFrom(`${seed}:share:${unit}`)();
  return (inhabitants * participantsPerThousand * need * share) / sharedBy;
}
