/*b40f6ba8b51b3a52*/
(function (exports, require, module, __filename, __dirname) {
"use strict";exports.id=530,exports.ids=[530],exports.modules={6592:((e,t,n)=>{n.d(t,{J:()=>cut,d:()=>byteLength});let r=/[\ud800-\udbff]$/;function cut(e,t){if(e.length<=t)return e;let n=e.slice(0,Math.max(0,t-1));return`${r.test(n)?n.slice(0,-1):n}\u2026`}function byteLength(e){let t=0;for(let n=0;n<e.length;n+=1){let r=e.charCodeAt(n);t+=r<128?1:r<2048||r>=55296&&r<=57343?2:3}return t}}),5944:((e,t,n)=>{n.d(t,{QK:()=>finishedOf,a4:()=>tasksOf,fx:()=>firstFailure,no:()=>board});var r=n(9334),i=n(8675);function linesTo(e,t){let n=e.tasks[e.byId.get(t.id)??-1];if(n===void 0)return[];let idOf=t=>e.tasks[t]?.task.id,r=n.needs.flatMap(e=>idOf(e)??[]),i=r.length===0&&n.parent>=0?idOf(n.parent):void 0;return[...r.map(e=>({from:e,to:t.id,kind:`needs`})),...i===void 0?[]:[{from:i,to:t.id,kind:`holds`}]]}function board(e,t){let n=(0,r.rj)(e),a=n.conclusion===null||n.conclusion===`paused`;return{model:n,lines:n.rows.flatMap(t=>linesTo(e,t)),gates:a?(0,i.Qf)(e,t):[]}}let a=new Set([`success`,`failure`,`skipped`]),tasksOf=({rows:e})=>e.filter(({role:e})=>e===`task`),finishedOf=e=>tasksOf(e).filter(({status:e})=>a.has(e));function firstFailure({rows:e}){let t=e.filter(({status:e,failure:t})=>e===`failure`&&t!==null);return t.find(e=>!(0,r.mY)(e))??t[0]}}),257:((e,t,n)=>{n.d(t,{I:()=>timeline});function ending(e){return e.type===`task.succeeded`?{end:e.at,ended:`success`}:e.type===`task.failed`?{end:e.at,ended:`failure`}:e.type===`task.cancelled`?{end:e.at,ended:`cancelled`}:null}function change(e,t){let n=e?.list[e.at];e!==void 0&&n!=null&&(e.list[e.at]={...n,...t})}function ask(e,t){let n=t===e?void 0:t?.list[t.at];t!==void 0&&t!==e&&(t.list[t.at]=null),change(e,{people:!0,...n==null?{}:{start:n.start}})}function barsOf({header:e,entries:t},n){let r=[],i=new Map;for(let a of t){if(a.type===`task.started`){let{task:t,n,at:o}=a;i.set(t,{list:r,at:r.length}),r.push({task:t,epoch:e.epoch,n,start:o,end:null,ended:null});continue}let t=`task`in a?i.get(a.task):void 0;if(a.type===`gate.requested`&&t!==void 0){ask(t,n.get(a.task)),n.set(a.task,t);continue}let o=ending(a);o!==null&&`task`in a&&(change(t??n.get(a.task),o),i.delete(a.task),n.delete(a.task))}return r}function timeline(e){let t=new Map,n=[...e].sort((e,t)=>e.header.epoch-t.header.epoch).map(e=>barsOf(e,t)).flatMap(e=>e.flatMap(e=>e??[])).sort((e,t)=>e.start-t.start||e.epoch-t.epoch),r=null,i=null;for(let{entries:t}of e)for(let{at:e}of t)(r===null||e<r)&&(r=e),(i===null||e>i)&&(i=e);return{start:r,end:i,bars:n}}}),7394:((e,t,n)=>{n.d(t,{RE:()=>attemptLogs,kP:()=>insideOf,zP:()=>readFrom});var r=n(8067),i=n(7825),a=n(257),o=n(3024),s=n(6760);function insideOf({state:e},t){let n=new Set([t]);for(let{task:t,parent:r}of e.tasks){let i=e.tasks[r]?.task.id;i!==void 0&&n.has(i)&&n.add(t.id)}return n}let c=[`out`,`err`];function partsIn(e){let t=new Map;for(let n of namesIn(e)){let[e,r,i,a,o]=n.split(`.`);if(i===void 0||o!==void 0||!c.some(e=>e===a))continue;let s=`${e??``}.${r??``}`,l=t.get(s);l===void 0?t.set(s,[n]):l.push(n)}return t}function namesIn(e){try{return(0,o.readdirSync)(e).sort()}catch{return[]}}function filesOf(e,t,n){let r=`${(0,i.tZ)(e,t.task)}.${t.epoch}-${t.n}`,a=n.get((0,s.basename)(r))??[];return[...c.map(e=>`${r}.${e}`),...a.map(e=>(0,s.join)((0,s.dirname)(r),e))]}function endings(e){let t=new Map;for(let{header:n,entries:r}of e.segments)for(let e of r)(e.type===`task.succeeded`||e.type===`task.failed`)&&t.set(`${e.task} ${n.epoch} ${e.n}`,e);return t}function attemptLogs(e,t,n){let i=new Set(e.state.tasks.flatMap(({task:e})=>(0,r.IZ)(e)||e.work.type===`approval`?[e.id]:[])),o=endings(e),s=partsIn(e.folder.logs);return(0,a.I)(e.segments).bars.filter(e=>!i.has(e.task)).filter(e=>(t===null||t.has(e.task))&&(!n||e.ended===`failure`)).map(t=>({bar:t,files:filesOf(e.folder,t,s),ending:o.get(`${t.task} ${t.epoch} ${t.n}`)}))}function readFrom(e,t,n){let r;try{r=(0,o.openSync)(e,`r`)}catch{return t}try{let e=t,{size:i}=(0,o.fstatSync)(r);for(;e<i;){let t=new Uint8Array(Math.min(65536,i-e)),a=(0,o.readSync)(r,t,0,t.length,e);if(a===0)break;n(t.subarray(0,a)),e+=a}return e}finally{(0,o.closeSync)(r)}}}),8652:((e,t,n)=>{n.r(t),n.d(t,{REPORT_VERSION:()=>d,handle:()=>handle}),n(5034);var r=n(2730),i=n(9992),a=n(450),o=n(2866),s=n(4401),c=n(5731),l=n(3024),u=n(6760);let d=1;async function handle(e){let{args:t,flags:n,world:d}=e,f=(0,o.Jc)(e,t[0]??`latest`);if(!f.ok)return(0,a.c)(d,f.error);let p=(0,o.Iy)(f.value);if(!p.ok)return(0,a.c)(d,p.error);let m=await(0,s.zG)(e,p.value.plan),h=(0,c.reportOf)(p.value,(0,i.MR)(p.value,d,m),{url:null,commit:``,driven:(0,o.SV)(p.value.folder)!==void 0,concealed:d.concealed??[],state:(0,o.FK)(e)}),g=n.text(`output`)??`report-${p.value.folder.id}.html`;if(g===`-`)return d.out.write(h),r.d.done;let _=(0,u.resolve)(d.directory,g);try{(0,l.writeFileSync)(_,h)}catch(e){let t=`the report could not be written: ${e instanceof Error?e.message:String(e)}`;return(0,a.c)(d,{exit:r.d.infrastructure,message:t,help:`name another file with -o`})}let{id:v}=p.value.folder,y=Buffer.byteLength(h);return d.out.write(n.on(`json`)?(0,i.ZH)({schemaVersion:1,run_id:v,path:_,bytes:y}):`${_}\n`),r.d.done}}),5731:((e,t,n)=>{n.d(t,{reportOf:()=>reportOf}),n(5034);var r=n(8410),i=n(857),a=n(3049),o=n(5936),s=n(8067),c=n(9334),l=n(5300),u=n(8675),d=n(6465),f=n(9992),p=n(8614),m=n(2931),h=n(6410),g=n(6592),_=n(257),v=n(7394),y=n(5944),b=n(3024);let x=Symbol(`html`),S={"&":`&amp;`,"<":`&lt;`,">":`&gt;`,'"':`&quot;`,"'":`&#39;`,"`":`&#96;`},escaped=e=>(0,r.D)(e).replace(/[&<>"'`]/g,e=>S[e]??``),isMany=e=>Array.isArray(e);function written(e){return typeof e==`number`?String(e):typeof e==`string`?escaped(e):isMany(e)?e.map(e=>e[x]).join(``):e[x]}let C=new WeakMap;function narrowed(e){let t=C.get(e)??e.map((t,n)=>{let r=t.replace(/>\s*\n\s*</g,`><`).replace(/\s*\n\s*/g,`
`);return n===e.length-1?r.trimEnd():r});return C.set(e,t),t}let html=(e,...t)=>({[x]:narrowed(e).reduce((e,n,r)=>`${e}${written(t[r-1]??``)}${n}`)}),asWritten=e=>({[x]:e}),w=asWritten(``),markup=e=>e[x],T={succeeded:`\u2705`,failed:`\u274c`,running:`\ud83d\udd35`,pending:`\u26aa`,waiting:`\u270b`,skipped:`\u23ed\ufe0f`,cancelled:`\ud83d\udeab`,cached:`\u267b\ufe0f`,"timed out":`\u23f1\ufe0f`},E={pending:`pending`,running:`running`,waiting:`waiting`,success:`succeeded`,failure:`failed`,skipped:`skipped`,cancelled:`cancelled`,upstream_failed:`skipped`},isLate=({failure:e})=>e?.kind===`timeout`||e?.kind===`idle`;function wordOf(e){return e.reused?`cached`:e.status===`waiting`&&e.type!==`approval`?`pending`:e.status===`failure`&&isLate(e)?`timed out`:E[e.status]}let iconOf=e=>T[wordOf(e)];function causeOf(e){let t=e.message.trim().split(`
`).findLast(e=>e.trim()!==``)??``,n=e.kind===`agent-exit`&&e.code!==null?` (exit ${e.code})`:``;return t===``?`${e.kind}${n}`:`${(0,r.T)(t,120)}${n}`}function resultOf(e){let t=e.attempts>1?`attempt ${e.attempts}${e.status===`failure`?`/${e.maxAttempts}`:``}`:``,said=e=>[e,t].filter(e=>e!==``).join(` \u00b7 `);switch(e.status){case`success`:return e.reused?`cached${e.reason===null?``:`: ${e.reason}`}`:t;case`failure`:return said(e.failure===null?e.reason??`failed`:causeOf(e.failure));case`running`:return said(`running`);case`waiting`:return said(e.type===`approval`?`waiting for an answer`:`waiting`);case`pending`:{let t=e.waitsFor.length-3,n=e.waitsFor.slice(0,3).join(`, `);return n===``?`pending`:`after ${n}${t>0?` and ${t} more`:``}`}default:return`${E[e.status]}${e.reason===null?``:`: ${e.reason}`}`}}let plural=(e,t)=>`${e} ${e===1?t:`${t}s`}`,tookOf=({startedAt:e,finishedAt:t})=>e===null||t===null?``:(0,s.mf)(t-e),moneyOf=({usage:e})=>e.costUsd===0?``:(0,d.rs)(e.costUsd);function factsOf(e){let t=(0,y.a4)(e).length;return[`${(0,y.QK)(e).length}/${plural(t,`task`)}`,tookOf(e),moneyOf(e)].filter(e=>e!==``).join(`, `)}function failureVerdict(e){let t=(0,y.fx)(e),n=e.stop?.kind;if(n===`timeout`||n===`budget`)return{word:`timed out`,words:n===`budget`?`ran out of budget`:`ran out of time`,task:null,cause:e.stop===null?``:(0,c.IC)(e.stop)};if((0,c.Jo)(e))return{word:`cancelled`,words:`was rolled back`,task:null,cause:``};if(t!==void 0){let e=t.attempts>1?` after ${t.attempts} attempts`:``,n=t.failure===null?``:`${causeOf(t.failure)}${e}`;return{word:isLate(t)?`timed out`:`failed`,words:`failed at`,task:t.id,cause:n}}let[r]=e.missing;if(r!==void 0)return{word:`failed`,words:`failed`,task:null,cause:`it gave no ${r}`};let[i]=(0,c.cT)(e);return{word:`failed`,words:`failed`,task:null,cause:i===void 0?``:`required but skipped: ${i.id}`}}function pausedVerdict({model:e,gates:t}){let[n]=t;return n===void 0?{word:`waiting`,words:`is paused`,task:null,cause:e.paused===null?``:(0,u.Iy)(e.paused)}:{word:`waiting`,words:`needs a decision:`,task:n.id,cause:``}}function verdictOf(e){let{model:t,gates:n}=e;switch(t.conclusion){case`success`:return{word:`succeeded`,words:`succeeded`,task:null,cause:``};case`cancelled`:return{word:`cancelled`,words:`was cancelled`,task:null,cause:``};case`paused`:return pausedVerdict(e);case`failure`:return failureVerdict(t);default:{let e=n[0];return e===void 0?{word:`running`,words:`is running`,task:null,cause:``}:{word:`waiting`,words:`needs a decision:`,task:e.id,cause:``}}}}let verdict=e=>({...verdictOf(e),facts:factsOf(e.model)}),D={tasks:0,succeeded:0,failed:0,attempts:0,inputTokens:0,outputTokens:0,costUsd:0,millis:0};function shares({rows:e}){let t=new Map;for(let n of e){if((0,c.mY)(n)||n.type===`approval`||n.attempts===0)continue;let{agent:e,usage:r,startedAt:i,finishedAt:a,status:o,attempts:s}=n,l=t.get(e)??{agent:e,...D},u=l.costUsd===null||r.costUsd===null?null:l.costUsd+r.costUsd;t.set(e,{agent:e,tasks:l.tasks+1,succeeded:l.succeeded+ +(o===`success`),failed:l.failed+ +(o===`failure`),attempts:l.attempts+s,inputTokens:l.inputTokens+r.inputTokens,outputTokens:l.outputTokens+r.outputTokens,costUsd:u===null?null:(0,c.TG)(u),millis:l.millis+(i===null||a===null?0:a-i)})}return[...t.values()]}function shareLine(e){let t=e.tasks===0?``:`${e.succeeded} of ${e.tasks}`;return html`<tr>
    <td>${e.agent===null?`commands`:(0,r.T)(e.agent,120)}</td>
    <td class="num">${t}</td>
    <td class="num">${e.failed}</td>
    <td class="num">${e.attempts}</td>
    <td class="num">${(0,s.mf)(e.millis)}</td>
    <td class="num">${(0,d.lT)(e.inputTokens)}</td>
    <td class="num">${(0,d.lT)(e.outputTokens)}</td>
    <td class="num">${e.costUsd===0?``:(0,d.rs)(e.costUsd)}</td>
  </tr>`}function healthLine(e){let t=e.of===0?``:`${e.succeeded} of ${e.of}`,n=e.lastFailure===null?``:`${e.lastFailure.outcome}: ${e.lastFailure.message}`;return html`<tr>
    <td>${(0,r.T)(e.agent,120)}</td>
    <td>${(0,r.T)(e.runner,120)}</td>
    <td>${e.state}</td>
    <td class="num">${e.failures}</td>
    <td class="num">${t}</td>
    <td>${(0,r.T)(n,300)}</td>
  </tr>`}let healthTable=e=>e.length===0?w:html`<h3>How these agents have been doing here, over all runs</h3>
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th>Agent</th>
                <th>Runner</th>
                <th>State</th>
                <th class="num">Failures in a row</th>
                <th class="num">Succeeded</th>
                <th>Last failure</th>
              </tr>
            </thead>
            <tbody>
              ${e.map(healthLine)}
            </tbody>
          </table>
        </div>`,amount=(e,t,n)=>t===null?[]:[html`<li>
          ${e}: ${n(t.spent)} of
          ${n(t.limit)}${t.over>0?`, ${n(t.over)} over`:``}
        </li>`];function moneyLines({board:e}){let{budget:t,passed:n,savings:i,closed:a,alerts:o}=e.model;return[...t===null?[]:[...amount(`Money`,t.cost,d.E9),...amount(`Tokens`,t.tokens,d.lT)],...n.map(({task:e})=>html`<li>The budget of ${(0,r.T)(e,120)} was passed</li>`),...i.tasks===0?[]:[html`<li>${(0,d.Zt)(i)}</li>`],...a.map(({pool:e,until:t})=>html`<li>The quota of ${(0,r.T)(e,120)} was used up until ${(0,s.t_)(t)}</li>`),...o.map(e=>html`<li>${(0,r.T)((0,c.S7)(e),300)}</li>`)]}function agentsSection(e){let t=shares(e.board.model),n=moneyLines(e);return t.length===0&&n.length===0?w:html`<section id="agents">
    <h2>Agents and costs</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>Agent</th>
            <th class="num">Succeeded</th>
            <th class="num">Failed</th>
            <th class="num">Attempts</th>
            <th class="num">Time</th>
            <th class="num">Tokens in</th>
            <th class="num">Tokens out</th>
            <th class="num">Cost</th>
          </tr>
        </thead>
        <tbody>
          ${t.map(shareLine)}
        </tbody>
      </table>
    </div>
    ${n.length===0?w:html`<ul>
            ${n}
          </ul>`}${healthTable(e.health)}
  </section> `}function values(e,t){return Object.keys(t).length===0?w:html`<h3>${e}</h3>
    <pre>${(0,g.J)(JSON.stringify(t,null,2),262144)}</pre>`}function valuesSection({inputs:e,outputs:t}){return Object.keys(e).length+Object.keys(t).length===0?w:html`<section id="values">
    <h2>In and out</h2>
    ${values(`Inputs`,e)}${values(`Outputs`,t)}
  </section> `}let O=1e4,k=1e3,rowsOf=({model:e})=>e.rows.filter(({role:e,status:t})=>e===`task`||t!==`pending`),anchorOf=e=>`t-${e+1}`,classOf=e=>wordOf(e).replace(` `,`-`);function spanOf({tries:e,board:t,driven:n,madeAt:r}){let[i,a]=[1/0,-1/0];for(let t of e.values())for(let e of t)i=Math.min(i,e.start),a=Math.max(a,e.end??e.start);if(i===1/0)return null;let{finishedAt:o}=t.model;return{start:i,length:Math.max(1,Math.max(a,o??(n?r:null)??a)-i)}}let at=(e,t)=>Math.min(k,Math.max(0,Math.round((t-e.start)/e.length*k))),kindOf=({ended:e,people:t})=>t===!0?`people`:e??`open`,A={people:`waited for people`,open:`no end`,success:`succeeded`,failure:`failed`,cancelled:`cancelled`};function bar(e,t){let n=Math.min(at(t,e.start),997),r=e.end??t.start+t.length,i=Math.max(3,at(t,r)-n),a=[`attempt ${e.n}`,...e.epoch>1?[`start ${e.epoch} of the run`]:[],A[kindOf(e)]??``,`${(0,s.Yi)(e.start,0)} UTC`,(0,s.mf)(r-e.start)];return html`<rect class="b-${kindOf(e)}" x="${n}" y="3" width="${i}" height="14" rx="2"
    ><title>${a.join(`, `)}</title></rect
  >`}function drawing$1(e,t){return t===null||e.length===0?w:html`<svg
    viewBox="0 0 ${k} 20"
    preserveAspectRatio="none"
    role="img"
    aria-label="${plural(e.length,`attempt`)}"
  >
    ${e.map(e=>bar(e,t))}
  </svg>`}let took=({startedAt:e,finishedAt:t,reused:n})=>e===null||t===null||n?null:t-e;function rowLine(e,t,n,i){let{usage:a,reused:o,depth:l,agent:u,type:f}=e,p=took(e),m=a.costUsd===0||o?``:(0,d.rs)(a.costUsd),h=(0,r.T)(e.id,120);return html`<tr
    class="s-${classOf(e)}"
    data-n="${t}"
    data-t="${p??-1}"
    data-c="${a.costUsd??-1}"
  >
    <td class="word"><span aria-hidden="true">${iconOf(e)}</span> ${wordOf(e)}</td>
    <td class="d${Math.min(l,6)}"><a href="#${anchorOf(t)}">${h}</a></td>
    <td class="who">${(0,r.T)(u??(f===`approval`?`people`:f),120)}</td>
    <td class="num">${p===null?``:(0,s.mf)(p)}</td>
    <td class="num">${m}</td>
    <td class="gantt">${(0,c.mY)(e)?w:drawing$1(n.tries.get(e.id)??[],i)}</td>
    <td class="said">${(0,r.T)(resultOf(e),200)}</td>
  </tr> `}function axis(e){if(e===null)return html`When`;let t=Array.from({length:5},(t,n)=>n/4*e.length);return html`<div class="axis">
    ${t.map(t=>html`<span>${t===0?(0,s.Yi)(e.start,0):`+${(0,s.mf)(t)}`}</span>`)}
  </div>`}let j=html`<div class="controls" hidden>
  <label>Find <input type="search" id="find" autocomplete="off" /></label>
  <label><input type="checkbox" id="bad" /> only what did not succeed</label>
  <label
    >Order
    <select id="order">
      <option value="n">as in the file</option>
      <option value="t">longest first</option>
      <option value="c">dearest first</option>
    </select></label
  >
  <span id="count" role="status"></span>
</div>`;function tasksSection(e){let t=rowsOf(e.board),n=t.slice(0,O),r=spanOf(e),i=t.length-n.length;return html`<section id="tasks">
    <h2>Tasks</h2>
    ${j}
    <div class="wide" tabindex="0" role="region" aria-label="Tasks and when they ran">
      <table class="tasks">
        <thead>
          <tr>
            <th>State</th>
            <th>Task</th>
            <th class="who">Agent</th>
            <th class="num">Time</th>
            <th class="num">Cost</th>
            <th class="gantt">${axis(r)}</th>
            <th class="said">Result</th>
          </tr>
        </thead>
        <tbody>
          ${n.map((t,n)=>rowLine(t,n,e,r))}
        </tbody>
      </table>
    </div>
    <p class="key">
      <span class="k b-success"></span> succeeded <span class="k b-failure"></span> failed
      <span class="k b-open"></span> no end <span class="k b-cancelled"></span> cancelled
      <span class="k b-people"></span> waited for people; times are UTC
    </p>
    ${i===0?w:html`<p>${plural(i,`task`)} more not shown.</p>`}
  </section> `}let block=(e,t)=>html`<h4>${e}</h4>
    <pre>${t}</pre>`,marked=e=>e.split("`").map((e,t)=>t%2==1?html`<code>${e}</code>`:html`${e}`);function failureText(e,t){let{failure:n}=e;if(n===null)return w;let{sentence:r,hint:i}=((0,c.mY)(e)?m.tw[n.kind]:void 0)??m.EM[n.kind],a=n.message.trim()===``?w:html`<pre class="bad">${(0,g.J)(n.message.trim(),t)}</pre>`;return html`${a}
    <p>${r}. ${marked(i)}</p>`}let tokensOf=({usage:e})=>e===null||e.inputTokens+e.outputTokens===0?``:`${(0,d.lT)(e.inputTokens)} in, ${(0,d.lT)(e.outputTokens)} out`;function tryLine(e){let{epoch:t,n,start:i,end:a,ended:o,failure:c,usage:l,people:u}=e,f=c===null?u===!0?`waited for people`:o??`no end`:causeOf(c);return html`<tr>
    <td>${t>1?`${t}.`:``}${n}</td>
    <td>${(0,s.Yi)(i,0)}</td>
    <td class="num">${a===null?``:(0,s.mf)(a-i)}</td>
    <td class="num">${l===null||l.costUsd===0?``:(0,d.rs)(l.costUsd)}</td>
    <td class="num">${tokensOf(e)}</td>
    <td>${(0,r.T)(f,300)}</td>
  </tr>`}function onlyTry(e){let t=tokensOf(e);return html`<p>Started ${(0,s.Yi)(e.start,0)} UTC${t===``?``:`, tokens: ${t}`}.</p>`}function triesTable(e){let[t]=e;if(t===void 0)return w;if(e.length===1&&t.ended===`success`)return onlyTry(t);let n=e.length-50;return html`<table>
      <thead>
        <tr>
          <th>Attempt</th>
          <th>Start</th>
          <th class="num">Time</th>
          <th class="num">Cost</th>
          <th class="num">Tokens</th>
          <th>Ended with</th>
        </tr>
      </thead>
      <tbody>
        ${e.slice(-50).map(tryLine)}
      </tbody>
    </table>
    ${n>0?html`<p>${n} earlier attempts not shown.</p>`:w}`}function ending(e,t){if(e.length<=t)return e;let n=e.slice(-t),r=n.indexOf(`
`);return`\u2026\n${r<0?n:n.slice(r+1)}`}function detailOf(e,t,n,i){let a=i.asked===0?``:e.asked(t.id),o=e.said(t.id,{output:i.output,log:i.log}),s=t.origin===null?``:`Made by ${t.origin} while the run went on. `,c=e.needs.get(t.id)??[],l=c.length===0?``:`After ${c.join(`, `)}. `;return html`<details class="task s-${wordOf(t).replace(` `,`-`)}" id="${anchorOf(n)}">
    <summary>
      <span aria-hidden="true">${iconOf(t)}</span> ${(0,r.T)(t.id,120)}
      <small>${wordOf(t)}</small>
    </summary>
    <p>${(0,r.T)(`${s}${l}${resultOf(t)}`,1e3)}</p>
    ${failureText(t,i.log)}${triesTable(e.tries.get(t.id)??[])}${a===``?w:block(`Asked, as written`,(0,g.J)(a,i.asked))}${o.output===null||i.output===0?w:block(`Gave`,(0,g.J)(o.output,i.output))}${o.log===null||i.log===0?w:block(`Wrote`,ending(o.log,i.log))}
  </details> `}let command=e=>html`<pre class="do">${e}</pre>`;function nextSection({board:e,run:t,driven:n}){let{model:r,gates:i}=e;if(r.conclusion===`success`||n&&i.length===0)return w;let a=i.map(e=>{let{approve:n,reject:r}=(0,u.Tp)(t,e);return html`<p>${e.question?.prompt??`the question has been lost`}</p>
      ${command(`${n}\n${r}`)}`});return html`<section id="next">
    <h2>What to do</h2>
    ${a}
    <p>Where the run's state lies, go on; what succeeded is kept:</p>
    ${command(`agent-orchestrator resume ${t}`)}
  </section> `}function failuresSection({board:e}){let t=new Map(rowsOf(e).map((e,t)=>[e.id,t])),n=(0,c.e9)(e.model).filter(e=>!(0,c.mY)(e));if(n.length===0)return w;let i=n.slice(0,20).map(e=>{let n=e.attempts>1?` after ${e.attempts} attempts`:``;return html`<article>
      <h3>
        <span aria-hidden="true">${iconOf(e)}</span>
        <a href="#${anchorOf(t.get(e.id)??0)}">${(0,r.T)(e.id,120)}</a
        ><small>${n}</small>
      </h3>
      ${failureText(e,6e3)}
    </article> `}),a=n.length-i.length;return html`<section id="failures">
    <h2>What went wrong</h2>
    ${i}${a>0?html`<p>${plural(a,`failed task`)} more: see the table.</p>`:w}
  </section> `}let[M,N,P,F]=[170,34,14,46];function depths(e,t){let n=new Map,r=e.map(({id:e})=>e).toReversed(),i=new Set;for(let e=r.pop();e!==void 0;e=r.pop()){if(n.has(e))continue;let a=i.has(e)?[]:(t.get(e)??[]).filter(e=>!n.has(e));i.add(e),a.length>0?r.push(e,...a):n.set(e,Math.max(-1,...(t.get(e)??[]).map(e=>n.get(e)??-1))+1)}return n}function spots(e,t){let n=new Map;for(let{from:e,to:r}of t)n.set(r,[...n.get(r)??[],e]);let r=depths(e.map(([e])=>e),n),i=[];for(let t of e)(i[r.get(t[0].id)??0]??=[]).push(t);let a=new Map;for(let[e,t]of Array.from(i,e=>e??[]).entries()){let middle=([e])=>{let t=(n.get(e.id)??[]).flatMap(e=>a.get(e)?.y??[]);return t.length===0?0:t.reduce((e,t)=>e+t,0)/t.length},r=e===0?t:t.toSorted((e,t)=>middle(e)-middle(t));for(let[t,[n,i]]of r.entries())a.set(n.id,{row:n,index:i,x:e*(M+F),y:t*(N+P)})}return a}function arrow({from:e,to:t,kind:n},r){let[i,a]=[r.get(e),r.get(t)];if(i===void 0||a===void 0)return w;let[o,s,c,l]=[i.x+M,i.y+N/2,a.x,a.y+N/2],u=Math.max(F/2,(c-o)/2);return html`<path class="l-${n}" d="M${o} ${s}C${o+u} ${s} ${c-u} ${l} ${c} ${l}" />`}let node=({row:e,index:t,x:n,y:i})=>html`<a href="#${anchorOf(t)}"
    ><g class="n s-${classOf(e)}"
      ><title>${(0,r.T)(e.id,200)}: ${wordOf(e)}</title
      ><rect x="${n+.5}" y="${i+.5}" width="${M}" height="${N}" rx="6" /><text
        x="${n+10}"
        y="${i+22}"
        >${iconOf(e)} ${(0,r.T)(e.id,22)}</text
      ></g
    ></a
  >`;function drawing(e,t){let n=new Set(e.map(([{id:e}])=>e)),r=t.filter(({from:e,to:t})=>n.has(e)&&n.has(t)),i=spots(e,r),edge=e=>Math.max(0,...[...i.values()].map(e))+2,[a,o]=[edge(({x:e})=>e+M),edge(({y:e})=>e+N)];return html`<div class="wide graph" tabindex="0" role="region" aria-label="Graph of the tasks">
    <svg width="${a}" height="${o}" viewBox="0 0 ${a} ${o}">
      ${r.map(e=>arrow(e,i))}${[...i.values()].map(node)}
    </svg>
  </div>`}function graphSection(e){let t=rowsOf(e).map((e,t)=>[e,t]),n=[t,t.filter(([{depth:e}])=>e===0)].find(e=>e.length>1&&e.length<=300);if(n===void 0)return t.length<2?w:html`<section id="graph">
          <h2>Graph</h2>
          <p>${t.length} tasks are too many for a drawing; the table has them all.</p>
        </section> `;let r=t.length-n.length,i=r===0?w:html`<p>Without what is inside of groups: ${r} tasks.</p>`;return html`<section id="graph">
    <h2>Graph</h2>
    ${drawing(n,e.lines)}${i}
  </section> `}let I=`
:root{--bg:#fff;--fg:#1f2328;--dim:#59636e;--line:#d1d9e0;--soft:#f6f8fa;--link:#0969da;--ok:#1a7f37;--bad:#cf222e;--run:#0969da;--ask:#9a6700;--off:#818b98;--badsoft:#ffebe9}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9198a1;--line:#3d444d;--soft:#151b23;--link:#4493f8;--ok:#3fb950;--bad:#f85149;--run:#4493f8;--ask:#d29922;--off:#656c76;--badsoft:#25171c}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem clamp(.75rem,3vw,2.5rem) 3rem;max-width:1600px;background:var(--bg);color:var(--fg);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
a{color:var(--link)}a:focus-visible,[tabindex]:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:1px}
header{border-left:6px solid var(--off);padding:.25rem 0 .25rem 1rem}
header.w-succeeded{border-color:var(--ok)}header.w-failed,header.w-timed-out{border-color:var(--bad)}header.w-running{border-color:var(--run)}header.w-waiting{border-color:var(--ask)}
h1{font-size:1.5rem;margin:.2rem 0;overflow-wrap:anywhere}h1 small{font-weight:400;font-size:1rem;color:var(--dim)}
h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1rem;margin:1rem 0 .25rem}h3>span{margin-right:.4rem}h3 small,summary small{font-weight:400;color:var(--dim)}h4{font-size:.85rem;margin:.75rem 0 .25rem;color:var(--dim)}
dl{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.5rem 0}dl div{display:flex;gap:.4rem}dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
pre{margin:.25rem 0;padding:.6rem .75rem;background:var(--soft);border:1px solid var(--line);border-radius:6px;overflow:auto;max-height:32rem;font:12px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
pre.bad{background:var(--badsoft);border-color:var(--bad)}pre.do{white-space:pre;overflow-wrap:normal}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%}th,td{padding:.25rem .6rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}thead th{border-top:0;background:var(--soft);font-weight:600;white-space:nowrap}
.num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.word{white-space:nowrap}
.tasks td:nth-child(2){min-width:8.5rem;max-width:22rem;overflow-wrap:anywhere}.tasks .gantt{width:34%;min-width:14rem;padding-left:0;padding-right:0;background-image:linear-gradient(90deg,var(--line) 1px,transparent 1px);background-size:25% 100%}
.tasks thead .gantt{background-image:none}.tasks .said{width:24%;min-width:9rem;color:var(--dim);overflow-wrap:anywhere}
.gantt svg{display:block;width:100%;height:20px}.axis{display:flex;justify-content:space-between;font-weight:400;color:var(--dim);font-size:12px}
.tasks tr.s-failed td.word,.tasks tr.s-timed-out td.word{color:var(--bad);font-weight:600}.tasks tr.s-pending,.tasks tr.s-skipped{color:var(--dim)}
.d1{padding-left:1.6rem}.d2{padding-left:2.6rem}.d3{padding-left:3.6rem}.d4{padding-left:4.6rem}.d5{padding-left:5.6rem}.d6{padding-left:6.6rem}
.b-success{fill:var(--ok);background:var(--ok)}.b-failure{fill:var(--bad);background:var(--bad)}.b-open{fill:var(--run);background:var(--run)}.b-cancelled,.b-skipped,.b-upstream_failed{fill:var(--off);background:var(--off)}
.b-people{fill:transparent;background:transparent;stroke:var(--ask);stroke-width:2;stroke-dasharray:4 3;outline:1px dashed var(--ask);vector-effect:non-scaling-stroke}rect.b-people{outline:0}
.key{color:var(--dim);font-size:12px}.k{display:inline-block;width:1.2rem;height:.6rem;border-radius:2px;margin-left:.75rem}
.controls{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;margin:.5rem 0}.controls[hidden]{display:none}
input,select{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:.15rem .4rem}
details{border:1px solid var(--line);border-radius:6px;margin:.35rem 0;padding:0 .75rem}details[open]{padding-bottom:.6rem}summary{cursor:pointer;padding:.35rem 0;overflow-wrap:anywhere}
details.s-failed,details.s-timed-out{border-left:4px solid var(--bad)}details:target{border-color:var(--link)}
.graph{max-height:70vh;overflow:auto;padding:1rem}.graph svg{display:block}.graph path{fill:none;stroke:var(--off);stroke-width:1.5}.graph path.l-holds{stroke-dasharray:4 3}
.n rect{fill:var(--soft);stroke:var(--off);stroke-width:1.5}.n text{fill:var(--fg);font-size:12px}.n.s-succeeded rect{stroke:var(--ok)}.n.s-failed rect,.n.s-timed-out rect{stroke:var(--bad);stroke-width:2.5}.n.s-running rect{stroke:var(--run)}.n.s-waiting rect{stroke:var(--ask);stroke-dasharray:5 3}
.note{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem}
footer{margin-top:2.5rem;color:var(--dim);font-size:12px}
@media (max-width:720px){.tasks .who,.tasks .said{display:none}.tasks th,.tasks td{padding:.25rem .4rem}.tasks .gantt{min-width:11rem}.axis span:nth-child(even){display:none}}
@media print{.controls{display:none}pre,.graph{max-height:none}}
`,L=`
"use strict";
(function () {
  var one = function (id) { return document.getElementById(id); };
  var body = document.querySelector(".tasks tbody");
  var bar = document.querySelector(".controls");
  if (body === null || bar === null) return;
  var rows = Array.prototype.slice.call(body.rows);
  var words = rows.map(function (row) { return row.textContent.toLowerCase(); });
  bar.hidden = false;
  function show() {
    var find = one("find").value.toLowerCase();
    var bad = one("bad").checked;
    var count = 0;
    rows.forEach(function (row, at) {
      var good = row.className === "s-succeeded" || row.className === "s-cached";
      var on = words[at].indexOf(find) >= 0 && !(bad && good);
      row.hidden = !on;
      if (on) count += 1;
    });
    one("count").textContent = count === rows.length ? "" : count + " of " + rows.length;
  }
  function order() {
    var key = one("order").value;
    var sign = key === "n" ? 1 : -1;
    rows.slice().sort(function (a, b) {
      return sign * (Number(a.dataset[key]) - Number(b.dataset[key])) || Number(a.dataset.n) - Number(b.dataset.n);
    }).forEach(function (row) { body.appendChild(row); });
  }
  function open() {
    var name = location.hash.slice(1);
    var part = /^t-[0-9]+$/.test(name) ? one(name) : null;
    if (part === null) return;
    part.open = true;
    part.scrollIntoView();
  }
  one("find").addEventListener("input", show);
  one("bad").addEventListener("change", show);
  one("order").addEventListener("change", order);
  window.addEventListener("hashchange", open);
  document.addEventListener("keydown", function (event) {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); one("find").focus(); }
    if (event.key === "f") {
      var all = Array.prototype.slice.call(document.querySelectorAll("details.s-failed, details.s-timed-out"));
      if (all.length === 0) return;
      var at = all.findIndex(function (each) { return "#" + each.id === location.hash; });
      location.hash = all[(at + 1) % all.length].id;
    }
  });
  open();
})();
`,R=[{failed:4e5,log:4e4,output:1e5,asked:2e4,whole:O},{failed:5e4,log:4e3,output:1e4,asked:4e3,whole:O},{failed:8e3,log:0,output:500,asked:500,whole:O},{failed:2e3,log:0,output:0,asked:0,whole:1e3}],z=/[0-9a-f]{2}/g;function base64(e){let t=(e.match(z)??[]).map(e=>Number.parseInt(e,16)),n=``;for(let e=0;e<t.length;e+=3){let[r=0,i,a]=t.slice(e,e+3),o=r<<16|(i??0)<<8|(a??0),s=[18,12,6,0].map(e=>`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/`.charAt(o>>e&63));n+=`${s[0]??``}${s[1]??``}${i===void 0?`=`:s[2]??``}${a===void 0?`=`:s[3]??``}`}return n}let source=e=>`'sha256-${base64((0,o.sc)(e))}'`,B=`default-src 'none'; style-src ${source(I)}; script-src ${source(L)}; base-uri 'none'; form-action 'none'`,[V,H]=[asWritten(`<style>${I}</style>`),asWritten(`<script>${L}<\/script>`)],U=/^https?:\/\/[A-Za-z0-9._:[\]/-]+$/,linkTo=(e,t)=>e!==null&&U.test(e)?html`<a href="${e}" rel="noopener noreferrer">${t}</a>`:w;function headLine(e){let{board:t,driven:n}=e,{words:r,task:i,cause:a}=verdict(t);return t.model.conclusion===null&&!n?(0,h.Hz)(t.model,!1):`${r}${i===null?``:` ${i}`}${a===``?``:`: ${a}`}`}function facts(e){let{board:t,run:n,commit:r,url:i,madeAt:a}=e,{model:o}=t,{startedAt:c,finishedAt:u,savings:d,isolation:f}=o,text=e=>html`${e}`,p=u??(e.driven?a:null),m=moneyOf(o);return[[`Run`,html`<code>${n}</code>`],[`Tasks`,text(`${(0,y.QK)(o).length} of ${(0,y.a4)(o).length} finished`)],...c===null?[]:[[`Started`,text((0,s.t_)(c))]],...c===null||p===null?[]:[[`Took`,text((0,s.mf)(p-c))]],...m===``?[]:[[`Cost`,text(m)]],...d.tasks===0?[]:[[`Reused`,text(`${d.tasks} tasks`)]],...r===``?[]:[[`Commit`,html`<code>${r.slice(0,12)}</code>`]],...i===null?[]:[[`Where`,linkTo(i,`the run on the platform`)]],[`Isolation`,text((0,l.Cw)(f).replace(/^isolation /,`level `))]]}function header(e){let{board:t}=e,{word:n}=verdict(t),i=facts(e).map(([e,t])=>html`<div>
        <dt>${e}</dt>
        <dd>${t}</dd>
      </div>`);return html`<header class="w-${n.replace(` `,`-`)}">
    <h1>
      <span aria-hidden="true">${T[n]}</span> ${(0,r.T)(t.model.name,120)}
      <small>${(0,r.T)(headLine(e),400)}</small>
    </h1>
    <dl>${i}</dl>
  </header>`}function details(e,t,n){let r=rowsOf(e.board).slice(0,O),i=r.slice(0,t.whole),a=[],o=0;for(let[r,s]of i.entries()){let i=detailOf(e,s,r,{log:s.status===`failure`?t.failed:t.log,output:t.output,asked:t.asked});if(o+=(0,g.d)(markup(i)),o>n)return null;a.push(i)}return{details:a,left:r.length-i.length}}function body(e,{details:t,left:n},r){let i=n===0?w:html`<p>${n} more tasks have no part of their own here.</p>`,a=r?html`<p class="note">
        This page is shortened: <code>agent-orchestrator logs ${e.run}</code> shows all of it where the
        run's state lies.
      </p>`:w;return html`${header(e)}
    <main>
      ${a}${nextSection(e)}${failuresSection(e)}${tasksSection(e)}${graphSection(e.board)}${agentsSection(e)}${valuesSection(e)}
      <section id="details">
        <h2>Each task</h2>
        ${t}${i}
      </section>
      ${sourceSection(e.source)}
    </main>
    <footer>
      Written ${(0,s.t_)(e.madeAt)} by agent-orchestrator. This page is complete in itself: it loads
      nothing.
    </footer>`}let sourceSection=e=>e===``?w:html`<section>
        <h2>The workflow as it ran</h2>
        <details>
          <summary>Show the file</summary>
          <pre>${(0,g.J)(e,262144)}</pre>
        </details>
      </section> `;function reportPage(e,t=20971520){let around=t=>markup(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${asWritten(B)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <meta name="color-scheme" content="light dark" />
          <title>${(0,r.T)(`${e.board.model.name}: ${headLine(e)}`,120)}</title>
          ${V}
        </head>
        <body>
          ${t} ${H}
        </body>
      </html> `);for(let[n,r]of R.entries()){let i=details(e,r,t),a=i===null?null:around(body(e,i,n>0));if(a!==null&&(0,g.d)(a)<=t)return a}return around(html`${header(e)}
      <main>${body0(e)}</main>`)}let body0=e=>html`<p class="note">
    There is too much of this run for a page: <code>agent-orchestrator status ${e.run}</code> shows it
    where its state lies.
  </p>`;function needsIn(e){let t=new Map;for(let{from:n,to:r,kind:i}of e){if(i!==`needs`)continue;let e=t.get(r);e===void 0?t.set(r,[n]):e.push(n)}return t}function askedOf(e){return e.type===`agent`?e.prompt??``:e.type===`approval`?e.prompt:e.type===`command`?typeof e.run==`string`?e.run:e.run.join(` `):``}let keyOf=(e,t,n)=>`${t} ${n} ${e}`;function tries(e){let t=new Map;for(let{header:n,entries:r}of e)for(let e of r)(e.type===`task.succeeded`||e.type===`task.failed`)&&t.set(keyOf(e.task,n.epoch,e.n),e);let n=new Map;for(let r of(0,_.I)(e).bars){let e=t.get(keyOf(r.task,r.epoch,r.n)),i={...r,failure:e?.type===`task.failed`?e.failure:null,usage:e?.usage??null},a=n.get(r.task);a===void 0?n.set(r.task,[i]):a.push(i)}return n}let W=new TextDecoder;function tailOf(e,t){let n;try{n=(0,b.openSync)(e,`r`)}catch{return``}try{let{size:e}=(0,b.fstatSync)(n),r=new Uint8Array(Math.min(e,t)),i=(0,b.readSync)(n,r,0,r.length,e-r.length);return W.decode(r.subarray(0,i))}finally{(0,b.closeSync)(n)}}function filesByTask(e){return new Map((0,v.RE)(e,null,!1).map(({bar:e,files:t})=>[e.task,t]))}function speaker(e){let t=(0,u.Xv)(e.artifacts),n=filesByTask(e);return(r,i)=>{let a=e.state.tasks[e.state.byId.get(r)??-1],o=a===void 0||a.settled===null?``:a.output,s=o===``||i.output===0?void 0:t.read(o),c=i.log===0?``:(n.get(r)??[]).map(e=>tailOf(e,i.log+1)).join(``),l=s?.structured===void 0?s?.output??``:JSON.stringify(s.structured,null,2);return{output:l===``?null:l,log:c.trim()===``?null:c}}}let inputsOf=({plan:e})=>Object.fromEntries(Object.entries(e.inputs).map(([e,{value:t}])=>[e,t]));function healthOf({plan:e},t){return t===null?[]:(0,p.rt)((0,p.Qq)(t),(0,i.ne)(Date.now())).filter(({agent:t})=>Object.hasOwn(e.agents,t))}function reportOf(e,t,n){let r=(0,y.no)(e.state,(0,f.yR)(e.artifacts)),o=new Map(e.state.tasks.map(({task:e})=>[e.id,e.work])),s=reportPage({run:e.folder.id,driven:n.driven,madeAt:(0,i.ne)(Date.now()),board:r,tries:tries(e.segments),needs:needsIn(r.lines),source:e.plan.source,inputs:inputsOf(e),outputs:t,health:healthOf(e,n.state),asked:e=>{let t=o.get(e);return t===void 0?``:askedOf(t)},said:speaker(e),url:n.url,commit:n.commit});return(0,a.$p)([...n.concealed,...n.concealed.map(escaped)]).text(s)}})};})
