// Replaces the web adapter (see `preload/swap.ts`): its posts go over the wire, everything else is unchanged.
import { createWeb as createReal, type WebOptions } from '../../../adapters/web/index.ts'
import { createWirePoster } from './poster.ts'

export const createWeb = (options: WebOptions): ReturnType<typeof createReal> => ({
  ...createReal(options),
  ...createWirePoster(process.env['CHAOS_WIRE'] ?? ''),
})
