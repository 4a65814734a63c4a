import packageJson from '../package.json' with { type: 'json' }

export const { description, version } = packageJson

/** The program's name in its requests, honest and with a contact address. */
export const userAgent = `rsis-brief/${version} (feed reader; +https://github.com/rsis-brief/rsis-brief)`
