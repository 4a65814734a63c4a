// What JavaScript adds to the pages: new posts appear by themselves, commands are answered in place, lines can be copied,
// and times are in the reader's time zone. Everything works without it.

const element = (id) => document.getElementById(id)
const scroller = element('scroller')

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** Writes instants by the reader's clock; the title keeps what the server wrote. */
const localiseTimes = (root) => {
  for (const time of root.querySelectorAll('time.instant:not([title])')) {
    const instant = new Date(time.dateTime)
    time.title = time.textContent
    time.textContent = `${day.format(instant)}, ${clock.format(instant)}`
  }
}

const showCopyButtons = (root) => {
  if (navigator.clipboard === undefined) return
  for (const button of root.querySelectorAll('.copy-button, .copy-quote')) button.hidden = false
}

const enhance = (root) => {
  localiseTimes(root)
  showCopyButtons(root)
}

const fetchPage = async (path, request) => {
  const response = await fetch(path, { ...request, headers: { Accept: 'text/html' } })
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  return { page, url: new URL(response.url) }
}

/** The parts of the channel's page that show the program's state, by the markup that the server last sent for them. */
const stateParts = new Map(['archive', 'banner', 'empty'].map((id) => [id, element(id)?.innerHTML]))

/** Brings those parts up to date: a page may stay open for days. */
const refreshState = async () => {
  const { page } = await fetchPage('/').catch(() => ({}))
  for (const [id, known] of stateParts) {
    const [given, shown] = [page?.getElementById(id), element(id)]
    if (!given || shown === null || given.innerHTML === known || shown.contains(document.activeElement)) continue
    stateParts.set(id, given.innerHTML)
    shown.replaceChildren(...given.childNodes)
    enhance(shown)
  }
}

let soon

/** One refresh for posts that arrive together. */
const refreshSoon = () => {
  clearTimeout(soon)
  soon = setTimeout(refreshState, 300)
}

const announce = (text) => {
  const announcer = element('announcer')
  if (announcer !== null) announcer.textContent = text
}

const copy = async (button) => {
  const text = button.dataset.copy ?? button.parentElement.querySelector('code').textContent
  const done = await navigator.clipboard.writeText(text).then(
    () => 'Copied',
    () => 'Not copied',
  )
  button.textContent = done
  announce(done)
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 2000)
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('.copy-button, .copy-quote')
  if (button) void copy(button)
})

/** Posts that arrived out of sight, oldest first. */
let unseen = []

const isInSight = (post) => {
  const box = post.getBoundingClientRect()
  const window = scroller.getBoundingClientRect()
  return box.top < window.bottom - 40 && box.bottom > window.top + 40
}

const showUnseen = () => {
  const button = element('new-posts')
  button.hidden = unseen.length === 0
  button.textContent = unseen.length === 1 ? '1 new post' : `${unseen.length} new posts`
}

const forgetSeen = () => {
  if (unseen.length === 0) return
  unseen = unseen.filter((post) => !isInSight(post))
  showUnseen()
}

/** The scroller counts from its end: 0 is the newest, older is negative. */
const isAtNewest = () => scroller.scrollTop > -24

/** Whether the reader is busy with what is on the screen, so that it must not move. */
const isReading = () => {
  const isFocusInside = document.activeElement !== scroller && scroller.contains(document.activeElement)
  const isSelecting = document.getSelection()?.isCollapsed === false
  return !isAtNewest() || !element('answer').hidden || isFocusInside || isSelecting
}

/** A post that is taller than the window is read from its beginning. */
const showFromStart = (post) => {
  if (post.offsetHeight > scroller.clientHeight) post.scrollIntoView({ block: 'start' })
}

const postList = () => {
  const present = element('posts')
  if (present !== null) return present
  const list = document.createElement('ol')
  list.id = 'posts'
  list.className = 'posts'
  element('empty').replaceWith(list)
  return list
}

/** The text of a post outside its thread. */
const saidBy = (post) => {
  const copy = post.cloneNode(true)
  copy.querySelector('details')?.remove()
  return copy.textContent
}

/**
 * Replaces a post whose thread grew, or that was corrected. A thread that the reader opened stays open, the focus stays where it
 * was, and an unseen post stays unseen.
 */
const replacePost = (shown, post) => {
  const controls = (of) => [...of.querySelectorAll('a, button, summary')]
  const reached = controls(shown).indexOf(document.activeElement)
  const thread = post.querySelector('details')
  if (thread !== null && shown.querySelector('details')?.open) thread.open = true
  const isNews = saidBy(shown) !== saidBy(post)
  unseen = unseen.map((one) => (one === shown ? post : one))
  shown.replaceWith(post)
  controls(post)[reached]?.focus({ preventScroll: true })
  if (isNews) announce(`Updated: ${post.querySelector('h2')?.textContent ?? ''}`)
}

const addPost = (markup) => {
  const template = document.createElement('template')
  template.innerHTML = markup
  const post = template.content.querySelector('.post')
  if (post === null) return
  enhance(post)
  const shown = element(post.id)
  if (shown !== null) {
    replacePost(shown, post)
    return
  }
  const wasReading = isReading()
  const fromEnd = scroller.scrollHeight + scroller.scrollTop
  const number = Number(post.dataset.number)
  const list = postList()
  const later = [...list.children].find((other) => Number(other.dataset.number) > number)
  list.insertBefore(post, later ?? null)
  post.classList.add('fresh')
  if (!wasReading) showFromStart(post)
  else if (element('answer').hidden) scroller.scrollTop = fromEnd - scroller.scrollHeight
  if (!isInSight(post)) unseen.push(post)
  showUnseen()
  announce(`New post: ${post.querySelector('h2')?.textContent ?? ''}`)
  refreshSoon()
}

