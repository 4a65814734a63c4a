/**
 * Words that people use when they talk to a bot, and of which no subject is made: each line a word, and what a line of such
 * words asks for where it holds that one.
 */
const table = `
a
about
again
all
alone
also
am
an
and
any
anybody status
anyone status
anything
are
around
at
awake status
back
be
been
bot
broken status
can
channels
command help
commands help
could
dead status
did
do
does
doing
down status
else
examples help
explain help
everybody
everyone
explore
features help
for
from
functions help
get
give
go
going
gone
guys
have
hello
help help
here
hey
hi
how
how's
i
i'm
in
instructions help
is
isn't
it
just
know
me
more
much
my
not
now
of
ok
okay
on
online status
options help
or
order
our
out
possible
really
right
rsis
running status
say
see
should
show
so
some
someone
somebody status
something
still
stuck status
support help
supported help
tell
that
the
them
then
there
these
thing
things
this
to
today
too
try
type help
understand help
up status
us
use help
used help
was
we
what
what's
when
which
who
why
will
with
work status
working status
would
you
your
`

const classes: ReadonlyMap<string, string | undefined> = new Map(
  table
    .trim()
    .split('\n')
    .map((line): [string, string | undefined] => {
      const [word = '', means] = line.split(' ')
      return [word, means]
    }),
)

/** The command that a line asks for which is made of such words alone: its state, or what it can do; undefined for all others. */
export const talkOnly = (text: string): 'status' | 'help' | undefined => {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}']+/gu) ?? []
  // A word alone may be one of a search; in capitals it is a name.
  if (words.length < 3 || !words.every((word) => classes.has(word)) || /\b(?:US|WHO|IS|IT)\b/u.test(text))
    return undefined
  const asked = words.map((word) => classes.get(word)).filter((one) => one !== undefined)
  if (asked.includes('help')) return 'help'
  if (asked.includes('status')) return 'status'
  return 'help'
}
