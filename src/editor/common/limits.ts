/** Notes that are longer are not looked through for papers, in UTF-16 code units. */
export const longestNote = 1_000_000;
