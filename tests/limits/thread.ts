import { answerCalls } from '../../src/limits.ts'

// A thread that executes any request, even a harmful one.
answerCalls((asked) => {
  if (asked === 'loop') for (;;);
  if (asked === 'fill') {
    const held: number[][] = []
    for (;;) held.push(Array.from({ length: 10_000 }, (_, index) => index))
  }
  if (asked === 'throw') throw new Error('asked to')
  if (asked === 'exit') process.exit(3)
  return String(asked).toUpperCase()
})
