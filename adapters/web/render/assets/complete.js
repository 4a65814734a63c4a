// Completion of the command box, by the combobox pattern of WAI-ARIA: nothing is chosen unless the person chooses it; Enter
// without a choice sends what was typed. Without this file it is an ordinary text field.

const box = document.getElementById('command')
const waitMs = 120

const list = document.createElement('ul')
list.id = 'completions'
list.className = 'completions'
list.role = 'listbox'
list.ariaLabel = 'Completions'
list.hidden = true

const options = () => [...list.children]
const active = () => options().find((option) => option.ariaSelected === 'true')

const close = () => {
  list.hidden = true
  list.replaceChildren()
  box.ariaExpanded = 'false'
  box.removeAttribute('aria-activedescendant')
}

const choose = (option) => {
  for (const one of options()) one.ariaSelected = String(one === option)
  if (option === undefined) box.removeAttribute('aria-activedescendant')
  else box.setAttribute('aria-activedescendant', option.id)
  option?.scrollIntoView({ block: 'nearest' })
}

const take = (option) => {
  box.value = option.dataset.line
  close()
  box.focus()
  void complete()
}

const show = (suggestions) => {
  list.replaceChildren(
    ...suggestions.map(({ label, line }, index) => {
      const option = document.createElement('li')
      option.id = `completion-${index}`
      option.role = 'option'
      option.ariaSelected = 'false'
      option.dataset.line = line
      option.textContent = label
      return option
    }),
  )
  list.hidden = suggestions.length === 0
  box.ariaExpanded = String(suggestions.length > 0)
  box.removeAttribute('aria-activedescendant')
}

let asked = 0

const complete = async () => {
  asked += 1
  const turn = asked
  const text = box.value
  if (text.trim() === '') return close()
  const answer = await fetch(`/complete?text=${encodeURIComponent(text)}`).catch(() => undefined)
  const suggestions = answer?.ok ? await answer.json() : []
  // Not if the person has typed more meanwhile, or left the box.
  if (turn === asked && document.activeElement === box) show(suggestions)
  return undefined
}

let soon

/** Moves the choice by one; beyond either end of the list nothing is chosen. */
const move = (step) => {
  const all = options()
  const at = all.indexOf(active()) + step
  choose(step < 0 && at === -2 ? all.at(-1) : all[at])
}

const keys = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Escape: close,
  Tab: close,
  Enter: () => {
    const option = active()
    if (option === undefined) close()
    else take(option)
    return option !== undefined
  },
}

if (box !== null) {
  box.closest('.box').append(list)
  box.role = 'combobox'
  box.ariaAutoComplete = 'list'
  box.ariaExpanded = 'false'
  box.setAttribute('aria-controls', list.id)
  box.addEventListener('input', () => {
    clearTimeout(soon)
    soon = setTimeout(complete, waitMs)
  })
  // An open list uses the arrows and Escape, so the page's own keys do not get them.
  box.addEventListener('keydown', (event) => {
    if (list.hidden || !Object.hasOwn(keys, event.key)) return
    const isTaken = keys[event.key]() !== false && event.key !== 'Tab'
    if (!isTaken) return
    event.preventDefault()
    event.stopPropagation()
  })
  box.addEventListener('blur', () => {
    asked += 1
    close()
  })
  box.form.addEventListener('submit', () => {
    asked += 1
    clearTimeout(soon)
    close()
  })
  // A press on the list does not take the focus from the box, because losing it closes the list.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option !== null) take(option)
  })
}
