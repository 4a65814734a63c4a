/**
 * Words so common that they stand alone in any English text, and short nouns that compounds are made of. Where a PDF's
 * text reads "in stability" or "sea bed", both halves are words, and nothing may be joined.
 */
const list = `
a about above across act after again against age ago aid aim air all allow almost alone along also although always am among
an and another any app are area arm army art as ask at away axis back bad balance ball ban band bank bar base battle bay be
beach bed been before behind being below bench best better between big bill bird birth black blood blow board boat body bomb
bond book boom both bottom box boy brain branch break bridge bring broad brother build burn bus but buy by call came camp can
cap car card care case cash cast castle cat cause cell chain chair change charge check chief child choice church city civil
claim class clear close cloud coal coast code cold come common con cool core corner corn cost could council count country
course court cover craft crash crew crisis cross crowd current custom cut cyber dam data date day dead deal death debt deck
deep did dis do does dog dollar done door double down draw dream drive drop dry due during duty each earth east easy eat edge
effect eight either else end enemy engine enough era even ever every ex eye face fact fair fall family far farm fast father
fear feed feet few field fight file fill film find fine fire firm first fish five flag flat fleet flight flood floor flow
fold follow food foot for force fore form formal former forth forward found four fox frame free fresh friend from front fruit
fuel full fund gain game gas gate gave general get girl give go goal god going gold good got govern grand grass great green grid
ground group grow guard guide gun had hair half hall hand happen hard has hat have he head health hear heart heat heavy held
help her here high hill him his hit hold hole home hope hot hour house how however hub human hundred ice idea if ill image in
inch indeed inter into iron is island it its jet job join joint judge jump just keep key kill kind king know labour lack lady
lake land large last late law lay lead league learn least leave led left leg lend length less let letter level lie life
lift light like likely limit line link list little live load loan local lock long look lose loss lot love low machine made
main major make man many map march mark market mass master match may me mean meet member men mend might mile mill mind mine
minor miss mix model money month moon more most mother mount mouth move much must my name nation near neck need net never
new news next night no nor north not note now number of off office offer often oil old on once one only open or order other
our out over own page pain paper park part party pass past path pay peace people per person phone pick piece pin pipe place plan
plane plant play point poll pool poor pop port post pot power present press price prime pro proof public pull push put quick
race rail rain raise range rate rather raw re reach read real rear red rest rich ride right ring rise risk river road rock
role roll roof room root rope rose round route row rule run rush safe said sail sale salt same sand save saw say scale school
screen sea seat second see seem self sell send sense set seven shape share she shed shell shelf shift ship shop shore short shot
should show side sight sign silk since sister sit site six size skill sky slow small smart snow so social soft soil sold some
son song soon sound south space speak speed spread spring staff stage stand star start state station stay steel step still
stock stone stood stop store storm story stream street strike strong sub such sun super support sure surface swift system
table tail take talk tank task tax team tell ten term test text than that the their them then there these they thing think
third this those though three threat through throw tide tie tight time tip to today together told too took tool top total
touch tower town toy track trade train trans treat tree trip troop true trust try turn twenty two type ultra un under unit
until up upon us use value van very view village voice vote wage wait walk wall want war ward ware warm was wash water wave
way we wealth wear weather web week weight well went were west what wheel when where which while white who whole whom why wide
wife wild will win wind window wing winter wire wise wish with within without woman women wood word work world worth would
write wrong year yes yet you young your zone
`

const words: ReadonlySet<string> = new Set(list.split(/\s+/u).filter((word) => word !== ''))

/** Whether the word, in lower case, is one that any text may hold by itself. */
export const isCommonWord = (word: string): boolean => words.has(word)
