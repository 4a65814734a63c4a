// Replaces modules of the program: `CHAOS_SWAP` contains pairs of the end of an address and the module to load instead.
// The replacement can import the original. So the program can be broken, or directed to a counterpart, without a switch
// in it.
import { registerHooks } from 'node:module'

const swaps = JSON.parse(process.env['CHAOS_SWAP'] ?? '[]') as [end: string, replacement: string][]

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const swap = swaps.find(([end]) => found.url.endsWith(end))
    return swap === undefined || context.parentURL === swap[1] ? found : { ...found, url: swap[1] }
  },
})
