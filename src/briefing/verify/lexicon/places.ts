import { groupList } from './list.ts'

/** Names of one and the same state, its people and, where writers use it so, its government's seat. The first is the key. */
export const placeGroups = groupList(`
  us, usa, u.s, u.s.a, american, americans, washington, united states, america, united states of america, the states
  uk, u.k, british, britain, london, united kingdom
  eu, e.u, brussels, european union
  un, u.n, united nations
  uae, u.a.e, emirati, emirates, abu dhabi, united arab emirates
  china, chinese, beijing, prc
  russia, russian, russians, moscow, kremlin
  japan, japanese, tokyo
  indonesia, indonesian, indonesians, jakarta
  malaysia, malaysian, malaysians, kuala lumpur, putrajaya
  singapore, singaporean, singaporeans
  philippines, philippine, filipino, filipinos, manila
  vietnam, vietnamese, hanoi, viet nam
  thailand, thai, thais, bangkok
  myanmar, burmese, naypyidaw, burma
  cambodia, cambodian, phnom penh
  laos, lao, laotian, vientiane
  brunei, bruneian
  timor, timorese, timor-leste, dili
  india, indian, indians, new delhi, delhi
  pakistan, pakistani, islamabad
  bangladesh, bangladeshi, dhaka
  nepal, nepali, nepalese, kathmandu
  lanka, lankan, colombo, sri lanka
  taiwan, taiwanese, taipei
  korea, korean, koreans, seoul, south korea, rok
  dprk, pyongyang, north korea
  australia, australian, australians, canberra
  zealand, wellington, new zealand
  france, french, paris
  germany, german, germans, berlin
  italy, italian, rome
  spain, spanish, madrid
  netherlands, dutch, hague
  turkey, turkish, ankara, turkiye
  iran, iranian, iranians, tehran
  iraq, iraqi, baghdad
  israel, israeli, israelis, jerusalem
  saudi, saudis, riyadh, saudi arabia
  ukraine, ukrainian, ukrainians, kyiv
  canada, canadian, ottawa
  mexico, mexican
  brazil, brazilian, brasilia
  egypt, egyptian, cairo
  europe, european, europeans
  asia, asian, asians
  africa, african, africans
  fiji, fijian, fijians
  armenia, armenian
  norway, norwegian, oslo
  sweden, swedish, stockholm
`)
