// Sets the theme that the reader chose in this browser before anything is drawn; the system's theme if none was chosen.
;(() => {
  const themes = ['system', 'light', 'dark']
  const stored = () => {
    try {
      return localStorage.getItem('theme') ?? 'system'
    } catch {
      // The browser may forbid us to store anything.
      return 'system'
    }
  }
  let theme = themes.includes(stored()) ? stored() : 'system'

  const apply = () => {
    document.documentElement.dataset.theme = theme
    const button = document.getElementById('theme')
    if (button === null) return
    button.hidden = false
    button.ariaLabel = `Theme: ${theme}`
    button.title = `Theme: ${theme}`
  }

  const turn = () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length]
    try {
      localStorage.setItem('theme', theme)
    } catch {
      // It is not stored, so it lasts as long as the page.
    }
    apply()
  }

  apply()
  document.addEventListener('DOMContentLoaded', () => {
    apply()
    document.getElementById('theme')?.addEventListener('click', turn)
  })
})()
