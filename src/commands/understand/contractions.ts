/** Short forms of phones and quick typing, and their usual spelling. */
const spelt: ReadonlyMap<string, string> = new Map(
  `im=i'm ive=i've youre=you're theyre=they're thats=that's whats=what's wheres=where's whos=who's hows=how's dont=don't
  doesnt=doesn't didnt=didn't cant=can't couldnt=couldn't wouldnt=wouldn't shouldnt=shouldn't isnt=isn't arent=aren't
  wasnt=wasn't werent=weren't havent=haven't hasnt=hasn't u=you wats=what's sth=something smth=something wat=what
  wht=what abt=about any1=anyone some1=someone th=the need2=need_to 2day=today 2moro=tomorrow ths=this nxt=next cn=can
  gd=good tmrw=tomorrow gimme=give_me wkdays=weekdays wknd=weekend ur=your r=are`
    .split(/\s+/u)
    .map((pair): [string, string] => {
      const [typed = '', known = ''] = pair.split('=')
      return [typed, known.replaceAll('_', ' ')]
    }),
)

/** The text with short forms in their usual spelling; words in capitals are names and stay. */
export const spelledOut = (text: string): string =>
  text.replaceAll(/(?<![\p{L}\p{N}'’"-])\p{L}[\p{L}\p{N}]*(?![\p{L}\p{N}'’"-])/gu, (word) => {
    const known = word === word.toUpperCase() && word.length > 1 ? undefined : spelt.get(word.toLowerCase())
    return known ?? word
  })
