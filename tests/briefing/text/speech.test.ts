import { expect, test } from 'vitest'
import { bodySentences } from '../../../src/briefing/text/body.ts'
import { speakersOf } from '../../../src/briefing/text/speakers.ts'
import { textOf } from '../../../src/commentary/commentary.ts'
import { commentaryOf } from '../verify/texts.ts'

/** Places of the sentences that are not the author’s, or not surely. */
/** The sentences, by their place, that are not the author's. */
const othersAmong = (paragraphs: string[]): number[] => {
  const commentary = commentaryOf(paragraphs, { title: 'A Title' })
  const text = textOf(commentary)
  const speakers = speakersOf(bodySentences(commentary, text), text.text)
  return [...speakers.keys()].filter((at) => speakers[at]?.type !== 'author')
}
const othersIn = (paragraph: string): number[] => othersAmong([paragraph])

test.each<[string, number[]]>([
  [
    'Officials in Port Hallam raise two objections to the levy. Small harbours would pay for the mistakes of large ones. A pilot cannot be trained in a year.',
    [0, 1, 2],
  ],
  [
    'The minister gave three reasons for the delay. The first is the cost of dredging. The second is that no island has asked for it.',
    [0, 1, 2],
  ],
  [
    'The case for a ban rests on trust. A ban would show voters that the state is serious. That case is weak, since nobody obeys such bans.',
    [],
  ],
  [
    'Critics have two complaints. The reserve is too small to matter. It will be captured by the largest harbour.',
    [0, 1, 2],
  ],
  ['From Tokyo’s vantage point, the pact is a first step towards a ban.', [0]],
  ['In Beijing’s telling, the islands were never anybody else’s.', [0]],
  ['To its detractors, the scheme is a tax on the poor by another name.', [0]],
  ['Osk Brandt, who ran the harbour for a decade, disagrees. Cables are too cheap to be guarded.', [0, 1]],
  ['One school of thought holds the levy to be harmless.', [0]],
  ['The prevailing wisdom is that the ports will merge within a decade.', [0]],
  ['It is widely assumed that the pilots will return once the levy is gone.', [0]],
  ['In a survey of 40 ports by the Kestrel Institute, most had no spare cable.', [0]],
  ['In its latest review, the agency puts the loss at 40 million dollars a year.', [0]],
  ['Economists call this a tax on distance.', [0]],
  ['Many residents resent the levy, which they regard as a fine for being poor.', [0]],
  ['The temptation is to see the levy as a cure. It is not.', []],
  ['Ministers must explain why the levy is needed and who is to pay it.', []],
  ['The levy shows how little the ports trust each other.', []],
  ['Whatever the ministry says, the reserve is too small for a bad season.', []],
  ['Hallam has every reason to fear a ban, since its trade depends on the strait.', []],
  ['This suggests that the ports will have to share pilots before the next storm.', []],
  ['The reserve is seen by few, but it will decide whether the islands keep their trade.', []],
  ['Hallam should be asked to explain its levy before the next meeting.', []],
  ['Hallam’s answer to the raid will shape the order of the strait for years.', []],
  ['Three lessons follow. Ports should train pilots together. They should share the cost of cables.', []],
  ['There are two reasons for caution. The reserve has never been tested. Its rules favour the largest harbour.', []],
  ['The minister is right that ports need rules. But the rules must be made by all of them.', []],
  ['The author of the levy did not foresee its cost. The islands now need a new plan.', []],
  [
    'Shipowners put forward three arguments. Tolls distort trade. They fall on the smallest fleets. And nobody can say where the money goes.',
    [0, 1, 2, 3],
  ],
  ['The ambassador made two points. The treaty is old. It was never ratified by the islands.', [0, 1, 2]],
  ['The union has four demands. Pay must rise by a tenth. Nobody should be dismissed before spring.', [0, 1, 2]],
  ['Rear Adm. Lena Voss is sceptical. Ships do not win quarrels over fish.', [0, 1]],
  ['Prime Minister Dao was dismissive. The strait belongs to those who sail it.', [0, 1]],
  ['In a poll taken in May, six in ten voters could not name the treaty.', [0]],
  ['In one study of river deltas, farmers moved only after the third flood.', [0]],
  ['From Manila’s standpoint, the ruling is final.', [0]],
  ['Some officials privately dismiss the treaty as a photo opportunity.', [0]],
  ['The treaty was seen to be harmless by those who signed it.', [0]],
  ['Many in the capital resent the tone of the note.', [0]],
  ['Her opponents paint a darker picture. The port would be sold to foreigners within a year.', [0, 1]],
  ['Voters were promised a cheaper port. It never came.', []],
  ['Two points deserve attention. The treaty is old, and it was never ratified.', []],
  ['This means that the ports need a common rule.', []],
  ['These figures show that the islands are poorer than before.', []],
  ['It raises three questions. Who pays? Who decides? The treaty answers neither.', []],
  ['The treaty has three weaknesses. It binds nobody, costs much and ends in 2030.', []],
  ['In its present form, the treaty binds nobody.', []],
  ['In a crisis, the ports would have to rely on each other.', []],
  ['The islands have one reason to worry. Their trade runs through a single strait.', []],
  ['In an ideal world, a survey would precede every treaty.', []],
  ['From the outset, the treaty was a compromise.', []],
  ['The navy’s patience is running out, and a clash is now likely.', []],
  ['Hallam speaks for many small ports, and its example will be followed.', []],
  ['Hallam made its case well, but the court will not hear it before 2027.', []],
  ['The region should give three points priority. Ports must be safe. Fees must be fair.', []],
  ['Admiral Osk Brandt was unmoved. The fleet should stay where it is, whatever the islands want.', [0, 1]],
  ['The Harbour Watch has expressed concern over the pace of the works.', [0]],
  ['The harbour master had no doubts. The cranes would be back by June. No strike would be tolerated.', [0, 1, 2]],
  ['Asked about the mines, the captain shrugged. They were somebody else’s problem. Mines are everybody’s.', [0, 1]],
  ['The planners have decreed that islanders need no doctors.', [0]],
  ['The conviction that trade brings peace runs deep in Hallam.', [0]],
  ['There is a growing sense that the talks have failed.', [0]],
  ['The canal, which Osk calls a gift to its neighbours, will bind them for decades.', [0]],
  ['Hallam, Tove added, had been warned twice. It had chosen to look away. However, it had little choice.', [0, 1]],
  ['The finance ministry is confident. Revenues will recover by the autumn. This is too bold.', [0, 1]],
  ['The joke in Hallam is that its navy defends the horizon by looking at it.', [0]],
  ['The consensus in the capital is that rationing will return.', [0]],
  ['The ports need to be sure of their pilots. Two lights are out.', []],
  ['The view that the ports are lost is plainly wrong.', []],
  ['Osk’s claim that the ports are lost is false.', []],
  ['Osk’s claim is that the ports are false friends.', [0]],
  ['Osk says that the view that the ports are lost is wrong.', [0]],
  ['The biggest task is to convince voters that the levy is fair.', []],
  ['A council of ports would help envision what a fair levy is.', []],
  ['At a time when trade is being threatened by storms, pilots have a role to play.', []],
  ['Osk is threatening that it will close the strait.', [0]],
  ['The envoy recalled the winter. The council had begged for grain. No ship had come. The ports are full.', [0, 1, 2]],
  ['In her new port, Ada Moen keeps two pilots. It was built by farmers.', []],
  ['It is an article of faith in Osk that the strait was always its own.', [0]],
  ['Asked about the ban, Commander Lys laughed. It would not last a month.', [0, 1]],
  ['The bishops called the levy “a tax on bread”.', [0]],
  ['To the admiral, a treaty is a pause between wars.', [0]],
  ['Were the levy to fall, ports would lose their pilots.', []],
  ['To the north, a treaty keeps the ports open.', []],
  ['Osk called the council to a meeting.', []],
  ['The harbours have set out their tables. Guests have come for six years.', []],
  ['The council’s answer is late, and the ports cannot wait.', []],
  ['As the fleet goes, so goes the port.', []],
  ['The levy had failed long before. It had cost the ports their trade.', []],
])('speech runs on, and stops: %s', (paragraph, others) => {
  expect(othersIn(paragraph)).toEqual(others)
})

