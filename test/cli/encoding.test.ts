import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { defineTableMapping } from "../../src/input/index";
import { safeParseDataset } from "../../src/core/index";
import { InputFault } from "../../src/cli/places";
import { TextFile } from "../../src/cli/text";
import { mio } from "./terminal";

const folder = mkdtempSync(join(tmpdir(), "mio-encoding-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** Bytes, each written as the sign of its number. */
const bytes = (text: string) => Buffer.from(text, "latin1");

/** The letters from byte 80 on of encodings written out, so that no decoder is tested by itself. */
const C1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const LATIN_1 = Array.from({ length: 96 }, (_, at) => String.fromCharCode(0xa0 + at)).join("");
const CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
const TABLES: Readonly<Record<string, string>> = {
  "windows-1252": C1252 + LATIN_1,
  "windows-1251": `ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\x98™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї${CYRILLIC}`,
  "windows-1250":
    "€\x81‚\x83„…†‡\x88‰Š‹ŚŤŽŹ\x90‘’“”•–—\x98™š›śťžź\u00a0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00ad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
  "iso-8859-2": `${" ".repeat(32)}\u00a0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00adŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙`,
  "windows-1254": (C1252 + LATIN_1)
    .replace("Ð", "Ğ")
    .replace("Ý", "İ")
    .replace("Þ", "Ş")
    .replace("ð", "ğ")
    .replace("ý", "ı")
    .replace("þ", "ş"),
  "koi8-r": `${" ".repeat(35)}ё${" ".repeat(15)}Ё${" ".repeat(12)}юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ`,
  ibm866: `${CYRILLIC.slice(0, 48)}${" ".repeat(48)}${CYRILLIC.slice(48)}Ёё`,
  macintosh: "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü",
  "windows-1253": `${" ".repeat(33)}΅Ά${" ".repeat(21)}ΈΉΊ»Ό½ΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ ΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ`,
  "windows-1255": `${" ".repeat(96)}אבגדהוזחטיךכלםמןנסעףפץצקרשת`,
};

function encoded(text: string, encoding: string): Buffer {
  const table = TABLES[encoding]!;
  return Buffer.from(
    [...text].map((sign) => {
      const at = table.indexOf(sign);
      if (sign <= "\u007f") return sign.charCodeAt(0);
      if (at < 0) throw new RangeError(`${sign} is not in ${encoding}`);
      return 0x80 + at;
    }),
  );
}

/** The text of a file as mio reads it, with how it was read; the codes of what is wrong when it is refused. */
function read(content: Uint8Array, declared?: string): readonly [text: string, how: string] {
  try {
    const text = new TextFile(file("text.txt", content), declared);
    return [text.whole(), `${text.encoding}${text.isGuessed ? " guessed" : ""}`];
  } catch (error) {
    if (error instanceof InputFault) return ["", error.issues.map(({ code }) => code).join()];
    throw error;
  }
}

describe("text in an encoding that nobody declares", () => {
  it.each([
    ["Région;Côte\nRhône-Alpes;Élancourt;Besançon;Nîmes", "windows-1252"],
    ["Müller;Größe;Österreich;Düsseldorf", "windows-1252"],
    ["Año;camión;María;Ñuñoa;Málaga", "windows-1252"],
    ["São Paulo;João;Conceição;Três Corações", "windows-1252"],
    ["Næstved;Brønderslev;Ålborg;Århus;Helsingør;Sæby;Blåvand", "windows-1252"],
    ["Łódź;Gdańsk;Częstochowa;Zażółć gęślą jaźń", "windows-1250"],
    ["Łódź;Gdańsk;Częstochowa;Zażółć gęślą jaźń", "iso-8859-2"],
    ["Plzeň;Hradec Králové;Žižkov;Děčín;Ústí", "windows-1250"],
    ["Győr;Székesfehérvár;Hódmezővásárhely;Tűzoltó utca;Fűzfő", "windows-1250"],
    ["Şişli;Beyoğlu;Üsküdar;İzmir;Kadıköy", "windows-1254"],
    ["Код клиента;Группа\nК-1;сирота;«Рауль» — центр №5", "windows-1251"],
    ["beneficiaryId;service\nB-1;адаптация", "windows-1251"],
    ["НомерДоговора;ДатаНачала", "windows-1251"],
    ["Код клиента;Группа\nК-1;сирота;поиск работы", "koi8-r"],
    ["Код клиента;Группа\nК-1;сирота;поиск работы", "ibm866"],
    ["Élancourt;Müller;Besançon;Nîmes", "macintosh"],
    ["Αθήνα;Θεσσαλονίκη;Πάτρα", "windows-1253"],
  ])("%j in its bytes is read as it is", (text, encoding) => {
    const [got, how] = read(encoded(text, encoding));
    expect([got, how]).toEqual([text, expect.stringMatching(/ guessed$/)]);
  });

  it.each([
    ["one letter", "Café", "windows-1252", "bad-byte"],
    ["French that could be Slovak", "Hélène", "windows-1252", "unclear-encoding"],
    ["Hungarian that could be Portuguese", "Győr;Székesfehérvár", "windows-1250", "unclear-encoding"],
    ["Danish that could be Lithuanian", "Ærø;København", "windows-1252", "unclear-encoding"],
    ["one capital letter in each word", "Б-1;В-1;Г-1", "windows-1251", "unclear-encoding"],
    ["Hebrew", "חיפה;תל אביב;ירושלים", "windows-1255", "unclear-encoding"],
  ])("%s is asked about, not guessed", (_, text, encoding, code) => {
    expect(read(encoded(text, encoding))).toEqual(["", `input.${code}`]);
  });

  it.each([
    ["Shift JIS", "93fa967b8cea3b936c8b9e"],
    ["GBK", "b1b1bea93bc9cfbaa33bb9e3d6dd"],
    ["Arabic", "c7e1d1c8c7d83bc7e1dee5d1c9"],
  ])("%s is asked about, not guessed", (_, hex) => {
    expect(read(Buffer.from(hex, "hex"))[1]).toBe("input.unclear-encoding");
  });

  it("tells what a byte would be in each encoding, and where it stands, and no word of the text", async () => {
    const table = file(
      "beneficiaries.csv",
      encoded("beneficiaryId;start;region\nB-1;2021-01-04;a\nB-2;2021-01-04;Hélène\n", "windows-1252"),
    );
    const { code, out } = await mio(["check", table]);
    expect([code, out.split("\n").slice(0, 3)]).toEqual([
      1,
      [
        "beneficiaries.csv:3: error input.unclear-encoding",
        "  Cannot read line 3 of beneficiaries.csv: it must be UTF-8 or of a declared encoding, received byte E8; its words do not tell which: this byte is è in Windows-1252, č in Windows-1250",
        "  → declare the encoding with --encoding or in the mapping, such as --encoding windows-1252; or save it anew as “CSV UTF-8”, or as UTF-8 text",
      ],
    ]);
    expect(out).not.toContain("Hél");
  });
});

describe("one byte that does not fit", () => {
  it.each([
    ["ASCII", bytes("beneficiaryId,start\nB-1,2021-01-04\nB-\xe02,2021-01-05\n"), 3],
    ["UTF-8", Buffer.concat([Buffer.from("beneficiaryId,start,region\nB-1,2021-01-04,Київ\nB-"), bytes("\xe0\n")]), 3],
    ["UTF-8 that is cut off", Buffer.from("beneficiaryId,start,region\nB-1,2021-01-04,Київ").subarray(0, -1), 2],
    ["lines ended by CR", bytes("beneficiaryId,start\rB-1,2021-01-04\r\nB-\xe02,2021-01-05\r"), 3],
  ])("is refused with its line in %s", async (_, content, line) => {
    const { code, out } = await mio(["check", file("beneficiaries.csv", content)]);
    expect([code, out.split("\n")[0]]).toEqual([1, `beneficiaries.csv:${line}: error input.bad-byte`]);
  });

  it("is refused where the rest is UTF-8, even if an encoding is declared", async () => {
    const mixed = Buffer.concat([Buffer.from("beneficiaryId,start,region\nB-1,2021-01-04,Київ\nB-"), bytes("\xe0\n")]);
    const { out } = await mio(["check", file("beneficiaries.csv", mixed), "--encoding", "windows-1251"]);
    expect(out).toContain("beneficiaries.csv:3: error input.bad-byte");
  });

  it("is refused with its line where it is no letter of the declared encoding", async () => {
    const content = bytes("beneficiaryId;start;region\nB-1;2021-01-04;R\xe9gion\nB-2;2021-01-04;\x9f\x81\n");
    const { code, out } = await mio(["check", file("beneficiaries.csv", content), "--encoding", "windows-1252"]);
    expect([code, out.split("\n")[0]]).toEqual([1, "beneficiaries.csv:3: error input.not-of-encoding"]);
    expect(read(bytes("L \x98"), "iso-8859-2")[1]).toBe("input.not-of-encoding");
  });

  it("is told on its line, whatever ends the lines before it", async () => {
    const rows = "beneficiaryId;start\rB-1;2021-01-04\r\nB-2;2021-01-05\n";
    const torn = Buffer.concat([Buffer.from(`\ufeff${rows}B-`, "utf16le"), bytes("\x00\xd8A\x00\n\x00")]);
    const single = bytes(`${rows}B-\x81\xe9`);
    for (const [content, args] of [
      [torn, []],
      [Buffer.concat([bytes("\xfe\xff"), Buffer.from(torn.subarray(2)).swap16()]), []],
      [single, ["--encoding", "windows-1252"]],
    ] as const) {
      const { out } = await mio(["check", file("beneficiaries.csv", content), ...args]);
      expect(out.split("\n")[0]).toBe("beneficiaries.csv:4: error input.not-of-encoding");
    }
  });

  it("is refused after a mark of UTF-8, however many there are", () => {
    expect(read(bytes("\xef\xbb\xbf\xd0\xe0\xe1\xee\xf2\xe0"))).toEqual(["", "input.bad-byte"]);
    expect(read(bytes("\xef\xbb\xbf\xd0\xe0\xe1\xee\xf2\xe0"), "windows-1251")).toEqual(["", "input.bad-byte"]);
  });
});

describe("a declared encoding", () => {
  it.each([
    ["windows-1252", "Hélène 5 € œuvre"],
    ["windows-1250", "Łódź"],
    ["iso-8859-2", "Łódź"],
    ["windows-1254", "Kadıköy"],
    ["koi8-r", "сирота"],
    ["ibm866", "сирота"],
    ["windows-1253", "Αθήνα"],
  ])("%s is read as it says", (encoding, text) => {
    expect(read(encoded(text, encoding), encoding)).toEqual([text, encoding]);
  });

  it("is refused with the nearest when there is none of its name", async () => {
    const table = file("beneficiaries.csv", bytes("beneficiaryId;start;region\nB-1;2021-01-04;R\xe9gion\n"));
    for (const [name, near] of [
      ["windows-1521", "windows-1251"],
      ["utf8le", "utf-16le"],
      ["iso8859_22", "iso-8859-2"],
      ["", "write one such as"],
    ] as const) {
      const { code, err } = await mio(["check", table, "--encoding", name]);
      expect([name, code, err]).toEqual([name, 2, expect.stringContaining(near)]);
      expect(err).toContain("--encoding must be the name of an encoding");
    }
    expect(() =>
      defineTableMapping({
        encoding: "windows-1521",
        tables: [{ from: "a", to: "services", columns: { beneficiaryId: "a", date: "b", service: "c" } }],
      }),
    ).toThrow('encoding must be the name of an encoding, received "windows-1521"; did you mean "windows-1251"?');
  });

  it("may stand in the mapping, and the command line goes before it", async () => {
    const table = file("people.csv", encoded("Kod;Data;Region\nB-1;2021-01-04;Łódź\n", "windows-1250"));
    const columns = { beneficiaryId: "Kod", start: "Data", region: { column: "Region", codes: { Łódź: "PL-LD" } } };
    const mapping = (encoding?: string) =>
      file("mapping.json", JSON.stringify({ encoding, tables: [{ from: "people", to: "beneficiaries", columns }] }));
    const summary = async (...args: readonly string[]) => (await mio(["check", table, ...args])).out;
    expect(await summary("--mapping", mapping("CP1250"))).toBe(
      "people.csv: 1 event (Windows-1250, semicolons)\nFit for figures: 1 beneficiary, 1 event; 0 errors, 0 warnings.\n",
    );
    expect(await summary("--mapping", mapping("windows-1252"), "--encoding", "windows-1250")).toContain(
      "0 errors, 0 warnings",
    );
    expect(await summary("--mapping", mapping("windows-1252"))).toContain("error mapping.untranslated-code");
  });

  it("gives way to sound UTF-8 with a warning, to a mark without one", async () => {
    const table = file("beneficiaries.csv", "beneficiaryId;start;region\nB-1;2021-01-04;Łódź\n");
    const { code, out } = await mio(["check", table, "--encoding", "windows-1250"]);
    expect(code).toBe(0);
    expect(out).toContain("beneficiaries.csv: warning input.encoding-declared-otherwise");
    expect(out).toContain("beneficiaries.csv: 1 event (UTF-8, semicolons)");
    expect(read(Buffer.from("\ufeffŁ", "utf16le"), "windows-1250")).toEqual(["Ł", "utf-16le"]);
    expect(read(Buffer.from("\ufeffB-1"), "windows-1250")).toEqual(["B-1", "utf-8"]);
  });

  it("is read by its mark or its name when it is UTF-16, and asked about otherwise", () => {
    const text = `beneficiaryId\tstart\n${"B-1\t2021-01-04\n".repeat(40_000)}Łódź`;
    const little = Buffer.from(text, "utf16le");
    const big = Buffer.from(little).swap16();
    expect(read(Buffer.concat([bytes("\xff\xfe"), little]))).toEqual([text, "utf-16le"]);
    expect(read(Buffer.concat([bytes("\xfe\xff"), big]))).toEqual([text, "utf-16be"]);
    expect(read(little, "utf-16le")).toEqual([text, "utf-16le"]);
    expect(read(big, "utf-16be")).toEqual([text, "utf-16be"]);
    expect(read(little)).toEqual(["", "input.unclear-encoding"]);
  });
});

describe("every text a command reads", () => {
  const registered = (id: string) => ({
    ...{ id: `E-${id}`, type: "beneficiary-registered", beneficiaryId: id, date: "2019-01-10", targetGroups: [] },
  });
  const served = (id: string) => ({
    id: `S-${id}`,
    type: "service-delivered",
    beneficiaryId: id,
    date: "2019-02-04",
    service: "x",
  });
  const ids = ["Б-1", "В-1", "Г-1"];
  const events = ids.flatMap((id) => [registered(id), served(id)]);

  it.each([
    ["events.json", JSON.stringify(events)],
    ["events.ndjson", events.map((event) => JSON.stringify(event)).join("\n")],
    ["beneficiaries.csv", `beneficiaryId;start\n${ids.map((id) => `${id};2019-01-10`).join("\n")}`],
  ])("keeps three people three when %s is in Windows-1251, or asks", async (name, text) => {
    const path = file(name, encoded(text, "windows-1251"));
    const args = ["report", path, "--period", "2019", "--json"];
    const undeclared = await mio(args);
    expect([undeclared.code, undeclared.out]).toEqual([1, ""]);
    expect(undeclared.err).toContain(`${name}:`);
    expect(undeclared.err).toContain("error input.unclear-encoding");
    const { code, out } = await mio([...args, "--encoding", "windows-1251"]);
    expect([code, JSON.parse(out).manifest.people]).toEqual([0, 3]);
  });

  it("is told on every command to be a guess", async () => {
    const list = file(
      "list.json",
      encoded(JSON.stringify([...events, { ...served("Б-1"), id: "x", service: "Поиск работы" }]), "windows-1251"),
    );
    const tree = file(
      "tree.json",
      encoded(
        '{"code":"a","title":{"ru":"Дерево","en":"Tree"},"nodes":[{"code":"w","level":"outcome-short","title":{"ru":"Работа","en":"Work"}}],"edges":[]}',
        "windows-1251",
      ),
    );
    const criteria = file(
      "criteria.json",
      encoded(
        '[{"code":"housing","title":{"ru":"Жильё и быт","en":"Housing"},"min":1,"max":5,"better":"higher"}]',
        "windows-1251",
      ),
    );
    const words = file("words.md", encoded("В отчёте нет чисел, которые можно проверить.", "windows-1251"));
    const figures = file("report.json", (await mio(["report", list, "--period", "2019", "--json"])).out);
    for (const [args, name, stream] of [
      [["check", list], "list.json", "out"],
      [["check", list, "--criteria", criteria], "criteria.json", "out"],
      [["report", list, "--period", "2019"], "list.json", "err"],
      [["report", list, "--period", "2019", "--json"], "list.json", "err"],
      [["report", list, "--period", "2019", "--tree", tree], "tree.json", "err"],
      [["explain", "Б-1", list, "--period", "2019"], "list.json", "err"],
      [["tree", tree], "tree.json", "err"],
      [["claims", words, figures], "words.md", "err"],
    ] as const) {
      const told = await mio(args);
      expect([args, told[stream]]).toEqual([
        args,
        expect.stringContaining(`${name}: warning input.encoding-guessed\n`),
      ]);
    }
  });

  it("holds no lost letter in an id or a code", () => {
    const { issues } = safeParseDataset([
      { ...registered("B-1"), beneficiaryId: "�-1" },
      { ...registered("B-2"), targetGroups: ["a�"] },
    ]);
    expect(issues.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([
      "dataset.not-a-code 0.beneficiaryId",
      "dataset.not-a-code 1.targetGroups.0",
    ]);
  });
});
