// Runs inside the page: what an accessibility checker would look at first. Gives what it found, by rule.
;(() => {
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true })
  const isUnseen = (element) => element.closest('.unseen') !== null
  const describe = (element) =>
    `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`
  const all = (selector) => [...document.querySelectorAll(selector)].filter(isShown)

  const labelOf = (element) =>
    [
      element.getAttribute('aria-label'),
      ...[...(element.labels ?? [])].map((label) => label.textContent),
      element.textContent,
    ]
      .filter((text) => text !== null)
      .join('')
      .trim()

  const controls = all('a[href], button, input, summary, [tabindex="0"]')
  const nameless = controls.filter((control) => labelOf(control) === '').map(describe)

  // A link in a line of text may be as low as the line.
  const small = controls
    .filter(
      (control) => !isUnseen(control) && control.closest('sup, .skip, h2, h3, .address, .rows p, .fields dd') === null,
    )
    .filter((control) => {
      const { width, height } = control.getBoundingClientRect()
      return width < 24 || height < 23.9
    })
    .map(describe)

  const levels = all('h1, h2, h3, h4').map((heading) => Number(heading.tagName[1]))
  const skipped = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)

  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index)

  /** Red, green, blue from 0 to 1, and opacity. */
  const parts = (color) => {
    const numbers = color.match(/-?[\d.]+(?:e-?\d+)?/gu).map(Number)
    const scale = color.startsWith('color(') ? 1 : 255
    return { rgb: numbers.slice(0, 3).map((number) => number / scale), opacity: numbers[3] ?? 1 }
  }
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const backgroundOf = (element) => {
    for (let current = element; current !== null; current = current.parentElement) {
      const { rgb, opacity } = parts(getComputedStyle(current).backgroundColor)
      if (opacity === 1) return rgb
    }
    return [1, 1, 1]
  }
  const contrast = (element) => {
    const pair = [luminance(parts(getComputedStyle(element).color).rgb), luminance(backgroundOf(element))]
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
  }
  const hasOwnText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
  const pale = all('body *')
    .filter((element) => hasOwnText(element) && !isUnseen(element) && contrast(element) < 4.5)
    .map((element) => `${describe(element)} ${contrast(element).toFixed(2)}`)

  return {
    nameless,
    small,
    skipped,
    repeated,
    pale,
    titles: all('h1').length,
    landmarks: [all('main').length, all('body > header').length, all('nav[aria-label]').length],
    tooWide: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    looked: controls.length > 5,
  }
})()
