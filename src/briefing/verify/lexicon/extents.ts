import { wordList } from './list.ts'

/** How much of something is meant: a claim may take a lower step than its evidence, never a higher one. 5 is all of it. */
export const extentSteps: ReadonlyMap<string, number> = new Map(
  (
    [
      [
        5,
        `all every each entire entirely whole wholly completely complete totally total everyone everybody everything everywhere always
        any anyone anybody both whenever wherever whoever rest full fully universal universally throughout none never nobody immediately instantly overnight`,
      ],
      [
        4,
        'half most mostly majority bulk usually mainly generally typically primarily chiefly commonly nearly almost normally',
      ],
      [3, 'many much often frequently largely widely numerous countless widespread broadly regularly'],
      [2, 'some several sometimes partly part partially occasionally certain various somewhat relatively handful'],
      [1, 'few fewer rarely seldom hardly scarcely'],
    ] as const
  ).flatMap(([step, words]) => [...wordList(words)].map((word) => [word, step] as const)),
)

/** Words that single something out, by groups of the same meaning; a claim may not add one that its evidence has not. */
export const singling: readonly ReadonlySet<string>[] = [
  wordList('only solely merely alone exclusively sole purely simply single unique uniquely '),
  wordList('first foremost earliest original initially'),
  wordList('last final finally latest ultimate'),
  wordList('main chief principal primary foremost mainly chiefly primarily above'),
  wordList('unprecedented historic'),
]

/** Words that keep a statement to a part, a time or an approach; what follows them may not be told without one. */
export const limiters =
  wordList(`some many several few most half certain part partly often usually sometimes mostly mainly largely generally almost nearly
  occasionally typically broadly chiefly relatively somewhat primarily increasingly initially temporarily nominally partially
  normally commonly frequently rarely seldom`)

/** Words that may stand for a limiter in a claim. */
export const limiting = new Set([
  ...limiters,
  ...wordList(`fewer number various majority share much tends tend can may might could among handful places regularly probably likely
  perhaps one never`),
])

/** Phrases that limit. */
export const limitingPhrases: readonly (readonly string[])[] = [
  ['as', 'a', 'rule'],
  ['in', 'general'],
  ['in', 'part'],
  ['on', 'the', 'whole'],
  ['on', 'average'],
  ['by', 'and', 'large'],
  ['for', 'the', 'most', 'part'],
  ['more', 'or', 'less'],
  ['in', 'most', 'cases'],
]

/** Words that end like a superlative and are none. */
export const noSuperlatives =
  wordList(`interest forest request protest invest harvest arrest suggest contest conquest manifest interests honest modest northwest southwest
  unrest digest midwest behest divest infest molest everest budapest bucharest priest tempest dishonest`)
