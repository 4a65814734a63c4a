/** Who signs, as sites write it, and the persons that are to be found in it. */
export type Byline = { readonly names: readonly string[]; readonly post?: string }

/** Invented people, with what makes names hard to read. */
export const bylines: readonly Byline[] = [
  { names: ['Una Oakes'] },
  { names: ['Tan Bee Lian', 'Una Oakes'] },
  { names: ['Una Oakes', 'José Iglesias', 'Tan Bee Lian'] },
  { names: ['Una Oakes'], post: 'Senior Fellow, Harbour Institute' },
  { names: ['Ahmad bin Yusof'] },
  { names: ['Siobhán O’Reilly-Okafor'] },
  { names: ['J. M. L. Montrose'] },
  { names: ['Dr. Wei Xiulan'] },
  { names: ['Ludwig van der Heyden', 'Amb. Carla de Souza'] },
  { names: ['Alexandra Andersson'], post: 'Associate Professor of Maritime Law' },
  { names: ['Nguyễn Thị Hạnh'] },
  { names: ['Robert Marsh Jr.'], post: 'Visiting Scholar' },
]
