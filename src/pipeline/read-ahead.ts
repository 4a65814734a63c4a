/** The results of `work` in the order of the items, while `work` already runs on the next `ahead` items. It must not reject. */
export async function* readAhead<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  work: (item: Item) => Promise<Result>,
  ahead: number,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = []
  for await (const item of items) {
    underWay.push(work(item))
    if (underWay.length <= ahead) continue
    const first = underWay.shift()
    if (first !== undefined) yield await first
  }
  for (const rest of underWay) yield await rest
}
