/** Rules that are not in Discord’s description: limits over several parts, mentions, order. All numbers are from Discord’s documentation. */
type Json = Readonly<Record<string, unknown>>

const isV2 = 1 << 15
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Every component of a message, nested ones and accessories included. */
export const allComponents = (components: unknown): Json[] =>
  list(components).flatMap((component) => [
    component,
    ...allComponents(component['components']),
    ...allComponents(component['accessory'] === undefined ? [] : [component['accessory']]),
    ...allComponents(component['component'] === undefined ? [] : [component['component']]),
  ])

const duplicates = (values: readonly unknown[]): unknown[] =>
  values.filter((value, index) => values.indexOf(value) !== index)

const faultsOfButton = (button: Json): string[] => {
  const { style, url, custom_id: id, label } = button
  return [
    ...(textOf(label).trim() === '' ? ['a button without label'] : []),
    ...(textOf(label).length > 80 ? ['a label over 80'] : []),
    ...(style === 5 && !/^https?:\/\//u.test(textOf(url)) ? ['a link button without http(s) address'] : []),
    ...(textOf(url).length > 512 ? ['an address over 512'] : []),
    ...(style !== 5 && (textOf(id) === '' || textOf(id).length > 100) ? ['a custom id that is not of 1 to 100'] : []),
    ...(style === 5 && id !== undefined ? ['a link button with a custom id'] : []),
  ]
}

const faultsOfComponents = (components: unknown, hasV2: boolean): string[] => {
  const all = allComponents(components)
  const texts = all.filter(({ type }) => type === 10).map(({ content }) => textOf(content))
  const ids = all.flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]))
  const rows = all.filter(({ type }) => type === 1)
  return [
    ...(all.length > 40 ? [`${all.length} components`] : []),
    ...(!hasV2 && all.some(({ type }) => Number(type) >= 9) ? ['new components without their flag'] : []),
    ...(!hasV2 && rows.length > 5 ? ['more than five rows'] : []),
    ...(texts.join('').length > 4000 ? [`${texts.join('').length} characters of text`] : []),
    ...(texts.some((text) => text.trim() === '') ? ['an empty text'] : []),
    ...duplicates(ids).map((id) => `the custom id ${String(id)} twice`),
    ...rows.flatMap(({ components: inside }) =>
      list(inside).length < 1 || list(inside).length > 5 ? ['a row not of 1 to 5'] : [],
    ),
    ...all.filter(({ type }) => type === 2).flatMap(faultsOfButton),
    ...all
      .filter(({ type }) => type === 9)
      .flatMap(({ components: inside, accessory }) => [
        ...(list(inside).length < 1 || list(inside).length > 3 ? ['a section not of 1 to 3 texts'] : []),
        ...(isObject(accessory) ? [] : ['a section without accessory']),
      ]),
  ]
}

const faultsOfEmbeds = (embeds: unknown): string[] => {
  const total = list(embeds).reduce((sum, embed) => {
    const fields = list(embed['fields']).map(({ name, value }) => textOf(name) + textOf(value))
    const footer = isObject(embed['footer']) ? textOf(embed['footer']['text']) : ''
    return sum + [textOf(embed['title']), textOf(embed['description']), footer, ...fields].join('').length
  }, 0)
  const isEmpty = list(embeds).some((embed) =>
    list(embed['fields']).some(({ name, value }) => textOf(name) === '' || textOf(value) === ''),
  )
  return [...(total > 6000 ? ['over 6,000 in embeds'] : []), ...(isEmpty ? ['an empty field'] : [])]
}

/** What is wrong with a message. `isPart`: an edit, in which absent parts stay. */
export const faultsOfMessage = (body: Json, isPart = false): string[] => {
  const { content, components, embeds, flags, allowed_mentions: mentions, nonce, enforce_nonce: enforce } = body
  const hasV2 = (Number(flags ?? 0) & isV2) !== 0
  const isEmpty = textOf(content) === '' && list(components).length === 0 && list(embeds).length === 0
  return [
    ...(textOf(content).length > 2000 ? ['content over 2,000'] : []),
    ...(hasV2 && (textOf(content) !== '' || list(embeds).length > 0) ? ['content beside new components'] : []),
    ...(isEmpty && !isPart ? ['an empty message'] : []),
    ...(JSON.stringify(mentions) === '{"parse":[]}' || (isEmpty && isPart) ? [] : ['mentions may fire']),
    ...(textOf(nonce).length > 25 ? ['a nonce over 25'] : []),
    ...(enforce === true && textOf(nonce) === '' ? ['no nonce to enforce'] : []),
    ...faultsOfComponents(components, hasV2),
    ...faultsOfEmbeds(embeds),
  ]
}

const faultsOfModal = ({ title, components }: Json): string[] => [
  ...(textOf(title).length < 1 || textOf(title).length > 45 ? ['a title not of 1 to 45'] : []),
  ...(list(components).length < 1 || list(components).length > 5 ? ['not 1 to 5 fields'] : []),
  ...duplicates(allComponents(components).flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]))).map(
    () => 'a field twice',
  ),
]

const faultsOfChoices = ({ choices }: Json): string[] => [
  ...(list(choices).length > 25 ? ['over 25 choices'] : []),
  ...list(choices).flatMap(({ name, value }) => [
    ...(textOf(name).length < 1 || textOf(name).length > 100 ? ['a choice’s name not of 1 to 100'] : []),
    ...(textOf(value).length < 1 || textOf(value).length > 100 ? ['a choice’s value not of 1 to 100'] : []),
  ]),
]

/** What is wrong with the first response to an interaction. */
export const faultsOfCallback = ({ type, data }: Json): string[] => {
  const body = isObject(data) ? data : {}
  if (type === 4) return faultsOfMessage(body)
  if (type === 7) return faultsOfMessage(body, true)
  if (type === 8) return faultsOfChoices(body)
  return type === 9 ? faultsOfModal(body) : []
}

const charactersOf = (option: Json): number =>
  textOf(option['name']).length +
  textOf(option['description']).length +
  list(option['choices']).reduce((sum, { name, value }) => sum + textOf(name).length + String(value).length, 0) +
  list(option['options']).reduce((sum, inner) => sum + charactersOf(inner), 0)

const faultsOfOption = (option: Json): string[] => {
  const inner = list(option['options'])
  const firstOptional = inner.findIndex(({ required, type }) => required !== true && Number(type) > 2)
  return [
    ...(/^[-_\p{L}\p{N}]{1,32}$/u.test(textOf(option['name'])) || option['type'] === 3
      ? []
      : [`the name ${textOf(option['name'])}`]),
    ...(textOf(option['description']).length > 100 ? ['a description over 100'] : []),
    ...(inner.length > 25 ? ['over 25 options'] : []),
    ...(firstOptional >= 0 && inner.slice(firstOptional).some(({ required }) => required === true)
      ? ['a required option behind an optional']
      : []),
    ...duplicates(inner.map(({ name }) => name)).map((name) => `the option ${String(name)} twice`),
    ...inner.flatMap(faultsOfOption),
  ]
}

/** What is wrong with the commands that are registered. */
export const faultsOfCommands = (body: unknown): string[] =>
  list(body).flatMap((command) => [
    ...faultsOfOption(command),
    ...(charactersOf(command) > 8000 ? ['over 8,000 characters in a command'] : []),
    ...(typeof command['default_member_permissions'] === 'number' ? ['permissions as a number'] : []),
  ])
