/** Words that do not say what a text is about; removed from a query unless it contains no other. */
const list = `
a about above after again against all also am an and any are as at be because been before being below between both but by
can could did do does doing down during each few for from further had has have having he her here hers herself him himself
his how i if in into is it its itself just me more most my myself no nor not of off on once only or other our ours
ourselves out over own same she should since so some such than that the their theirs them themselves then there these they this
those through to too under until up upon us very was we were what when where which while who whom why will with would you
your yours yourself yourselves
`

const words: ReadonlySet<string> = new Set(list.trim().split(/\s+/u))

export const isStopWord = (token: string): boolean => words.has(token)
