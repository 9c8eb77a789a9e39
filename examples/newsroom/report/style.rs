//! How the page looks, beside the style of explanations: one column, tables that become lists on a telephone, dark where the reader
//! prefers it, and one language at a time where the browser can.

pub const STYLE: &str = "\
:root{--ink:#1c1d22;--soft:#555b6b;--line:#d9dce4;--paper:#fff;--tint:#f3f4f7;--mark:#a3341f}\
body{margin:0;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}\
.languages{display:flex;gap:1rem;justify-content:flex-end;max-width:72rem;margin:0 auto;padding:.6rem 1rem}\
a{color:var(--mark)}\
a:focus-visible,summary:focus-visible{outline:3px solid var(--mark);outline-offset:2px}\
.whole{max-width:72rem;margin:0 auto;padding:0 1rem 3rem}\
.whole h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0}\
.whole h2{font-size:1.45rem;line-height:1.25;margin:2.5rem 0 .6rem;padding-top:.8rem;border-top:3px solid var(--mark)}\
.whole h3{font-size:1.15rem;line-height:1.3;margin:1.6rem 0 .4rem}\
.whole p{max-width:48rem;margin:.4rem 0 .8rem}\
.whole .thidua{padding:.5rem 0;max-width:none}\
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem;margin:1rem 0}\
.figures div{display:flex;flex-direction:column-reverse;justify-content:flex-end;border:1px solid var(--line);border-left:.4rem solid var(--mark);border-radius:.3rem;padding:.6rem .8rem}\
.figures dt{color:var(--soft);font-size:.9rem}\
.figures dd{margin:0;font-size:1.3rem;font-weight:600}\
.scroll{overflow-x:auto;margin:1rem 0}\
.whole table{border-collapse:collapse;width:100%}\
.whole caption{text-align:left;font-weight:600;padding:.3rem 0}\
.whole th,.whole td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}\
.whole thead th{border-bottom:2px solid var(--soft)}\
.whole tbody th{font-weight:400}\
.whole .n{text-align:right;font-variant-numeric:tabular-nums}\
.steps{padding-left:1.4rem}\
.steps li{margin:.5rem 0}\
.steps time{color:var(--soft);font-variant-numeric:tabular-nums}\
.until{color:var(--soft);display:block}\
details{border:1px solid var(--line);border-radius:.3rem;margin:.8rem 0;padding:0 .8rem}\
summary{cursor:pointer;padding:.6rem 0;font-weight:600}\
code{overflow-wrap:anywhere;font-size:.85rem}\
@supports selector(:has(a)){\
body:not(:has(#en:target,#en :target)) #en,body:has(#en:target,#en :target) #vi{display:none}}\
@media(max-width:40rem){\
.whole thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
.whole table,.whole tbody,.whole tr,.whole th,.whole td,.whole caption{display:block}\
.whole tr{border-bottom:1px solid var(--line);padding:.4rem 0}\
.whole th,.whole td{border:0;padding:.1rem 0}\
.whole tbody th{font-weight:600}\
.whole .n{text-align:left}\
.whole td[data-h]:not(:empty)::before{content:attr(data-h) ': ';color:var(--soft)}}\
@media(prefers-color-scheme:dark){:root{--ink:#e8e9ee;--soft:#a9afbf;--line:#454a58;--paper:#17181c;--tint:#23252c;--mark:#e0735c}}\
@media print{.languages,.whole>header nav{display:none}.whole{max-width:none}.whole tr,.steps li{break-inside:avoid}}";
