/**
 * Words that English texts spell in several ways, one word a row, its index form first: a person does not know which
 * spelling an author chose.
 */
const sameWord = `
kyiv kiev
kharkiv kharkov
odesa odessa
lviv lvov
donbas donbass
chornobyl chernobyl
zelensky zelenskyy zelenskiy
navalny navalni navalnyy
lukashenko lukashenka
myanmar burma
yangon rangoon
rakhine arakan
mumbai bombay
uyghur uighur uygur uyghurs uighurs uygurs
hezbollah hizbollah hizbullah
houthi huthi houthis huthis
isis isil daesh
qaeda qaida
islamiyah islamiah
sayyaf sayaf
gaddafi qaddafi gadhafi
quran koran
defence defense
defences defenses
offence offense
licence license
programme program
programmes programs
centre center
centres centers
theatre theater
fibre fiber
labour labor
neighbour neighbor
neighbours neighbors
neighbouring neighboring
neighbourhood neighborhood
harbour harbor
harbours harbors
armour armor
armoured armored
behaviour behavior
behavioural behavioral
favour favor
favours favors
favoured favored
favourable favorable
honour honor
colour color
endeavour endeavor
endeavours endeavors
rigour rigor
grey gray
sceptic skeptic
sceptical skeptical
scepticism skepticism
sulphur sulfur
aluminium aluminum
`

/** Adjectives of countries, with the country first: `russia` finds Russian gas. */
const demonyms = `
afghanistan afghan afghans
africa african africans
america american americans
asia asian asians
australia australian australians
bangladesh bangladeshi bangladeshis
belarus belarusian belarusians
brazil brazilian brazilians
britain british
brunei bruneian bruneians
cambodia cambodian cambodians
canada canadian canadians
china chinese
cuba cuban cubans
egypt egyptian egyptians
europe european europeans
fiji fijian fijians
france french
germany german germans
india indian indians
indonesia indonesian indonesians
iran iranian iranians
iraq iraqi iraqis
israel israeli israelis
italy italian italians
japan japanese
jordan jordanian jordanians
kazakhstan kazakh kazakhs
korea korean koreans
kuwait kuwaiti kuwaitis
lebanon lebanese
libya libyan libyans
malaysia malaysian malaysians
mexico mexican mexicans
mongolia mongolian mongolians
nepal nepalese nepali
netherlands dutch
nigeria nigerian nigerians
norway norwegian norwegians
pakistan pakistani pakistanis
palestine palestinian palestinians
philippines philippine filipino filipinos
russia russian russians
singapore singaporean singaporeans
syria syrian syrians
taiwan taiwanese
thailand thai thais
turkiye turkey turkish
ukraine ukrainian ukrainians
vietnam vietnamese
yemen yemeni yemenis
`

/** Roman numerals: `World War II` is World War 2. */
const numerals = `
2 ii
3 iii
4 iv
6 vi
7 vii
8 viii
9 ix
`

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' '))

const firstSpelling = new Map(
  [sameWord, demonyms, numerals]
    .flatMap(rowsOf)
    .flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const)),
)

/** All spellings that are not the first of their row. */
export const variants: readonly string[] = [...firstSpelling.keys()]

const american = /^(.{3,})iz(e[drs]?|ing|ers|ations?)$/u

/** The word in its index form: `kyiv` for `kiev`, `organise` for `organize`. */
export const oneSpelling = (token: string): string =>
  firstSpelling.get(token) ?? (token.includes('iz') ? token.replace(american, '$1is$2') : token)
