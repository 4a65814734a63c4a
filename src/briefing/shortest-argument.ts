/** The fewest words of a body that claims are chosen from: a shorter one more often announces something than it argues. */
export const shortestArgument = 250
