// The letters as an adviser would have written them: Halden, 32,5 against a mean of 20,25, two months missing.

import type { LetterKind } from '../src/domain/letter.ts';

const foot = (language: 'nb' | 'nn') => `${language === 'nb' ? 'Med hilsen' : 'Med helsing'}
Inger Indrebø (e.f.)
direktør
Guri Grov
seniorrådgiver
Dokumentet er elektronisk godkjent
Kopi til:
Nav Halden-Aremark v/ Lars Lie`;

export const expectedLetters: Record<LetterKind, { nb: string; nn: string }> = {
  request: {
    nb: `Statsforvalteren i Østfold
Halden kommune
v/ kommunedirektøren
Vår ref.: 2026/12
Dato: 28.09.2026
Svar innen: 12.10.2026
Saksbehandler: Guri Grov, telefon 69 24 70 00
Kvalifiseringsprogrammet i Halden kommune – vi ber om en redegjørelse
Nav-kontorene skal hver måned rapportere tall for kvalifiseringsprogrammet (KVP) til Arbeids- og velferdsdirektoratet. Direktoratet har bedt oss ta kontakt med kommuner der rapporter mangler, eller der antallet deltakere ligger utenfor det forventede nivået.
Nav Halden-Aremark har ikke levert rapport for mai og juni 2026. En måned uten rapport er ikke det samme som en måned uten deltakere: Rapporten skal leveres også når kommunen ikke har noen i programmet.
Måltallet for Halden kommune er 32,5 deltakere per måned pluss/minus 30 %, det vil si fra 22,75 til 42,25 deltakere. Måltallet er hentet fra denne kilden: Nav, tabell 4. Det gjelder fra 01.01.2026.
Kommunen har hatt 20,25 deltakere i gjennomsnitt. Det er under det forventede nivået. Gjennomsnittet er regnet av de 4 månedene i det siste året som alle rapportene er levert for.
Måltallet er veiledende og skal brukes med varsomhet. KVP er en rett for dem som fyller vilkårene i sosialtjenesteloven § 29, uavhengig av måltallet.
Vi ber kommunen redegjøre for
hvorfor rapportene for mai og juni 2026 mangler, og hvordan kommunen vil sikre at det blir rapportert hver måned
hvorfor antallet deltakere er lavt i forhold til måltallet, når gjennomsnittet er 20,25
hvordan kommunen sikrer at alle som fyller vilkårene i sosialtjenesteloven § 29, får tilbud om program
Vi ber om svar innen 12.10.2026. Dere kan svare i tjenesten KVP-rapport, eller sende svaret til oss og vise til referansen vår.
Ta gjerne kontakt med saksbehandleren dersom dere har spørsmål.
Rettslig grunnlag
Kommunen har ansvaret for tjenestene etter loven, jf. sosialtjenesteloven § 3. Den som fyller vilkårene, har rett til kvalifiseringsprogram, jf. § 29. Statsforvalteren i Østfold fører tilsyn med at kommunen oppfyller pliktene sine, jf. § 9.
${foot('nb')}`,
    nn: `Statsforvaltaren i Østfold
Halden kommune
v/ kommunedirektøren
Vår ref.: 2026/12
Dato: 28.09.2026
Svar innan: 12.10.2026
Saksbehandlar: Guri Grov, telefon 69 24 70 00
Kvalifiseringsprogrammet i Halden kommune – vi ber om ei utgreiing
Nav-kontora skal kvar månad rapportere tal for kvalifiseringsprogrammet (KVP) til Arbeids- og velferdsdirektoratet. Direktoratet har bede oss ta kontakt med kommunar der rapportar manglar, eller der talet på deltakarar ligg utanfor det forventa nivået.
Nav Halden-Aremark har ikkje levert rapport for mai og juni 2026. Ein månad utan rapport er ikkje det same som ein månad utan deltakarar: Rapporten skal leverast òg når kommunen ikkje har nokon i programmet.
Måltalet for Halden kommune er 32,5 deltakarar per månad pluss/minus 30 %, det vil seie frå 22,75 til 42,25 deltakarar. Måltalet er henta frå denne kjelda: Nav, tabell 4. Det gjeld frå 01.01.2026.
Kommunen har hatt 20,25 deltakarar i gjennomsnitt. Det er under det forventa nivået. Gjennomsnittet er rekna av dei 4 månadene i det siste året som alle rapportane er leverte for.
Måltalet er rettleiande og skal nyttast med varsemd. KVP er ein rett for dei som fyller vilkåra i sosialtenestelova § 29, uavhengig av måltalet.
Vi ber kommunen gjere greie for
kvifor rapportane for mai og juni 2026 manglar, og korleis kommunen vil sikre at det vert rapportert kvar månad
kvifor talet på deltakarar er lågt i høve til måltalet, når gjennomsnittet er 20,25
korleis kommunen sikrar at alle som fyller vilkåra i sosialtenestelova § 29, får tilbod om program
Vi ber om svar innan 12.10.2026. De kan svare i tenesta KVP-rapport, eller sende svaret til oss og vise til referansen vår.
Ta gjerne kontakt med saksbehandlaren dersom de har spørsmål.
Rettsleg grunnlag
Kommunen har ansvaret for tenestene etter lova, jf. sosialtenestelova § 3. Den som fyller vilkåra, har rett til kvalifiseringsprogram, jf. § 29. Statsforvaltaren i Østfold fører tilsyn med at kommunen oppfyller pliktene sine, jf. § 9.
${foot('nn')}`,
  },
  reminder: {
    nb: `Statsforvalteren i Østfold
Halden kommune
v/ kommunedirektøren
Vår ref.: 2026/12
Dato: 28.09.2026
Svar innen: 12.10.2026
Saksbehandler: Guri Grov, telefon 69 24 70 00
Påminnelse om svar – kvalifiseringsprogrammet i Halden kommune
Vi viser til vårt brev av 03.08.2026, der vi ba kommunen om en redegjørelse om kvalifiseringsprogrammet innen 07.09.2026. Vi kan ikke se at vi har fått svar.
Nav Halden-Aremark har fortsatt ikke levert rapport for mai og juni 2026.
Vi ber om at kommunen svarer innen 12.10.2026. Dere kan svare i tjenesten KVP-rapport, eller sende svaret til oss og vise til referansen vår.
Dersom svaret allerede er sendt, ber vi om at dere ser bort fra denne påminnelsen. Ta gjerne kontakt med saksbehandleren dersom dere trenger mer tid.
Rettslig grunnlag
Kommunen har ansvaret for tjenestene etter loven, jf. sosialtjenesteloven § 3. Statsforvalteren i Østfold fører tilsyn med at kommunen oppfyller pliktene sine, jf. § 9.
${foot('nb')}`,
    nn: `Statsforvaltaren i Østfold
Halden kommune
v/ kommunedirektøren
Vår ref.: 2026/12
Dato: 28.09.2026
Svar innan: 12.10.2026
Saksbehandlar: Guri Grov, telefon 69 24 70 00
Påminning om svar – kvalifiseringsprogrammet i Halden kommune
Vi viser til vårt brev av 03.08.2026, der vi bad kommunen om ei utgreiing om kvalifiseringsprogrammet innan 07.09.2026. Vi kan ikkje sjå at vi har fått svar.
Nav Halden-Aremark har framleis ikkje levert rapport for mai og juni 2026.
Vi ber om at kommunen svarer innan 12.10.2026. De kan svare i tenesta KVP-rapport, eller sende svaret til oss og vise til referansen vår.
Dersom svaret alt er sendt, ber vi om at de ser bort frå denne påminninga. Ta gjerne kontakt med saksbehandlaren dersom de treng meir tid.
Rettsleg grunnlag
Kommunen har ansvaret for tenestene etter lova, jf. sosialtenestelova § 3. Statsforvaltaren i Østfold fører tilsyn med at kommunen oppfyller pliktene sine, jf. § 9.
${foot('nn')}`,
  },
  closing: {
    nb: `Statsforvalteren i Østfold
Halden kommune
v/ kommunedirektøren
Vår ref.: 2026/12
Deres ref.: 26/77
Dato: 28.09.2026
Saksbehandler: Guri Grov, telefon 69 24 70 00
Svar på redegjørelse og avslutning – kvalifiseringsprogrammet i Halden kommune
Vi viser til vårt brev av 03.08.2026 og deres svar av 20.09.2026.
Nav Halden-Aremark har nå levert alle rapportene til og med juni 2026.
Måltallet for kommunen er 32,5 deltakere per måned pluss/minus 30 %, fra denne kilden: Nav, tabell 4. Gjennomsnittet i kommunen er 20,25 deltakere, regnet av de 4 månedene i det siste året som alle rapportene er levert for.
Måltallet er veiledende og skal brukes med varsomhet. KVP er en rett for dem som fyller vilkårene i sosialtjenesteloven § 29, uavhengig av måltallet.
Vi har merket oss det kommunen skriver, og avslutter med dette oppfølgingen. Vi minner om at rapporten skal leveres hver måned, også når kommunen ikke har noen i programmet.
Vi takker for svaret, og ønsker lykke til i det videre arbeidet med kvalifiseringsprogrammet.
Rettslig grunnlag
Kommunen har ansvaret for tjenestene etter loven, jf. sosialtjenesteloven § 3. Den som fyller vilkårene, har rett til kvalifiseringsprogram, jf. § 29.
${foot('nb')}`,
    nn: `Statsforvaltaren i Østfold
Halden kommune
v/ kommunedirektøren
Vår ref.: 2026/12
Dykkar ref.: 26/77
Dato: 28.09.2026
Saksbehandlar: Guri Grov, telefon 69 24 70 00
Svar på utgreiing og avslutning – kvalifiseringsprogrammet i Halden kommune
Vi viser til vårt brev av 03.08.2026 og dykkar svar av 20.09.2026.
Nav Halden-Aremark har no levert alle rapportane til og med juni 2026.
Måltalet for kommunen er 32,5 deltakarar per månad pluss/minus 30 %, frå denne kjelda: Nav, tabell 4. Gjennomsnittet i kommunen er 20,25 deltakarar, rekna av dei 4 månadene i det siste året som alle rapportane er leverte for.
Måltalet er rettleiande og skal nyttast med varsemd. KVP er ein rett for dei som fyller vilkåra i sosialtenestelova § 29, uavhengig av måltalet.
Vi har merka oss det kommunen skriv, og avsluttar med dette oppfølginga. Vi minner om at rapporten skal leverast kvar månad, òg når kommunen ikkje har nokon i programmet.
Vi takkar for svaret, og ønskjer lukke til i det vidare arbeidet med kvalifiseringsprogrammet.
Rettsleg grunnlag
Kommunen har ansvaret for tenestene etter lova, jf. sosialtenestelova § 3. Den som fyller vilkåra, har rett til kvalifiseringsprogram, jf. § 29.
${foot('nn')}`,
  },
};
