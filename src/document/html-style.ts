/** Every colour of the page, each pair of text and ground told by `COLOUR_PAIRS`. */
export const COLOURS = {
  ink: "#1b1b1b",
  quiet: "#545454",
  link: "#0b4f8a",
  paper: "#ffffff",
  shade: "#f3f5f7",
  line: "#767676",
  hair: "#d0d5da",
  mustGround: "#fff6e0",
  mustLine: "#8a5a00",
} as const;

/**
 * What is written on what, and what must be told apart from it: contrast at least 4.5 for text, 3 for lines that mean
 * something.
 */
export const COLOUR_PAIRS: readonly {
  readonly on: keyof typeof COLOURS;
  readonly of: keyof typeof COLOURS;
  readonly is: "text" | "line";
}[] = [
  { of: "ink", on: "paper", is: "text" },
  { of: "ink", on: "shade", is: "text" },
  { of: "ink", on: "mustGround", is: "text" },
  { of: "quiet", on: "paper", is: "text" },
  { of: "quiet", on: "shade", is: "text" },
  { of: "link", on: "paper", is: "text" },
  { of: "link", on: "shade", is: "text" },
  { of: "line", on: "paper", is: "line" },
  { of: "link", on: "paper", is: "line" },
  { of: "mustLine", on: "mustGround", is: "line" },
];

/** The style of the page: for a screen of any width, and for A4. */
export const STYLE = styleIn(COLOURS);

function styleIn({ ink, quiet, link, paper, shade, line, hair, mustGround, mustLine }: typeof COLOURS): string {
  return `
*{box-sizing:border-box}
html{font:100%/1.5 Georgia,"PT Serif","Noto Serif","DejaVu Serif",serif;color:${ink};background:${paper};-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:76rem;overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6,nav,table,figcaption,dt,.lead{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans","DejaVu Sans",Arial,sans-serif}
h1{font-size:2rem;line-height:1.2;margin:0 0 .25rem;text-wrap:balance}
h2{font-size:1.5rem;line-height:1.25;margin:3rem 0 .75rem;padding-top:.75rem;border-top:2px solid ${ink}}
h3{font-size:1.15rem;line-height:1.35;margin:2rem 0 .5rem;max-width:48rem}
h4{font-size:1rem;margin:1.5rem 0 .5rem}
p,ul,dl,.note{max-width:44rem}
p,ul,dl{margin:.5rem 0 1rem}
li{margin:.25rem 0}
.lead{color:${quiet};margin:0 0 1.5rem}
a{color:${link};text-underline-offset:.15em}
a:focus-visible,button:focus-visible,.scroll:focus-visible{outline:3px solid ${link};outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:${paper};padding:.5rem}
nav{background:${shade};padding:1rem 1.25rem;margin:1.5rem 0;font-size:.9375rem}
nav h2{font-size:1rem;margin:0 0 .5rem;padding:0;border:0}
nav ol{list-style:none;margin:0;padding:0}
nav ol ol{padding-left:1rem;font-size:.875rem}
nav li{margin:.2rem 0;line-height:1.35}
nav a{text-decoration:none}
nav ol ol a{display:block;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
nav a:hover,nav a:focus{text-decoration:underline}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.4rem 1.25rem}
dt{font-weight:600;font-size:.9375rem}
dd{margin:0}
.note{margin:1rem 0;padding:.25rem 0 .25rem 1rem;border-left:3px solid ${line};color:${quiet};font-size:.9375rem}
.note p{margin:.35rem 0}
.note p+p{padding-top:.35rem}
.must{padding:.5rem 1rem;border-left:6px solid ${mustLine};background:${mustGround};color:${ink};font-size:1rem}
.scroll{overflow-x:auto;margin:1rem 0 1.75rem}
table{border-collapse:collapse;font-size:.875rem;line-height:1.35;font-variant-numeric:tabular-nums lining-nums}
caption{text-align:left;font-weight:600;padding:0 0 .5rem;font-size:.9375rem}
caption span{display:block;position:sticky;left:0;max-width:min(48rem,calc(100vw - 2.5rem))}
th,td{padding:.4rem .6rem;vertical-align:top;text-align:left;border-bottom:1px solid ${hair}}
thead th{vertical-align:bottom;border-bottom:2px solid ${ink};font-weight:600}
tbody th{font-weight:400;min-width:9rem;max-width:26rem}
tbody tr:last-child>*{border-bottom:1px solid ${ink}}
td{max-width:40rem}
.f{text-align:right}
td.f,td.f span{white-space:nowrap}
tr>:nth-last-child(n+7)~td.f{white-space:normal}
.wide th,.wide td{padding:.4rem .35rem}
small{display:block;color:${quiet};font-size:.8125rem}
.again{color:${quiet}}
th.beneath{padding-left:1.75rem}
thead button{font:inherit;color:inherit;text-align:inherit;background:none;border:0;padding:0;margin:0;cursor:pointer}
thead button::after{content:"\\2195";color:${quiet};padding-left:.3em}
thead [aria-sort=ascending] button::after{content:"\\2191";color:${ink}}
thead [aria-sort=descending] button::after{content:"\\2193";color:${ink}}
figure{margin:1.25rem 0 2rem}
figure svg{max-width:100%;height:auto;display:block}
figcaption{font-weight:600;font-size:.9375rem;margin-bottom:.5rem}
@media (max-width:40rem){
h1{font-size:1.6rem}
h2{font-size:1.3rem}
dl{display:block}
dd{margin:0 0 .75rem}
tbody th{min-width:9.5rem;max-width:46vw;hyphens:auto}
th,td{padding:.35rem .4rem}
td.f{white-space:normal}
figure{overflow-x:auto}
figure svg{max-width:none;min-width:34rem}
}
@media (min-width:76rem){
body:not(.alone){display:grid;grid-template-columns:17rem minmax(0,1fr);column-gap:3rem}
header{grid-column:2}
nav{grid-column:1;grid-row:1/span 2;position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow-y:auto;margin:0}
main{grid-column:2}
}
@media print{
@page{size:A4;margin:16mm 14mm}
html{font-size:9.5pt}
body{display:block;max-width:none;padding:0}
p,ul,dl,h3,.note{max-width:none}
nav{position:static;max-height:none;background:none;padding:0;break-after:page}
a{color:inherit;text-decoration:none}
.skip{display:none}
.scroll{overflow:visible}
table{font-size:8.5pt;width:100%}
.wide{font-size:7pt}
.wide th,.wide td{padding:.25rem .3rem}
.wide tbody th{min-width:0}
td.f{white-space:normal}
thead{display:table-header-group}
figure svg{max-height:245mm}
tr,figure,.note p,dt,dd,li{break-inside:avoid}
h1,h2,h3,h4,caption,figcaption,dt{break-after:avoid}
h2{margin-top:1.5rem}
thead button::after{content:""}
p,li,dd{orphans:3;widows:3}
}
`;
}
