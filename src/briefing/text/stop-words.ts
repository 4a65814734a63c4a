import { wordSet } from './word-set.ts'

/** Words that are too common in English to show what a text is about. */
export const stopWords =
  wordSet(`a about above across after again against all almost along already also although always am among an and another any anyone
  anything are around as at away back be became because become becomes been before being below between both but by can cannot
  could did do does doing done down during each either else enough even ever every everyone everything few for from further
  get gets getting give given go goes going gone got had has have having he her here hers herself him himself his how however
  i if in indeed instead into is it its itself just keep kept last least less let like likely long made make makes making many
  may me might mine more moreover most much must my myself near need needs neither never next no nobody none nor not nothing
  now of off often on once one only onto or other others ought our ours out over own per perhaps put puts rather same say says
  said second see seem seemed seems seen she should since so some somebody someone something still such take taken takes than
  that the their theirs them themselves then there therefore these they thing things third this those though three through thus
  to together too toward towards two under unless unlikely until up upon us use used uses using very was way we well were what
  whatever when where whether which while who whole whom whose why will with within without would yes yet you your first`)
