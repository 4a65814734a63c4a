// Puts other modules in the place of the program's: `CHAOS_SWAP` holds pairs of an address's end and the module to load.
// The replacement itself still gets the original. So the program is broken, or led to a counterpart, with no switch in it.
import { registerHooks } from 'node:module'

const swaps = JSON.parse(process.env['CHAOS_SWAP'] ?? '[]') as [end: string, replacement: string][]

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const swap = swaps.find(([end]) => found.url.endsWith(end))
    return swap === undefined || context.parentURL === swap[1] ? found : { ...found, url: swap[1] }
  },
})
