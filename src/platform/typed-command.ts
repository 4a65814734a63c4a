/** The text after `/rsis` or `/rsis-admin` in a typed line or a button's command. */
export const withoutName = (line: string): string => line.trim().replace(/^\/rsis(?:-admin)?\b(?!-)\s*/iu, '')

/** Whether a command turns a page, which replaces the list; any other answer is a new message below. */
export const isPageTurn = (command: string): boolean => /(?:^|\s)page:\d/u.test(command)
