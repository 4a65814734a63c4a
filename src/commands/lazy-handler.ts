import type { Handler } from './port.ts'

/** A handler that is loaded with the first thing that is asked of it: the program is ready sooner without the commands. */
export const createLazyHandler = (load: () => Promise<Handler>): Handler => {
  let loading: Promise<Handler> | undefined
  const loaded = async (): Promise<Handler> => {
    loading ??= load()
    try {
      return await loading
    } catch (error) {
      // The next who asks tries again.
      loading = undefined
      throw error
    }
  }
  return {
    answer: async (command) => (await loaded()).answer(command),
    form: async (name, place) => (await loaded()).form(name, place),
    suggest: async (what, typed, place) => (await loaded()).suggest(what, typed, place),
    left: async (tenant, graceMs) => (await loaded()).left(tenant, graceMs),
    joined: async (tenant) => (await loaded()).joined(tenant),
  }
}
