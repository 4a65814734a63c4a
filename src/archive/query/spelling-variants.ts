/**
 * Words that English texts spell in several ways, the one that stands for all of them first: a person does not know
 * which spelling an author chose.
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
turkiye turkey
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

/** Names that are written as one word or as several. */
const sameName = `
us u_s
uk u_k
un u_n
eu e_u
covid_19 covid19
indo_pacific indopacific
counterterrorism counter_terrorism
cybersecurity cyber_security
timor_leste east_timor
czechia czech_republic
`

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' '))

const firstSpelling = new Map(
  rowsOf(sameWord).flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const)),
)

const american = /^(.{3,})iz(e[drs]?|ing|ers|ations?)$/u

/** The word in the one spelling that stands for all of its own: `kyiv` for `kiev`, `organise` for `organize`. */
export const oneSpelling = (token: string): string =>
  firstSpelling.get(token) ?? (token.includes('iz') ? token.replace(american, '$1is$2') : token)

const otherNames = new Map(
  rowsOf(sameName).flatMap((row) => {
    const names = row.map((name) => name.split('_'))
    return names.map((name) => [name.join(' '), names.filter((other) => other !== name)] as const)
  }),
)

/** Other words for the same name, e.g. `us` for `u s`; none for most names. */
export const otherNamesOf = (tokens: readonly string[]): readonly (readonly string[])[] =>
  otherNames.get(tokens.join(' ')) ?? []
