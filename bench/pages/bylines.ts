/** A byline as sites write it, and the persons in it. */
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
  { names: ['Suharto'] },
  { names: ['Gen (Ret.) Prakash Menon'] },
  { names: ['Conor D’Arcy', 'Siti binti Rahman'] },
  { names: ['Mei-Ling Hsu-Bradshaw'], post: 'Director, Port Desk' },
  { names: ['Tan Sri Ahmad Yusof', 'H.E. Carla de Souza'] },
  { names: ['Ravi s/o Kumar'] },
  { names: ['Priscilla Adeyemi-Ng', 'Muhammad al-Sayyid', 'Kim Min-jun', 'Éloïse Lefèvre'] },
  { names: ['Wang Xiulan'], post: 'Research Fellow, School of Ports' },
  { names: ['Iván Ortega y Gómez'] },
  { names: ['JM Montrose'], post: 'Lecturer in Law' },
]
