const width = 20
const minuteMs = 60_000

const timeLeft = (ms: number): string =>
  ms < minuteMs ? 'less than a minute left' : `about ${Math.ceil(ms / minuteMs)} min left`

/** The progress of a task that began `spentMs` ago; without a bar and a time left if its size is unknown. */
export const progressText = (
  done: number,
  { total, spentMs, what }: { readonly total: number | undefined; readonly spentMs: number; readonly what: string },
): string => {
  if (total === undefined || total === 0) return `${done} ${what}`
  const share = Math.min(1, done / total)
  const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░')
  const left = share === 0 || share === 1 ? '' : `, ${timeLeft((spentMs / share) * (1 - share))}`
  return `${bar} ${done} of ${total} ${what}${left}`
}

/** Shows the progress of a task: in one changing line on a terminal, otherwise line by line. */
export const createProgress = (output: NodeJS.WriteStream = process.stdout) => {
  const began = performance.now()
  let isOpen = false
  return {
    show: (done: number, { total, what }: { readonly total: number | undefined; readonly what: string }): void => {
      const text = progressText(done, { total, what, spentMs: performance.now() - began })
      output.write(output.isTTY ? `\r\u001B[K${text}` : `${text}\n`)
      isOpen = output.isTTY
    },
    end: (): void => {
      if (isOpen) output.write('\n')
      isOpen = false
    },
  }
}
