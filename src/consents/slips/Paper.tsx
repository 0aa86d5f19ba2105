import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Download } from '../../platform/contract.ts';

/** A4 or A5, whichever the printer holds: everything is measured from the width of the sheet. */
const sheet = `*{box-sizing:border-box}body{font:11pt/1.4 Arial,Helvetica,sans-serif;color:#000;background:#fff;margin:0 auto;padding:8mm;max-width:190mm}
h1{font-size:18pt;line-height:1.15;margin:0 0 2mm}h2,h3{font-size:11pt;margin:4mm 0 1mm}p{margin:0 0 2mm}.from{font-weight:bold}
table{border-collapse:collapse;width:100%;margin:2mm 0}caption{text-align:left;font-weight:bold;padding-bottom:1mm}
th,td{border:1px solid #555;padding:1.5mm 2mm;text-align:left;vertical-align:top}thead th,td{text-align:center}th small{display:block;font-weight:normal}
.box{display:inline-block;width:5mm;height:5mm;border:1.5px solid #000;vertical-align:middle}
.lines{display:grid;grid-template-columns:1fr 1fr;gap:3mm 5mm;margin:3mm 0}.lines p{border-bottom:1px solid #000;min-height:9mm;margin:0;font-size:9.5pt}.lines .wide{grid-column:1/-1}
.notice{font-size:8.5pt;line-height:1.35}.notice h2{font-size:9.5pt}.notice dl{margin:0;columns:2;column-gap:5mm}.notice div{break-inside:avoid}.notice dt,.notice dd{display:inline;margin:0}.notice dt{font-weight:bold}
.foot{display:flex;gap:4mm;align-items:center;margin-top:3mm;font-size:9.5pt}.foot .square{width:24mm;flex:none}.reference{font-size:8pt;margin:2mm 0 0}
.poster{text-align:center;font-size:18pt}.poster h1{font-size:38pt;margin:8mm 0}.poster .square{width:min(95mm,70vw);display:block;margin:8mm auto}.address{font-weight:bold;overflow-wrap:anywhere}
.hand{background:#eef3f3;padding:3mm;margin-bottom:5mm}@media(max-width:480px){.notice dl{columns:1}.lines{grid-template-columns:1fr}}
thead th{white-space:nowrap}@media print{.hand{display:none}body{padding:0}@page{margin:7mm}}
@media print and (max-width:160mm){body{font-size:8.5pt;line-height:1.3}h1{font-size:13pt;margin:0 0 1mm}p{margin:0 0 1mm}th,td{padding:.6mm 1.2mm}th small{font-size:7pt}
.box{width:4mm;height:4mm}.lines{gap:1mm 4mm;margin:1mm 0}.lines p{min-height:6.4mm;font-size:7.5pt}.notice,.notice h2{font-size:6.5pt;line-height:1.25}.notice h2{margin:1mm 0 .5mm}.foot{margin-top:1mm;font-size:7.5pt}.foot .square{width:15mm}.reference{font-size:6.5pt;margin:0}
.poster{font-size:13pt}.poster h1{font-size:26pt;margin:4mm 0}.poster .square{margin:4mm auto}}`;

/** A sheet to print, whole. */
export const drawSheet = (title: string, body: ReactNode, className?: string): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{sheet}</style>
      </head>
      <body className={className}>
        <main>
          <p className="hand">Imprimez cette page avec Ctrl&nbsp;P, sur du papier A4 ou A5. Cette ligne ne s’imprime pas.</p>
          {body}
        </main>
      </body>
    </html>,
  )}`;

export const asPaper = (fileName: string, content: string): Download => ({
  fileName,
  mediaType: 'text/html; charset=utf-8',
  content,
  isShown: true,
});
