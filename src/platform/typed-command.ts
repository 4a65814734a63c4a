/** What stands behind `/rsis`, or behind the name that upkeep has on Discord, in a line that a person typed or in a button's command. */
export const withoutName = (line: string): string => line.trim().replace(/^\/rsis(?:-admin)?\b(?!-)\s*/iu, '')

/** Turning a page changes the list in its place; everything else is a new message below. */
export const isPageTurn = (command: string): boolean => /(?:^|\s)page:\d/u.test(command)
