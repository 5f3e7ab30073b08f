/** Names of encodings, as the standard of the web's texts has them; runtimes know all or nearly all of them. */
export const encodingNames: readonly string[] = Object.freeze([
  ...["utf-8", "utf-16le", "utf-16be"],
  ...["windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255"],
  ...["windows-1256", "windows-1257", "windows-1258", "windows-874"],
  ...["iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8"],
  ...["iso-8859-9", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16"],
  ...["koi8-r", "koi8-u", "ibm866", "macintosh", "x-mac-cyrillic"],
  ...["gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr"],
]);

/**
 * The encoding of a name, in whatever case and under whatever of its names: `CP1251` is `windows-1251`, and `latin1` is
 * `windows-1252`, as everywhere on the web.
 *
 * @returns undefined when there is none of this name
 */
export function encodingNamed(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
