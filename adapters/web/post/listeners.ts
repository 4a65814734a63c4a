export type LiveEvent = { readonly id: number; readonly name: string; readonly data: string }

type Controller = ReadableStreamDefaultController<Uint8Array>

const mostListeners = 500
/** Limited, so that no visitor keeps the others out. */
const mostPerVisitor = 50
/** A listener that is this many messages behind is dropped; its browser connects again and catches up. */
const mostUnread = 100
/** Below the idle limit of common reverse proxies (60 s), so that no proxy closes a quiet stream. */
const heartbeatMs = 25_000

const encoder = new TextEncoder()

/** The event as bytes: each line of the data in its own field, then an empty line. Source: HTML Living Standard, 9.2.5. */
const encode = (event: LiveEvent): Uint8Array => {
  const data = event.data.split(/\r\n|\r|\n/u).map((line) => `data: ${line}\n`)
  return encoder.encode(`id: ${event.id}\nevent: ${event.name}\n${data.join('')}\n`)
}

/** The open live streams (Server-Sent Events). */
export const createListeners = () => {
  /** Each with its visitor. */
  const controllers = new Map<Controller, string>()

  const drop = (controller: Controller): void => {
    if (controllers.delete(controller)) controller.close()
  }

  const write = (controller: Controller, bytes: Uint8Array): void => {
    if (!controllers.has(controller)) return
    if ((controller.desiredSize ?? 0) <= 0) drop(controller)
    else controller.enqueue(bytes)
  }

  const writeAll = (bytes: Uint8Array): void => {
    for (const controller of controllers.keys()) write(controller, bytes)
  }

  const heartbeat = setInterval(() => writeAll(encoder.encode(':\n\n')), heartbeatMs)
  heartbeat.unref()

  return {
    /**
     * A stream for the visitor that begins with `missed` and contains every event from now on; undefined if the
     * visitor, or all visitors together, have too many open.
     */
    open(visitor: string, missed: () => Promise<readonly LiveEvent[]>): ReadableStream<Uint8Array> | undefined {
      const own = [...controllers.values()].filter((one) => one === visitor).length
      if (controllers.size >= mostListeners || own >= mostPerVisitor) return undefined
      let opened: Controller | undefined
      return new ReadableStream<Uint8Array>(
        {
          async start(controller) {
            opened = controller
            // The listener joins before the missed events are read: a post in between comes twice rather than never, and the page
            // recognises it by its number.
            controllers.set(controller, visitor)
            write(controller, encoder.encode('retry: 2000\n\n'))
            for (const event of await missed()) write(controller, encode(event))
          },
          cancel() {
            if (opened !== undefined) controllers.delete(opened)
          },
        },
        new CountQueuingStrategy({ highWaterMark: mostUnread }),
      )
    },
    send: (event: LiveEvent): void => writeAll(encode(event)),
    /** Ends every stream. */
    close(): void {
      clearInterval(heartbeat)
      for (const controller of controllers.keys()) drop(controller)
    },
  }
}

export type Listeners = ReturnType<typeof createListeners>
