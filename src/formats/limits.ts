/** The largest model of the settings table, with both of Adam's slots, has 340 MB. */
export const MAX_FILE_BYTES = 512 * 2 ** 20
