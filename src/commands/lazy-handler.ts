import type { Handler } from './port.ts'

/**
 * A handler that loads the commands with its first call, or by `warm`: the program is ready sooner without the
 * commands, and the first command does not wait for them.
 */
export const createLazyHandler = (load: () => Promise<Handler>): Handler & { readonly warm: () => Promise<void> } => {
  let loading: Promise<Handler> | undefined
  const loaded = async (): Promise<Handler> => {
    loading ??= load()
    try {
      return await loading
    } catch (error) {
      // The next call tries again.
      loading = undefined
      throw error
    }
  }
  return {
    async warm() {
      await loaded()
    },
    grammar: async () => (await loaded()).grammar(),
    answer: async (command) => (await loaded()).answer(command),
    changes: async (text) => (await loaded()).changes(text),
    form: async (name, asker) => (await loaded()).form(name, asker),
    formErrors: async (name, values) => (await loaded()).formErrors(name, values),
    suggest: async (what, typed, asker) => (await loaded()).suggest(what, typed, asker),
    share: async (place, card, id) => (await loaded()).share(place, card, id),
    left: async (tenant, graceMs) => (await loaded()).left(tenant, graceMs),
    joined: async (tenant) => (await loaded()).joined(tenant),
    reopened: async (where) => (await loaded()).reopened(where),
  }
}
