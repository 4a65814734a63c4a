import { wordSet } from './word-set.ts'

/**
 * Abbreviations that never end a sentence, because something that belongs to them always follows. Lower case, no full
 * stop.
 */
export const neverFinal =
  wordSet(`mr mrs ms messrs mx dr drs prof profs rev fr hon pres gov sen rep amb sec min supt insp det dep
  gen lt col maj capt cpt cmdr cdr cdre adm radm vadm brig sgt cpl pvt comdr ret rtd
  vs v cf viz e.g i.e eg ie approx ca incl sdn pte pty mt ft`)

/** Abbreviations that belong to the number after them, and end a sentence if none follows. Lower case, no full stop. */
export const beforeNumber =
  wordSet(`no nos art arts fig figs para paras par sect ch chap vol vols pp p cl cls reg regs res app annex op tab
  jan feb mar apr jun jul aug sep sept oct nov dec rs rp s us a hk nt`)

/** Abbreviations after which a sentence may end or go on: the next word decides. Lower case, no last full stop. */
export const maybeFinal = wordSet(`ltd bhd inc corp co cos bros plc llc jr sr st ave blvd dept univ govt est
  u.s u.k u.n e.u u.a.e u.s.a u.s.s.r p.r.c d.p.r.k r.o.k a.m p.m am pm d.c b.c a.d ph.d m.a b.a m.sc al`)

/** Words that begin a sentence more often than they follow an abbreviation. Lower case. */
export const openers =
  wordSet(`a an the this that these those it its he she they we i you his her their our my your there here
  who what when where why how which whether if unless although though while whereas since because as after before until once
  in on at by for from with without within under over between among against during through across despite beyond to of
  and but or nor so yet still then thus hence therefore however moreover furthermore nevertheless nonetheless meanwhile
  instead indeed also even only just perhaps likewise similarly otherwise finally first second third next last later
  now today yesterday tomorrow currently previously recently additionally consequently accordingly ultimately
  some many most much more few several all both each every no none not neither either any another other others
  such same one two three four five six seven eight nine ten
  is are was were has have had do does did can could will would should may might must let
  according given rather unlike like nobody nothing somebody something everyone everybody
  dr mr mrs ms prof`)
