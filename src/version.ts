import packageJson from '../package.json' with { type: 'json' }

export const { description, version } = packageJson

/** How the program names itself to the sites that it reads: honestly, with a place to complain. */
export const userAgent = `rsis-brief/${version} (feed reader; +https://github.com/rsis-brief/rsis-brief)`
