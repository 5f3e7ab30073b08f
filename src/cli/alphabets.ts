/** Letters of Europe's languages beyond a to z, in lower case, by the script they are written in. */
const LATIN = {
  french: "àâæçéèêëîïôœùûüÿ",
  german: "äöüß",
  spanish: "áéíñóúü",
  catalan: "àçèéíïòóúü",
  portuguese: "áâãàçéêíóôõúü",
  italian: "àèéìíîòóùú",
  dutch: "áéëïóöü",
  danish: "æøåéó",
  swedish: "åäöéü",
  icelandic: "áðéíóúýþæö",
  finnish: "åäöšž",
  albanian: "çë",
  polish: "ąćęłńóśźż",
  czech: "áčďéěíňóřšťúůýž",
  slovak: "áäčďéíĺľňóôŕšťúýž",
  hungarian: "áéíóöőúüű",
  croatian: "čćđšž",
  romanian: "ăâîşţ",
  turkish: "çğıöşüâîû",
  lithuanian: "ąčęėįšųūž",
  latvian: "āčēģīķļņšūž",
  estonian: "äöõüšž",
} as const;

const RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё";
const CYRILLIC = {
  russian: RUSSIAN,
  ukrainian: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
  belarusian: "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
  serbian: "абвгдежзијклљмнњопрстћуфхцчџшђ",
  macedonian: "абвгдежзѕијклљмнњопрстќуфхцчџшѓ",
} as const;

/** Marks that may stand beside letters. */
const MARKS = "«»„“”‘’‚‹›–—…•\u00a0";
/** Signs that do not touch a letter. */
const SIGNS = "№§°±€£¥¢©®™½¼¾²³¹ªº¿¡×÷µ¶·¤†‡‰";

/** Whether a run of letters and signs, some of them beyond ASCII, can be written in one of the languages. */
export type Language = (text: string) => boolean;

/**
 * What the words of a Latin language look like: as in Łódź or ŁÓDŹ, not as in ŁódŹ, and no five letters in a row beyond
 * a to z, of which żółć has four.
 */
function latin(own: string): Language {
  const pattern = writing(`a-z${own}`, `A-Z${upper(own)}`);
  const crowd = new RegExp(`[${own}${upper(own)}]{5}`, "u");
  return (text) => pattern.test(text) && !crowd.test(text);
}

/** Cyrillic letters share no word with Latin ones. */
function cyrillic(own: string): Language {
  const pattern = writing(own, upper(own));
  return (text) => pattern.test(text);
}

/** Greek has a sigma that only ends words. */
function greek(): Language {
  const letters = "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋ";
  const pattern = writing(`${letters}ς`, upper(letters));
  const within = new RegExp(`ς[${letters}]`, "u");
  return (text) => pattern.test(text) && !within.test(text);
}

/** Letters of a script without capitals; some only end words. */
function uncased(letters: string, last = ""): Language {
  const ending = last === "" ? "" : `[${last}]?`;
  const pattern = new RegExp(`^[${MARKS}]*(?:(?:[${letters}]*${ending}|[${SIGNS}]+)(?:[${MARKS}]+|$))*$`, "u");
  return (text) => pattern.test(text);
}

function writing(lower: string, capital: string): RegExp {
  const word = `(?:[${capital}]?[${lower}]+(?:[${capital}][${lower}]+)*|[${capital}]+|[A-Za-z]+)`;
  return new RegExp(`^[${MARKS}]*(?:(?:${word}|[${SIGNS}]+)(?:[${MARKS}]+|$))*$`, "u");
}

function upper(letters: string): string {
  return letters.replace("ß", "").toUpperCase().replace("I", "İ");
}

const languages = {
  ...Object.fromEntries(Object.entries(LATIN).map(([name, own]) => [name, latin(own)])),
  ...Object.fromEntries(Object.entries(CYRILLIC).map(([name, own]) => [name, cyrillic(own)])),
} as Readonly<Record<keyof typeof LATIN | keyof typeof CYRILLIC, Language>>;

const { french, german, spanish, catalan, portuguese, italian, dutch, danish, swedish, icelandic } = languages;
const { finnish, albanian, polish, czech, slovak, hungarian, croatian, romanian } = languages;
const { turkish, lithuanian, latvian, estonian } = languages;
const { russian, ukrainian, belarusian, serbian, macedonian } = languages;

const western = [
  ...[french, german, spanish, catalan, portuguese, italian],
  ...[dutch, danish, swedish, icelandic, finnish, albanian],
];
const eastern = [russian, ukrainian, belarusian, serbian, macedonian];
const central = [polish, czech, slovak, hungarian, croatian, romanian, german, albanian];

/**
 * The encodings that can be told apart by what their words look like, with the languages written in each; the likelier
 * ones first.
 */
export const candidates: readonly (readonly [encoding: string, languages: readonly Language[]])[] = [
  ["windows-1252", western],
  ["windows-1250", central],
  ["windows-1251", eastern],
  ["windows-1254", [turkish]],
  ["windows-1257", [lithuanian, latvian, estonian]],
  ["iso-8859-2", central],
  ["iso-8859-15", western],
  ["macintosh", western],
  ["koi8-r", [russian]],
  ["ibm866", [russian, ukrainian, belarusian]],
  ["iso-8859-5", eastern],
  ["x-mac-cyrillic", eastern],
  ["windows-1253", [greek()]],
  ["windows-1255", [uncased("אבגדהוזחטיכלמנסעפצקרשת", "ךםןףץ")]],
  ["windows-1256", [uncased("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگک")]],
  ["windows-874", [uncased("ก-ฮะ-ฺเ-๎")]],
];

/**
 * How often each letter of {@link RUSSIAN} comes in Russian, in ten thousandths.
 *
 * @source Lyashevskaya, Sharov, Frequency Dictionary of Modern Russian, 2009: letters in the Russian National Corpus
 */
const FREQUENCIES = [
  ...[801, 159, 454, 170, 298, 845, 94, 165, 735, 121, 349, 440, 321, 670, 1097, 281, 473],
  ...[547, 626, 262, 26, 97, 48, 144, 73, 36, 4, 190, 174, 32, 64, 201, 4],
];
const likelihoods = new Map([...RUSSIAN].map((letter, at) => [letter, Math.log10(FREQUENCIES[at]! / 10_000)] as const));

/** Letters of other Cyrillic alphabets. */
const RARE = -2.5;

/** How likely each Cyrillic letter of a text is in Russian, as powers of ten. */
export function russianLikelihoods(text: string): readonly number[] {
  return (text.toLowerCase().match(/\p{Script=Cyrillic}/gu) ?? []).map((letter) => likelihoods.get(letter) ?? RARE);
}
