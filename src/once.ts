/** A function that gives what `make` makes, which is made with the first call: what a start does not need costs it nothing. */
export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