test.each<[string, string[], number[]]>([
  [
    'an interview',
    [
      'Mei Lin Tan: What should the islands do?',
      'Olga Brandt: They must leave the alliance.',
      'It has done nothing for them.',
      'Mei Lin Tan: And the ports?',
      'Olga Brandt: The ports should stay open.',
    ],
    [0, 1, 2, 3, 4],
  ],
  ['a myth', ['Myth: The islands must leave the alliance.', 'Reality: The islands should stay in it.'], [0]],
  [
    'heads of points',
    ['Food Security: The islands should store rice.', 'Open Ports: The islands should keep their ports open.'],
    [],
  ],
])('whose turn it is: %s', (_, paragraphs, others) => {
  expect(othersAmong(paragraphs)).toEqual(others)
})

/** Places of the sentences that are not the author's, in sections with these headings. */
const othersUnder = (
  sections: readonly (readonly [heading: string | undefined, ...paragraphs: string[]])[],
): number[] => {
  const commentary = {
    ...commentaryOf([], { title: 'A Title' }),
    sections: sections.map(([heading, ...paragraphs]) => ({ heading, paragraphs })),
  }
  const text = textOf(commentary)
  const speakers = speakersOf(bodySentences(commentary, text), text.text)
  return [...speakers.keys()].filter((at) => speakers[at]?.type !== 'author')
}

