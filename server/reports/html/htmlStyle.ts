/** A page for screens of every width and for A4 paper; no font is fetched. */
export const htmlStyle = `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 50rem; padding: 2rem 1.25rem 4rem; background: #fff; color: #131a26;
  font: 1.0625rem/1.8 'FangSong', 'STFangsong', 'Noto Serif SC', 'Songti SC', 'SimSun', serif; }
.red { color: #d7000f; text-align: center; font-size: clamp(1.5rem, 7vw, 2.75rem); font-weight: 700; line-height: 1.4;
  letter-spacing: 0.08em; margin: 0; }
.number { text-align: center; margin: 0; }
.sender { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0 1rem;
  border-bottom: 3px solid #d7000f; margin: 0; }
.draft { text-align: center; color: #b3261e; border: 1px solid; padding: 0.25rem; font-weight: 700; }
h1 { text-align: center; font-size: 1.5rem; line-height: 1.5; margin: 1.5rem 0 1rem; text-wrap: balance; }
h2, h3, h4 { font-family: 'SimHei', 'Noto Sans SC', 'PingFang SC', sans-serif; font-size: 1.125rem; margin: 1.25rem 0 0.5rem;
  break-after: avoid; }
:lang(zh) p.text { text-indent: 2em; text-align: justify; }
p { margin: 0 0 0.5rem; }
p.note, .imprint { font-size: 0.8125rem; color: #475163; }
.wide { overflow-x: auto; margin: 0.75rem 0; }
.wide:focus-visible { outline: 2px solid #2a62b8; }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; line-height: 1.5; border-top: 2px solid #000;
  border-bottom: 2px solid #000; font-variant-numeric: tabular-nums; }
caption { font-weight: 700; padding: 0.25rem 0; }
th { border-bottom: 1px solid #000; padding: 0.25rem 0.4rem; white-space: pre-line; }
td { border-bottom: 1px solid #d9d9d9; padding: 0.2rem 0.4rem; text-align: center; }
td.start { text-align: left; }
td.end { text-align: right; }
.muted td, .gap td { color: #67728a; }
.bad td { color: #c00000; }
figure { margin: 1rem 0; break-inside: avoid; }
figcaption { text-align: center; font-weight: 700; font-size: 0.9375rem; }
figure img { display: block; width: 100%; height: auto; }
.signature { text-align: right; padding-right: 4em; margin: 2rem 0; }
.imprint { border-top: 1px solid; border-bottom: 1px solid; margin-top: 2rem; padding: 0.5rem 0; overflow-wrap: anywhere; }
a { color: #1f4e9c; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 12pt; }
  a { color: inherit; text-decoration: none; }
  tr { break-inside: avoid; }
  .annex { break-before: page; }
}
`;
