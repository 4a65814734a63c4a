/** Function words, greetings and calls for help of other languages that readers here write; none is an English word. */
const foreign = new Set(
  `hola gracias ayuda por favor para sobre los las del una con que qué cómo como quiero últimos ultimos artículos articulos noticias comentarios
  le la vous avez nous est-ce qu'est-ce ce cette sont quels quelles tout tous
  bonjour salut merci aide aidez les des une sur avec pour est dans derniers dernier derniere dernieres dernière dernières analyses articles montre moi quoi voir je veux
  guten gibt gibts es wie viele viel haben habt auf von dem den sind was wer wo wann bitte suche
  hallo danke hilfe hilf mir bitte der das und ein eine zu zum über mit für ist ich möchte neue neueste neuesten zeige mir kommentare artikel
  tolong terima kasih yang dan untuk dengan tentang ini itu tampilkan cari terbaru apa saya bantuan berita ada
  ciao grazie aiuto che gli della sono ultimi olá obrigado ajuda não sobre mais
  rien depuis reçois c'est avons pouvez vous-même
  moin könnt ihr wir uns nicht nur kanal beiträge täglich montag morgen uhr
  kirim tiap setiap jam pagi senin ya dong kami mohon
  xin chào cảm ơn giúp salamat magandang kumusta ang mga`.split(/\s+/u),
)
const shared = new Set(['articles', 'artikel', 'per', 'mini'])

/** Whether a text is not in English, judged by its script and its most common words. */
export const isForeign = (text: string): boolean => {
  const letters = text.match(/\p{L}/gu) ?? []
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter))
  if (letters.length > 0 && latin.length < letters.length / 2) return true
  const words = text.toLowerCase().match(/[\p{L}\p{M}']+/gu) ?? []
  const found = words.filter((word) => foreign.has(word) && !shared.has(word))
  return found.length > 0 && found.length * 3 >= words.length && !/\b(?:the|of|and|to|is)\b/iu.test(text)
}