/** The number of the newest post that the page shows. */
const newestShown = () => Number(document.querySelector('#posts > .post:last-child')?.dataset.number ?? 0)

let stream

const listen = () => {
  const live = element('live')
  stream = new EventSource(`/events?after=${newestShown()}`)
  stream.addEventListener('open', () => {
    live.textContent = 'Live'
  })
  stream.addEventListener('error', () => {
    live.textContent = 'Connecting again…'
  })
  stream.addEventListener('post', (event) => addPost(JSON.parse(event.data).html))
}

const refreshEveryMs = 20_000

let refreshing

/** A page in the background has no stream: browsers allow six connections to a server, for all its pages. */
const followWhileSeen = () => {
  stream?.close()
  clearInterval(refreshing)
  if (document.hidden) return
  listen()
  refreshing = setInterval(refreshState, refreshEveryMs)
}

const failedAnswer = (answer) => {
  const text = document.createElement('p')
  text.className = 'card problem'
  text.textContent = 'The server could not be reached. Try again in a moment.'
  answer.replaceChildren(text)
}

/** How long to wait for an answer. */
const patienceMs = 30_000

/** How many commands were given; an answer that comes after a later command is not shown. */
let asked = 0

/** Answers that only read have an address, so that Back and a bookmark lead to them. */
const rememberAddress = ({ pathname, search }) => {
  const address = pathname === '/ask' ? `${pathname}${search}` : '/'
  if (address !== `${location.pathname}${location.search}`) history.pushState(null, '', address)
}

/** Shows the answer, which is a part of the same page that a browser without JavaScript gets. */
const showAnswer = async (path, request, isTyped) => {
  asked += 1
  const turn = asked
  const answer = element('answer')
  answer.setAttribute('aria-busy', 'true')
  const signal = AbortSignal.timeout(patienceMs)
  const { page, url } = await fetchPage(path, { ...request, signal }).catch(() => ({}))
  if (turn !== asked) return
  if (page === undefined) {
    failedAnswer(answer)
  } else {
    if (request !== undefined) rememberAddress(url)
    answer.replaceChildren(...(page.getElementById('answer') ?? page.querySelector('main')).childNodes)
    enhance(answer)
    if (isTyped) element('command').value = page.getElementById('command')?.value ?? ''
  }
  answer.removeAttribute('aria-busy')
  answer.hidden = false
  answer.scrollIntoView({ block: answer.offsetHeight > scroller.clientHeight ? 'start' : 'nearest' })
  // The button that was pressed may be gone; a person who is typing can continue.
  if (!isTyped) answer.focus({ preventScroll: true })
  announce(`Answer: ${answer.querySelector('h2, .card p')?.textContent ?? ''}`)
}

/** What was typed in this tab, oldest first; the arrow keys lead through it. */
const typed = []
let typedAt = 0

const ask = (form, submitter) => {
  const body = new URLSearchParams(new FormData(form, submitter))
  const isTyped = form.classList.contains('composer')
  const text = body.get('text') ?? ''
  if (isTyped && text !== '' && typed.at(-1) !== text) typed.push(text)
  typedAt = typed.length
  return showAnswer('/command', { method: 'POST', body }, isTyped)
}

const clearAnswer = () => {
  asked += 1
  element('answer').hidden = true
  element('answer').replaceChildren()
}

const dismiss = () => {
  clearAnswer()
  element('command').focus({ preventScroll: true })
  if (location.pathname !== '/') history.pushState(null, '', '/')
}

/** Back and forward lead to the answer of the address, or to none. */
const followAddress = () => {
  if (location.pathname === '/ask') void showAnswer(`${location.pathname}${location.search}`, undefined, false)
  else clearAnswer()
}

const isTyping = (target) => target.matches?.('input, textarea, select') === true

/** `/` goes to the box of the page: for commands, or for a search. */
const onSlash = (event) => {
  const box = element('command') ?? element('query')
  if (event.key !== '/' || box === null || isTyping(event.target)) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  box.focus()
  box.select()
}

/** Escape dismisses the answer, the arrows bring back what was typed. */
const onKey = (event) => {
  const box = element('command')
  if (event.key === 'Escape' && !element('answer').hidden) dismiss()
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (event.target !== box || step === undefined || typed.length === 0) return
  event.preventDefault()
  typedAt = Math.min(Math.max(typedAt + step, 0), typed.length)
  box.value = typed[typedAt] ?? ''
}

/** Stores the reader's time zone in a cookie; forms and digests use it if no other is named. */
const storeZone = () => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const cookie = `zone=${timeZone}`
  const isKnown = () => document.cookie.split('; ').includes(cookie)
  if (timeZone === undefined || isKnown()) return
  document.cookie = `${cookie}; path=/; max-age=31536000; samesite=strict`
  // A form that was opened before has another zone filled in.
  if (isKnown() && document.querySelector('.fields-form:not(:has(.error))') !== null) location.reload()
}

enhance(document)
storeZone()
document.addEventListener('keydown', onSlash)

if (scroller !== null) {
  document.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask(event.target, event.submitter)
  })
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('.dismiss') === null) return
    event.preventDefault()
    dismiss()
  })
  element('new-posts').addEventListener('click', () => {
    unseen[0]?.scrollIntoView({ block: 'start' })
    scroller.focus({ preventScroll: true })
    forgetSeen()
  })
  scroller.addEventListener('scroll', forgetSeen, { passive: true })
  const newest = document.querySelector('#posts > .post:last-child')
  if (newest !== null && element('answer').hidden) showFromStart(newest)
  document.addEventListener('visibilitychange', followWhileSeen)
  document.addEventListener('keydown', onKey)
  window.addEventListener('popstate', followAddress)
  followWhileSeen()
}
