import type { Memory } from '../../../src/store/port.ts'

/** How long a command is kept, because buttons of posts are pressed long after the post. */
const keptMs = 90 * 86_400_000

const nameOf = (id: string): string => `command:${id}`

/** Keeps the commands that are too long for their buttons, by the ids in the buttons. */
export const keepCommands = async (memory: Memory, commands: ReadonlyMap<string, string>): Promise<void> => {
  await Promise.all([...commands].map(async ([id, text]) => memory.add(nameOf(id), text, keptMs)))
}

/** The command that is kept under this id; undefined if it is not kept any more. */
export const keptCommand = async (memory: Memory, id: string): Promise<string | undefined> => memory.get(nameOf(id))
