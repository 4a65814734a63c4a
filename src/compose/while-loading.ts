import { setFlagsFromString } from 'node:v8'

const setGrowth = (factor: number): void => setFlagsFromString(`--semi-space-growth-factor=${factor}`)

/** How many times larger V8 makes a young generation that is too small. */
const usualGrowth = 2

let loading = 0

/**
 * Runs `load`, which mainly loads modules, while V8's young generation cannot grow. Objects of modules stay, and V8 takes that for a
 * sign that the generation is too small: it would grow to its full 32 MB, and an idle program would keep them.
 */
export const whileLoading = async <Result>(load: () => Promise<Result>): Promise<Result> => {
  loading += 1
  setGrowth(1)
  try {
    return await load()
  } finally {
    loading -= 1
    if (loading === 0) setGrowth(usualGrowth)
  }
}
