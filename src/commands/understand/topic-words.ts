/**
 * Words of a question or request around its subject, each line a word and what it does: `frame` words stand in front of a
 * subject, which follows behind an `end`; of the frame one at least must `ask`, for “by”, “of” and “me” begin much else.
 */
const table = `
a frame
about frame end ask
after frame
all frame
am frame
an frame
analysis frame ask
any frame ask
anybody frame
anyone frame
anything frame ask
are frame ask
argue frame
argued frame
argues frame
article frame ask
articles frame end ask
background frame ask
been frame
being frame
best frame
brief frame
briefing frame
briefings frame
bring frame
by frame end
can frame
comentary frame ask
comment frame
commentaries frame end ask
commentary frame ask
commented frame
concerning frame end ask
content frame ask
could frame
couple frame
cover frame end
coverage frame ask
covered frame end
covering frame end
covers frame end
deal frame
deals frame
details frame
did frame ask
dig frame ask
discuss frame end
discussed frame end
discusses frame end
do frame ask
does frame ask
ever frame
every frame
everything frame ask
exist frame
exists frame
fetch frame ask
few frame
find frame end ask
five frame
for frame end
four frame
from frame end
get frame ask
gist frame
give frame ask
good frame
google frame
got frame end
has frame end
have frame end
how frame ask
i frame
i'm frame
im frame
in frame
info frame ask
information frame ask
insight frame
insights frame ask
interested frame ask
interesting frame
into frame
is frame ask
it frame
keen frame ask
latest frame ask
list frame ask
literature frame ask
look frame ask
looking frame ask
many frame
material frame ask
me frame end
mention frame end
mentioned frame end
mentioning frame end
mentions frame end
more frame ask
most frame
much frame
my frame
need frame ask
new frame
newest frame
news ask
of frame end
on frame end ask
one frame ask
ones frame ask
opinion frame ask
opinions frame ask
or frame
our frame
overview frame
paper frame ask
papers frame end ask
perspective frame ask
perspectives frame ask
piece frame ask
pieces frame end ask
please frame
position frame
post frame ask
posts frame ask
publication frame ask
publications frame end ask
publish frame
published frame
publishes frame
pull frame ask
quick frame
quote frame ask
quotes frame ask
read frame ask
reading frame ask
readings frame ask
recent frame
recently frame
regarding end ask
related frame
relating frame
relevant frame
report frame ask
reports frame ask
research frame ask
rsis frame
rundown frame
said frame
say frame
says frame
search frame end ask
searching frame ask
see frame ask
seen frame
send frame
show frame ask
some frame
someone frame
something frame ask
stance frame ask
stuff frame ask
summary frame
take frame
takeaways frame
takes frame
talk frame
talks frame
tell frame ask
that frame
the frame
their frame
there frame
these frame
they frame
thing frame ask
things frame ask
think frame
thinking frame ask
thinks frame
this frame
those frame
thought frame
thoughts frame ask
three frame
tl;dr frame
tldr frame
to frame
two frame
up frame
us frame
view frame ask
views frame ask
want frame ask
was frame ask
wat frame ask
wats frame ask
we frame
were frame
what frame ask
what's frame ask
whats frame ask
when frame ask
where frame ask
which frame ask
who frame ask
wht frame
whts frame
with frame end
work frame
write frame
writes frame
writing frame
written frame
wrote frame
you frame
your frame
`

const rows = table
  .trim()
  .split('\n')
  .map((line) => line.split(' '))

const wordsThat = (role: 'frame' | 'end' | 'ask'): ReadonlySet<string> =>
  new Set(rows.filter(([, ...roles]) => roles.includes(role)).map(([word = '']) => word))

/** Words in front of a subject. */
export const frame = wordsThat('frame')
/** Behind one of these stands what is asked about. */
export const ends = wordsThat('end')
/** One of these must stand in front for the words to ask. */
export const tellsAsking = wordsThat('ask')
