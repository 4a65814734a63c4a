import { wordList } from './list.ts'

/** Words that carry grammar and no content; operators are read from their own list. Lower case. */
export const smallWords = wordList(`
  a an the this that these those it its itself he him his himself she her hers herself they them their theirs themselves we us our ours
  you your i me my one ones who whom whose which what where when why how there here
  is are was were be been being am do does did doing done has have had having will would shall should may might must can could ought
  of to in on at by for from with within into onto upon over under out up down off as than then so such and or but nor yet if unless
  because since while whereas although though until till before after during between among amongst across through against about above
  below beyond near toward towards per via amid along despite around like unlike without
  not no never none neither nobody nothing either both each every all any some many much more most few fewer less least several other
  others another own same too very also only just even still already again ever once now always often sometimes usually rather quite
  however moreover furthermore therefore thus hence indeed instead meanwhile nevertheless nonetheless otherwise perhaps maybe
  whether s t d ll re ve m first second third well far let nor get gets got go goes make makes made come comes came take takes took
  according that's say says said`)

/** Words that stand for something named before: a claim may put the name in their place. */
export const anaphors = wordList(`
  he him his she her hers they them their theirs it its this these those such both neither former latter one ones same himself herself
  themselves itself we our us i my here there`)

/** Words of little weight of their own, as stems are inflected: a sentence told anew may have them without saying anything new. */
export const lightWords = wordList(`
  become becomes became becoming remain remains remained remaining lie lies lay stay stays keep keeps kept give gives gave given use uses
  used using include includes included including compare compared comparing apply applies applied deal deals dealt lead leads led leave
  leaves left contain contains depend depends depended rely relies treat treats treated resemble resembles fall falls fell turn turns turned
  happen happens occur occurs exist exists involve involves concern concerns result results stem stems time times people man men person
  instance case cases way ways manner sort kind thing things part parts effort role point cent available nearby away back else own`)

/** Words that a claim may use of the commentary itself, whatever the sentence says. */
export const frameWords = wordList(`author authors commentary article piece writer argues view argument`)

/** Words that stand for a person named before. */
export const personalPronouns = wordList(`he him his she her hers`)