test.each<[string, (readonly [string | undefined, ...string[]])[], number[]]>([
  [
    'a debate in which each speaks once',
    [
      [undefined, 'Should the islands leave the alliance?'],
      ['Una Oakes:', 'They must leave it at once.', 'It has done nothing for them.'],
      ['Olaf Stein:', 'They should stay in it.'],
    ],
    [1, 2, 3],
  ],
  [
    'a debate under headings without colons',
    [
      ['YES — Una Oakes, Harbour Institute', 'The islands must leave it at once.'],
      ['NO — Olaf Stein, Quay Centre', 'The islands should stay in it.'],
      ['What Follows', 'The islands should decide.'],
    ],
    [0, 1],
  ],
  [
    'sides without names',
    [
      ['The case for', 'The islands must leave it at once.'],
      ['The case against', 'The islands should stay in it.'],
    ],
    [0, 1],
  ],
  [
    'turns in bold type, with what follows them',
    [
      ['Mei Lin Tan:', 'What should the islands do?'],
      ['Olga Brandt:', 'They must leave the alliance.'],
      [undefined, 'It has done nothing for them.'],
      ['Mei Lin Tan:', 'And the ports?'],
      ['Olga Brandt:', 'The ports should stay open.'],
    ],
    [0, 1, 2, 3, 4],
  ],
  [
    'a survey of experts',
    [
      [undefined, 'The board has met four times.'],
      ['Dr Una Oakes, Senior Fellow', 'The islands must leave it at once.'],
      ['Siti Rahmah binti Ahmad', 'The islands should stay in it.'],
    ],
    [1, 2],
  ],
  [
    'sections about persons',
    [
      ['Una Oakes', 'The board should listen to Oakes.'],
      ['Olaf Stein', 'Stein should be heard as well.'],
    ],
    [],
  ],
  [
    'sections about places',
    [
      ['Sri Lanka:', 'The board should build a mole.'],
      ['Saudi Arabia:', 'The board should build a quay.'],
    ],
    [],
  ],
  [
    'points with their heads',
    [
      ['Food Security', 'The islands should store rice.'],
      ['Open Ports', 'The islands should keep their ports open, and their food dry.'],
    ],
    [],
  ],
  ['one heading with a name', [['Una Oakes', 'The board should build a mole.']], []],
  ['one side', [['For', 'The board should build a mole.']], []],
])('who speaks under a heading: %s', (_, sections, others) => {
  expect(othersUnder(sections)).toEqual(others)
})

test.each<[string, string[], number[]]>([
  ['a debate in paragraphs', ['Una Oakes: They must leave.', 'Olaf Stein: They should stay.'], [0, 1]],
  ['in capitals', ['UNA OAKES: They must leave.', 'OLAF STEIN: They should stay.'], [0, 1]],
  ['yes and no', ['Yes: They must leave.', 'No: They should stay.'], [0, 1]],
  ['a point with a name', ['Una Oakes: They must leave.', 'The board should decide.'], []],
])('each once: %s', (_, paragraphs, others) => {
  expect(othersAmong(paragraphs)).toEqual(others)
})
