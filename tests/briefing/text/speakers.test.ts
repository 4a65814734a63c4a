import { describe, expect, test } from 'vitest'
import { bodySentences } from '../../../src/briefing/text/body.ts'
import { speakersOf } from '../../../src/briefing/text/speakers.ts'
import { textOf } from '../../../src/commentary/commentary.ts'
import { commentaryOf } from '../verify/texts.ts'

/** For each sentence: `author`, a name, or `?` if the engine is not sure. */
const holders = (...paragraphs: string[]): string[] => {
  const commentary = commentaryOf(paragraphs, { title: 'A Title' })
  const text = textOf(commentary)
  return speakersOf(bodySentences(commentary, text), text.text).map((voice) =>
    voice.type === 'quoted' ? voice.name : voice.type === 'author' ? 'author' : '?',
  )
}

describe('whose view a sentence gives', () => {
  test.each<[string, string[]]>([
    ['The ports of the region compete on price and not on trust.', ['author']],
    ['We argue that the ports compete on price.', ['author']],
    ['This commentary argues that the ports compete on price.', ['author']],
    ['Ruzena Halabi said that the ports compete on price.', ['Ruzena Halabi']],
    ['J.R. Santoso, an energy planner, told a seminar that nobody would pay.', ['J.R. Santoso']],
    ['“Nobody will pay for what is free,” says Capt. Joaquim Tavares, who ran a port.', ['Joaquim Tavares']],
    ['“Nobody will pay for what is free,” she said.', ['?']],
    [
      'Ruzena Halabi warned that nobody would pay. It would also, she believes, set a bad example.',
      ['Ruzena Halabi', 'Ruzena Halabi'],
    ],
    [
      '“Nobody will pay,” says Joaquim Tavares. “The port is free. It has always been so.”',
      ['Joaquim Tavares', 'Joaquim Tavares', 'Joaquim Tavares'],
    ],
    ['According to the Kestrel Institute, 58 per cent of the ports lose money.', ['Kestrel Institute']],
    ['According to the explanatory note, the ports lose money.', ['?']],
    ['A tally by the Kestrel Institute, a consultancy in Hanoi, found 611 ports.', ['Kestrel Institute']],
    ['A survey of 212 ports could not name a single one that paid.', ['?']],
    ['In Ruzena Halabi’s view, the ports are lost.', ['Ruzena Halabi']],
    ['Halabi’s point that ports and pirates are akin was a feature of the year.', ['?']],
    ['Ruzena Halabi’s point that the ports and the pirates are akin has held.', ['Ruzena Halabi']],
    ['The ministry’s idea that ports can be insured together deserves a trial.', ['?']],
    ['The point is that ports must compete.', ['author']],
    ['It makes the point that ports must compete.', ['author']],
    ['The idea that ports compete on price alone is wrong.', ['author']],
    ['Our point is that the ports must compete.', ['author']],
    ['This is the point at which ports must compete.', ['author']],
    ['Officials in several capitals object that a scheme would be slow.', ['officials in several capitals']],
    ['The fleet left for Moscow. Moscow sees these steps as a threat to its fleet.', ['author', '?']],
    ['The fleet is said to be ready for the summer.', ['?']],
    ['The fleet can be expected to stay where it is.', ['author']],
    ['A permit tells a partner what the port has forbidden.', ['author']],
    ['The law is bolder than its critics allowed and dearer than its defenders admit.', ['author']],
    ['The “yellow card” has changed less than the price of diesel.', ['author']],
  ])('%s', (paragraph, expected) => {
    expect(holders(paragraph)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    ['The reform, which he claims is legal, will hurt the poor.', ['?']],
    ['The army continues to insist that the vote was stolen.', ['?']],
    ['The new patrols are being seen as a threat by fishermen.', ['?']],
    ['The levy is widely regarded as unfair.', ['?']],
    ['The port is believed to be bankrupt.', ['?']],
    ['There is a growing fear that the market will close.', ['?']],
    ['The belief that ports never fail is widespread in the ministry.', ['?']],
    ['Fears of a coup have grown since the spring.', ['?']],
    ['Many residents fear that the levy will ruin them.', ['?']],
    ['For some sailors, the strait is a graveyard.', ['?']],
    ['The opposition promised voters a cheaper port, arguing that trade would follow.', ['?']],
    ['In the eyes of many shippers, the levy is a tax.', ['?']],
    ['By the harbour advisers’ count, the tanks hold nine days of supply.', ['harbour advisers']],
    ['The port, Ruzena Halabi believes, can be saved.', ['Ruzena Halabi']],
    ['Ruzena Halabi, who led the survey, reports that the ports lose money.', ['Ruzena Halabi']],
  ])('somebody else’s in whatever construction: %s', (paragraph, expected) => {
    expect(holders(paragraph)).toEqual(expected)
  })

  test.each([
    'The junta sees itself as the only guardian of the ports.',
    'Beijing has made clear that the strait is not for sale.',
    'Moscow portrays the treaty as a trap for the smaller states.',
    'The levy is viewed in the capitals of the region as a tax on growth.',
    'The reform has been hailed as the end of an era.',
    'The port was said to have been bankrupt for years.',
    'Fishermen dread that the new zone will take their living.',
    'There are worries among exporters that the strait will be closed.',
    'It is feared that the market will never recover.',
    'It is widely held that small states cannot shape the rules.',
    'It has been argued that the levy would pay for itself.',
    'It was reported that two ships had been turned back.',
    'The hope in Jakarta is that trade will follow the flag.',
    'The conviction that only force will open the strait has taken hold in the navy.',
    'To her supporters, the minister is the last honest voice in the cabinet.',
    'The prime minister sought to persuade voters that the port had been saved.',
    'The ministry claims to have closed the gap in one year.',
    'Critics have attacked the levy as a gift to the rich.',
    'The plan, its authors contend, will cost nothing.',
    'Some say the strait is already closed to all but two fleets.',
    'Many would argue that the levy has failed.',
    'Opponents counter that the port cannot be dredged.',
    'In the words of one diplomat, the treaty is a fig leaf.',
    'The bank projects that the ports will lose a third of their trade by 2040.',
    'As the admiral put it, the fleet has no spare hulls.',
    'Observers suspect the ministry of hiding the costs.',
    'The opposition dismissed the levy as theft.',
    'The general’s memoirs tell of a fleet that never wanted to sail.',
    'A leaked memo shows that the ministry knew of the leak in May.',
    'Analysts point to the collapse of the levy as proof of weakness.',
    'The envoy suggested that a deal was close.',
    'Voters are being told that the ports are safe.',
    'The claim is that the strait can be patrolled by drones alone.',
    'Proponents see in the levy a way to fund the patrols.',
    'Allegations that the ministry hid the costs have been made for years.',
    'The president reportedly wants the levy dropped.',
    'The party line is that the ports belong to the people.',
    'The mayor was quoted as saying that the wall would hold.',
    'Under this theory, small ports are doomed.',
    'Her message to the region was that the strait would stay open.',
    'Jakarta remains convinced that the levy will hold.',
    'The envoy maintained throughout that the strait was open.',
    'The ministry is of the view that the levy pays for itself.',
    'To hear the minister tell it, the port was never in danger.',
    'The court found the levy to be unlawful.',
    'It is the government’s position that the strait is an internal matter.',
    'Supporters of the levy insist it will pay for the patrols.',
    'The union leader likened the reform to a robbery.',
    'The paper’s editorial line holds the fleet responsible for the spill.',
    'The commission came to the conclusion that the port could not be saved.',
    'The general said the strait would be closed within a week, adding that nobody could reopen it.',
    'In its latest survey, the bank puts the losses at two billion dollars.',
    'Washington’s contention that the port is a base has not gone unnoticed.',
    'Officials speak of a turning point.',
    'A senior officer, asked about the spill, blamed the owners.',
    'Whether the levy works is disputed; its champions call it a triumph.',
    'The think tank concluded in May that half of the ports were insolvent.',
  ])('somebody else’s, in general English: %s', (sentence) => {
    expect(holders(sentence)).not.toContain('author')
  })

  test.each([
    'The levy must be seen for what it is: a tax on growth.',
    'It is hard to believe that the port can be saved.',
    'The ministry should explain how the levy will be spent.',
    'The treaty will show whether the region can agree on anything.',
    'The fleet has no spare hulls, and it would be wise to order some.',
    'Nobody should think that the strait is safe.',
    'The lesson is that small ports need each other.',
    'The danger is that the levy will drive ships away.',
    'The problem is that no port can pay alone.',
    'This means that the ports have to share the cost.',
    'It is clear that the levy has failed.',
    'The question is whether the ports can wait.',
    'The government needs to tell its people what the levy costs.',
    'What the ministry says in public matters less than what it pays for.',
    'ASEAN should call on both sides to stop.',
    'The ports cannot claim to be green while they burn coal.',
    'One can argue about the rate, but not about the need for a levy.',
    'The evidence suggests that small ports lose most.',
    'The figures show how fast the trade has moved.',
    'The levy would send a signal that the region means business.',
    'Trust between the fleets will take years to rebuild.',
    'A state that promises much and delivers little will not be believed.',
    'The fear of being left alone should drive the small states together.',
    'It remains to be seen whether the ministry can keep its word.',
    'In my view, the levy should be dropped.',
    'The levy has become a test of whether the region can act together.',
    'A port that fails its sailors cannot expect their loyalty.',
    'The government must not be allowed to forget the spill.',
    'No treaty can promise safety, and no fleet can either.',
    'What the region lacks is a common rule for pilots.',
    'The ministry should make clear what it will pay for.',
    'The answer is to share the cost.',
    'The levy was designed to protect small ports, yet it protects large ones.',
    'Cooperation between the ports should be seen as insurance.',
    'It would be naive to assume that the strait will stay open.',
    'The states of the region have to decide what they want.',
    'Doubts about the levy will grow unless it is reformed.',
    'The claim of any state to the strait must be tested in court.',
    'As the spill showed, ports depend on each other.',
    'Public confidence in the port has fallen sharply.',
    'Pilots are given to the islands not according to need but according to wealth.',
    'A council of the islands could shape the debate from a small port’s perspective.',
    'Against complaints that the levy is unfair, its accounts show where the money goes.',
    'There must be no doubt that the strait will stay open.',
    'The mayor is safe, no doubt, as long as nobody else wants the port.',
    'The storms appear to be feeding a culture of blame, and trust will be lost.',
    'The forces unleashed in the strait threaten to spill over to the islands.',
    'As far as the islands go, Hallam should share its pilots.',
    'Hallam could give up patrols seen as hostile by the smaller ports.',
  ])('the writer’s own, in general English: %s', (sentence) => {
    expect(holders(sentence)).toEqual(['author'])
  })

  test.each<[string, string[]]>([
    ['The Harbour Act says that ports must publish their prices.', ['author']],
    ['The programme promises quicker repairs at sea.', ['author']],
    ['The patrols can be seen as a first step.', ['author']],
    ['It is fair to say that the ports compete on price.', ['author']],
    ['It would be wrong to argue that the ports are lost.', ['author']],
    ['Those who believe that prices will fall should look at the debt.', ['author']],
    ['Concerns over the levy should be addressed before the summer.', ['author']],
    ['The port is expected to lose money for years.', ['author']],
    ['We fear that the ports will close.', ['author']],
  ])('the author’s, for all the words of speech in it: %s', (paragraph, expected) => {
    expect(holders(paragraph)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    [
      'The minister told parliament that the ports would merge. He will sell the docks. The ports compete on price.',
      ['?', '?', 'author'],
    ],
    ['The minister told parliament that the ports would merge. However, the plan should be dropped.', ['?', 'author']],
    [
      'The Kestrel Institute found that 58 per cent of the ports lose money. Only seven had ever made a profit. The ports have to merge.',
      ['Kestrel Institute', '?', 'author'],
    ],
    [
      'Senator Ruzena Halabi spoke first. In her bank’s sample the levy costs nothing. Ports, she went on, can pay it.',
      ['?', '?', '?'],
    ],
    [
      'According to this discourse, the ports are under attack. The attack is allegedly the work of foreign fleets. Hence the ports need guns.',
      ['?', '?', '?'],
    ],
    ['Of the posts of the pilots, one argues that the levy is theft. One wonders who will pay.', ['?', 'author']],
    ['Critics argue that the levy has failed. Therefore, the ports must look for another way.', ['?', 'author']],
    ['“No tax was ever loved,” the minister said. It is likely that the levy will be repealed.', ['?', 'author']],
    [
      'Pilots remain sceptical of a levy that pays for the berths of others. The ports must answer them.',
      ['author', 'author'],
    ],
    [
      'Critics argue that the levy has failed. In other words, the ports will have to look for another.',
      ['?', 'author'],
    ],
  ])('speech that runs on over sentences: %s', (paragraph, expected) => {
    expect(holders(paragraph).map((holder) => (/^(?:minister|critics)$/iu.test(holder) ? '?' : holder))).toEqual(
      expected,
    )
  })

  test('a quotation over two paragraphs has one speaker, and after it the text is the author’s again', () => {
    expect(
      holders(
        'Ruzena Halabi told the meeting: “Nobody will pay for the port.',
        '“The port is free and will remain so.”',
        'The ports of the region compete on price.',
      ),
    ).toEqual(['Ruzena Halabi', 'Ruzena Halabi', 'author'])
  })

  test.each([
    '“nobody will pay in the coming years". ',
    '"nobody will pay in the coming years”. ',
    '“nobody will pay" and "nobody will come”. ',
    '"nobody will pay in the coming years". ',
  ])('a quotation ends with its own mark, whatever its shape: %s', (quoted) => {
    const others = 'The ports of the region compete on price. Its pilots’ pay is low.'
    expect(holders(`Ruzena Halabi said ${quoted}${others}`).slice(1)).toEqual(['author', 'author'])
  })

  test('an apostrophe with the wrong glyph does not open a quotation over several sentences', () => {
    const own = Array.from({ length: 8 }, () => 'The ports of the region compete on price and on trust.').join(' ')
    expect(new Set(holders(`The ‘stans have no ports. ${own} Its pilots’ pay is low.`))).toEqual(new Set(['author']))
  })

  test('S08: a quotation that is never closed, or closed with the opening mark, ends with its paragraph', () => {
    const own = 'The ports of the region compete on price.'
    const open = 'Ruzena Halabi told the meeting: “Nobody will pay for the port.'
    expect(holders(open, own)).toEqual(['Ruzena Halabi', 'author'])
    const wronglyClosed = 'Ruzena Halabi told the meeting: “Nobody will pay in the coming years“.'
    expect(holders(wronglyClosed, own)).toEqual(['Ruzena Halabi', 'author'])
  })

  test('S09: the view in an earlier paper that is quoted is its author’s', () => {
    expect(
      holders(
        'In an earlier RSIS paper, Ruzena Halabi argued that nobody would pay for the port.',
        'The ports of the region compete on price.',
      ),
    ).toEqual(['Ruzena Halabi', 'author'])
  })
})

describe('what a text puts forward in order to deny it', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a temptation', ['It is tempting to conclude that the levy must end.'], ['?']],
    ['what one might argue', ['One might argue that the ports must hand the patrol to outsiders.'], ['?']],
    ['an argument that goes', ['The argument goes like this: the region must rearm now.'], ['?']],
    [
      'a temptation that the sentence answers',
      ['It is easy to blame the pilots, but the fault lies with the ports.'],
      ['author'],
    ],
    ['what the next sentence calls wrong', ['The ports must close at once. That would be folly.'], ['?', 'author']],
    [
      'what the next sentence calls a mistake',
      ['The ministry will close the ports. This would be a grave mistake.'],
      ['?', 'author'],
    ],
    [
      'what the next sentence only judges',
      ['The ports will close at once. That would be costly for all.'],
      ['author', 'author'],
    ],
    [
      'a belief that a pronoun carries on',
      ['Ruzena Halabi believes the pact is dead. It should be replaced by another.'],
      ['Ruzena Halabi', '?'],
    ],
    [
      'a belief, then the author',
      ['Ruzena Halabi believes the pact is dead. The ports should replace it.'],
      ['Ruzena Halabi', 'author'],
    ],
    [
      'a list of what it is wrong to say',
      [
        'It is wrong to say that:',
        'The ports must accept a patrol.',
        'The ports should close.',
        'Ships are few. Ports are many.',
      ],
      ['author', '?', '?', 'author', 'author'],
    ],
    [
      'a list of what others demand',
      ['Below are the ministry’s demands:', 'The ports should expel all pilots.', 'They must also close the schools.'],
      ['author', '?', '?'],
    ],
    [
      'a list of what to leave',
      ['The ports should not do the following:', 'Ban pilots from the strait.'],
      ['author', '?'],
    ],
    [
      'a list of the author’s own',
      ['The ports should do two things:', 'They should share their pilots.', 'They should publish their fees.'],
      ['author', 'author', 'author'],
    ],
  ])('%s', (_, paragraphs, expected) => {
    expect(holders(...paragraphs)).toEqual(expected)
  })
})
