/** Whether a topic says something about a commentary: not the name of the series, which every commentary has. */
export const isTelling = (name: string): boolean =>
  !/^(?:rsis )?commentar(?:y|ies)\b|^country and region studies$/iu.test(name)
