// What happened at Radøy, had it been at Eigersund: a municipality that has chosen bokmål, under another governor.

import { makeStory } from './radoy.ts';
import type { World } from './world.ts';

export const eigersund = '1101-1101';

/** Rita is at the governor, Eivind at the municipality, and Lise leads the office. */
export function makeEigersund(): World {
  return makeStory({
    unit: eigersund,
    language: 'nb',
    source: 'Statistikk fra Arbeids- og velferdsdirektoratet per 09.04.2019',
    people: [
      { email: 'rita@example.org', name: 'Rita Rønning', role: 'governor', scope: 'FMRO' },
      { email: 'eigersund@example.org', name: 'Eivind Egge', role: 'municipality', scope: '1101' },
      { email: 'leder@example.org', name: 'Lise Leder', role: 'leader', scope: '1101' },
    ],
  });
}

export const requestOfEigersund = `Fylkesmannen i Rogaland
Unntatt offentlighet, jf. offentleglova § 13 og sosialtjenesteloven § 44
Eigersund kommune
v/ rådmannen
Vår ref.: 2019/5678
Dato: 26.04.2019
Svar innen: 31.05.2019
Saksbehandler: Rita Rønning, telefon 51 56 87 00
Kvalifiseringsprogrammet i Eigersund kommune – vi ber om en redegjørelse
Nav-kontorene skal hver måned rapportere tall for kvalifiseringsprogrammet (KVP) til Arbeids- og velferdsdirektoratet. Direktoratet har bedt oss ta kontakt med kommuner der rapporter mangler, eller der antallet deltakere ligger utenfor det forventede nivået.
Nav Dalane har ikke levert rapport for februar og mars 2019. En måned uten rapport er ikke det samme som en måned uten deltakere: Rapporten skal leveres også når kommunen ikke har noen i programmet.
Måltallet for Eigersund kommune er 5,9 deltakere per måned pluss/minus 30 %, det vil si fra 4,13 til 7,67 deltakere. Måltallet er hentet fra denne kilden: Statistikk fra Arbeids- og velferdsdirektoratet per 09.04.2019. Det gjelder fra 09.04.2019.
Kommunen har hatt 2,5 deltakere i gjennomsnitt. Det er under det forventede nivået. Gjennomsnittet er regnet av de 10 månedene i det siste året som alle rapportene er levert for.
Måltallet er veiledende og skal brukes med varsomhet. KVP er en rett for dem som fyller vilkårene i sosialtjenesteloven § 29, uavhengig av måltallet.
Vi ber kommunen redegjøre for
hvorfor rapportene for februar og mars 2019 mangler, og hvordan kommunen vil sikre at det blir rapportert hver måned
hvorfor antallet deltakere er lavt i forhold til måltallet, når gjennomsnittet er 2,5
hvordan kommunen sikrer at alle som fyller vilkårene i sosialtjenesteloven § 29, får tilbud om program
Vi ber om svar innen 31.05.2019. Dere kan svare i tjenesten KVP-rapport, eller sende svaret til oss og vise til referansen vår.
Ta gjerne kontakt med saksbehandleren dersom dere har spørsmål.
Rettslig grunnlag
Kommunen har ansvaret for tjenestene etter loven, jf. sosialtjenesteloven § 3. Den som fyller vilkårene, har rett til kvalifiseringsprogram, jf. § 29. Fylkesmannen i Rogaland fører tilsyn med at kommunen oppfyller pliktene sine, jf. § 9.
Med hilsen
Inger Indrebø (e.f.)
direktør
Rita Rønning
seniorrådgiver
Dokumentet er elektronisk godkjent
Kopi til:
Nav Dalane v/ Lise Leder`;

export const closingOfEigersund = `Fylkesmannen i Rogaland
Unntatt offentlighet, jf. offentleglova § 13 og sosialtjenesteloven § 44
Eigersund kommune
v/ rådmannen
Vår ref.: 2019/5678
Deres ref.: 19/321
Dato: 14.06.2019
Saksbehandler: Rita Rønning, telefon 51 56 87 00
Svar på redegjørelse og avslutning – kvalifiseringsprogrammet i Eigersund kommune
Vi viser til vårt brev av 26.04.2019 og deres svar av 31.05.2019.
Nav Dalane har nå levert alle rapportene til og med april 2019.
Måltallet for kommunen er 5,9 deltakere per måned pluss/minus 30 %, fra denne kilden: Statistikk fra Arbeids- og velferdsdirektoratet per 09.04.2019. Gjennomsnittet i kommunen er 2,83 deltakere, regnet av de 12 månedene i det siste året som alle rapportene er levert for.
Måltallet er veiledende og skal brukes med varsomhet. KVP er en rett for dem som fyller vilkårene i sosialtjenesteloven § 29, uavhengig av måltallet.
Vi har merket oss det kommunen skriver, og avslutter med dette oppfølgingen. Vi minner om at rapporten skal leveres hver måned, også når kommunen ikke har noen i programmet.
Vi takker for svaret, og ønsker lykke til i det videre arbeidet med kvalifiseringsprogrammet.
Rettslig grunnlag
Kommunen har ansvaret for tjenestene etter loven, jf. sosialtjenesteloven § 3. Den som fyller vilkårene, har rett til kvalifiseringsprogram, jf. § 29.
Med hilsen
Inger Indrebø (e.f.)
direktør
Rita Rønning
seniorrådgiver
Dokumentet er elektronisk godkjent
Kopi til:
Nav Dalane v/ Lise Leder`;
