/*009092308f1e43ab*/
(() => {
	"use strict";
	var e = { 66: ((e) => {
		e.exports = require("node:tty");
	}) }, t = {};
	function __nccwpck_require__(n) {
		var r = t[n];
		if (r !== void 0) return r.exports;
		var i = t[n] = { exports: {} }, a = !0;
		try {
			e[n](i, i.exports, __nccwpck_require__), a = !1;
		} finally {
			a && delete t[n];
		}
		return i.exports;
	}
	__nccwpck_require__ !== void 0 && (__nccwpck_require__.ab = __dirname + "/"), (() => {
		var e = Object.getPrototypeOf ? (e) => Object.getPrototypeOf(e) : (e) => e.__proto__, t;
		__nccwpck_require__.t = function(n, r) {
			if (r & 1 && (n = this(n)), r & 8 || typeof n == "object" && n && (r & 4 && n.__esModule || r & 16 && typeof n.then == "function")) return n;
			var i = Object.create(null);
			__nccwpck_require__.r(i);
			var a = {};
			t ||= [
				null,
				e({}),
				e([]),
				e(e)
			];
			for (var o = r & 2 && n; typeof o == "object" && !~t.indexOf(o); o = e(o)) Object.getOwnPropertyNames(o).forEach((e) => a[e] = () => n[e]);
			return a.default = () => n, __nccwpck_require__.d(i, a), i;
		};
	})(), __nccwpck_require__.d = (e, t) => {
		for (var n in t) __nccwpck_require__.o(t, n) && !__nccwpck_require__.o(e, n) && Object.defineProperty(e, n, {
			enumerable: !0,
			get: t[n]
		});
	}, __nccwpck_require__.o = (e, t) => Object.prototype.hasOwnProperty.call(e, t), __nccwpck_require__.r = (e) => {
		typeof Symbol < "u" && Symbol.toStringTag && Object.defineProperty(e, Symbol.toStringTag, { value: "Module" }), Object.defineProperty(e, "__esModule", { value: !0 });
	};
	var n = {};
	let r = require("node:path"), i = /[\p{L}\p{N}\p{P}\p{S}\p{Cs}]/u, a = /[\n\v\f\r\u0085\u2028\u2029]/;
	function places(e) {
		let t = [], n = !0;
		for (let r = 0; r < e.length; r += 1) {
			let o = e.charAt(r);
			n && e.startsWith("::", r) && t.push(r + 1), e.startsWith("##[", r) && t.push(r + 2), a.test(o) ? n = !0 : n && i.test(o) && (n = !1);
		}
		return t;
	}
	function neutralised(e) {
		if (!e.includes("::") && !e.includes("##[")) return e;
		let t = "", n = 0;
		for (let r of places(e)) t += `${e.slice(n, r)} `, n = r;
		return t + e.slice(n);
	}
	let o = "0123456789abcdef", exact = (e) => ({
		text: e,
		left: 0,
		right: 0
	}), hexByte = (e) => `${o.charAt(e >> 4)}${o.charAt(e & 15)}`;
	function utf8(e) {
		let t = [];
		for (let n of e) {
			let e = n.codePointAt(0) ?? 0, r = e >= 55296 && e <= 57343 ? 65533 : e;
			r < 128 ? t.push(r) : r < 2048 ? t.push(192 | r >> 6, 128 | r & 63) : r < 65536 ? t.push(224 | r >> 12, 128 | r >> 6 & 63, 128 | r & 63) : t.push(240 | r >> 18, 128 | r >> 12 & 63, 128 | r >> 6 & 63, 128 | r & 63);
		}
		return t;
	}
	function base64(e, t) {
		let bit = (n) => {
			let r = n - t * 8;
			return (e[r >> 3] ?? 0) >> 7 - (r & 7) & 1;
		}, n = (t + e.length) * 8, r = "";
		for (let e = Math.ceil(t * 8 / 6) * 6; e + 6 <= n; e += 6) {
			let t = 0;
			for (let n = 0; n < 6; n += 1) t = t * 2 + bit(e + n);
			r += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".charAt(t);
		}
		return {
			text: r,
			left: t === 0 ? 0 : 1,
			right: n % 6 == 0 ? 0 : 1
		};
	}
	let s = [76, 64];
	function wrappedForms({ text: e, right: t }) {
		return s.filter((t) => e.length > t).flatMap((n) => Array.from({ length: Math.ceil(e.length / n) }, (e, t) => t * n).map((r) => {
			let i = r + n >= e.length;
			return {
				text: e.slice(r, r + n),
				left: 0,
				right: i ? t : 0
			};
		}).filter((e) => e.text.length >= 8));
	}
	function base64Forms(e) {
		return [
			0,
			1,
			2
		].flatMap((t) => {
			let n = base64(e, t);
			return [n, {
				...n,
				text: n.text.replaceAll("+", "-").replaceAll("/", "_")
			}];
		});
	}
	let isPlain = (e, t) => {
		let n = String.fromCharCode(e);
		return /[A-Za-z0-9]/.test(n) || t.includes(n);
	};
	function percent(e, t, n) {
		let escape = (e) => `%${n ? hexByte(e).toUpperCase() : hexByte(e)}`;
		return e.map((e) => isPlain(e, t) ? String.fromCharCode(e) : escape(e)).join("");
	}
	function percentForms(e) {
		return [
			"",
			"-_.~",
			"*-._",
			"-_.!~*'()",
			"-_.!~*'();,/?:@&=+$#"
		].flatMap((t) => [percent(e, t, !0), percent(e, t, !1)]).flatMap((e) => [e, e.replaceAll("%20", "+")]).map(exact);
	}
	function ascii(e, t) {
		return e.replace(/[^ -~]/g, (e) => {
			let n = e.charCodeAt(0), r = hexByte(n >> 8) + hexByte(n & 255);
			return `\\u${t ? r.toUpperCase() : r}`;
		});
	}
	function jsonForms(e) {
		let inside = (e) => JSON.stringify(e).slice(1, -1), t = inside(e);
		return [
			t,
			t.replaceAll("/", "\\/"),
			ascii(t, !1),
			ascii(t, !0),
			inside(t)
		].map(exact);
	}
	function base32(e) {
		let t = "";
		for (let n = 0; n + 5 <= e.length * 8; n += 5) {
			let r = (e[n >> 3] ?? 0) << 8 | (e[(n >> 3) + 1] ?? 0);
			t += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(r >> 11 - (n & 7) & 31);
		}
		return {
			text: t,
			left: 0,
			right: e.length * 8 % 5 == 0 ? 0 : 1
		};
	}
	let c = /^[\w+/=.-]+$/, isPiece = (e) => /[0-9]/.test(e) && /[A-Za-z]/.test(e) && !/[/.]/.test(e);
	function pieces(e) {
		if (e.length < 24 || e.length > 512 || !c.test(e)) return [];
		let t = Math.min(16, Math.floor(e.length / 2));
		return Array.from({ length: e.length - t + 1 }, (n, r) => e.slice(r, r + t)).filter(isPiece).map(exact);
	}
	let reversed = (e) => Array.from(e).reverse().join("");
	function secretForms(e) {
		let t = utf8(e), n = t.map(hexByte).join(""), r = [
			exact(e),
			...jsonForms(e),
			...percentForms(t),
			exact(n),
			exact(n.toUpperCase()),
			...base64Forms(t),
			...wrappedForms(base64(t, 0)),
			...pieces(e),
			exact(reversed(e)),
			base32(t)
		];
		return [...new Map(r.map((e) => [`${e.left}${e.right}${e.text}`, e])).values()].sort((e, t) => t.text.length - e.text.length);
	}
	let escapedData = (e) => e.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"), escapedProperty = (e) => escapedData(e).replaceAll(":", "%3A").replaceAll(",", "%2C");
	function commandLine(e, t, n = []) {
		let r = n.map(([e, t]) => `${e}=${escapedProperty(t)}`).join(",");
		return `::${e}${r === "" ? "" : ` ${r}`}::${escapedData(t)}\n`;
	}
	let lines = (e) => /[\r\n]/.test(e) ? e.split(/[\r\n]+/).map((e) => e.trim()) : [];
	function maskLines(e) {
		let t = e.flatMap((e) => [e, ...lines(e)]).filter((e) => e.length >= 8).flatMap((e) => secretForms(e).map(({ text: e }) => e));
		return [...new Set(t)].filter((e) => e.length >= 8).map((e) => commandLine("add-mask", e)).join("");
	}
	let l = require("node:fs"), u = /^(?:INPUT_|ACTIONS_|GITHUB_|RUNNER_|STATE_)/i, d = new Set(["GITHUB_ACTIONS"]), isOfTheRunner = (e) => u.test(e) && !d.has(e), f = [
		{
			name: "workflow",
			kind: "text",
			about: "The workflow: a path or a name. Needed by `run`; `validate` without it checks every workflow of the project. `auto`, the workflow that belongs to the event, is reserved",
			later: ["auto"]
		},
		{
			name: "mode",
			kind: "choice",
			choices: [
				"run",
				"validate",
				"plan",
				"advance",
				"task",
				"finish",
				"deliver"
			],
			default: "run",
			about: "What to do: `run` runs the workflow in this job, `validate` checks files and runs nothing, `deliver` writes to GitHub what a run proposed. `plan`, `task`, `advance` and `finish` are the jobs of a run on several machines, as orchestrate.yml has them"
		},
		{
			name: "inputs",
			kind: "text",
			about: "Inputs of the workflow, as a YAML or JSON mapping of names to values"
		},
		{
			name: "task",
			kind: "text",
			about: "`task`: which leg this job does, or `finally`"
		},
		{
			name: "plan",
			kind: "text",
			about: "`task`, `advance`, `finish`: the output `plan` of the job with `mode: plan`"
		},
		{
			name: "wave",
			kind: "number",
			about: "`advance`: the wave that has ended"
		},
		{
			name: "results",
			kind: "text",
			about: "`finish`: how the jobs before it ended, as a JSON list"
		},
		{
			name: "placement",
			kind: "choice",
			choices: [
				"in-process",
				"matrix",
				"compiled"
			],
			default: "in-process",
			about: "Where the tasks run: `in-process` is this job. The others are reserved",
			later: ["matrix", "compiled"]
		},
		{
			name: "runner",
			kind: "text",
			about: "Who plays the agents, e.g. `scripted`; command tasks always run"
		},
		{
			name: "max_parallel",
			kind: "number",
			about: "How many tasks may run at the same time"
		},
		{
			name: "timeout",
			kind: "text",
			about: "How long the run may take, e.g. `45m`, in place of what the workflow says"
		},
		{
			name: "max_cost_usd",
			kind: "number",
			about: "What the run may cost in US dollars, in place of what the workflow says"
		},
		{
			name: "resume",
			kind: "text",
			default: "off",
			about: "`off`; `auto`, to go on with what an earlier attempt or an earlier workflow run for the same commit left of the same; or the id of a run, in `state_dir` or kept by an earlier job"
		},
		{
			name: "effects",
			kind: "text",
			about: "With `deliver`: what of the run in `state_dir` may be written, `<attempt>:<digest>`, or `none`"
		},
		{
			name: "rerun",
			kind: "text",
			about: "With `resume`: `failed`, `from:<task>` or `all`"
		},
		{
			name: "github_token",
			kind: "secret",
			default: "${{ github.token }}",
			about: "For the check, the comment and the question who may start this; agents never see it"
		},
		{
			name: "anthropic_api_key",
			kind: "secret",
			about: "Key for Claude Code"
		},
		{
			name: "claude_code_oauth_token",
			kind: "secret",
			about: "Login for Claude Code in place of a key"
		},
		{
			name: "use_bedrock",
			kind: "boolean",
			default: "false",
			about: "Reserved: models of a cloud",
			later: ["true"]
		},
		{
			name: "use_vertex",
			kind: "boolean",
			default: "false",
			about: "Reserved: models of a cloud",
			later: ["true"]
		},
		{
			name: "model",
			kind: "text",
			about: "Reserved: say `model` in the workflow",
			later: "any"
		},
		{
			name: "claude_args",
			kind: "text",
			about: "Reserved: say `options` of a task in the workflow",
			later: "any"
		},
		{
			name: "comment",
			kind: "choice",
			choices: [
				"live",
				"final",
				"on-failure",
				"off"
			],
			default: "live",
			about: "The one comment on the pull request: kept up to date, written at the end, only after a failure, or never"
		},
		{
			name: "checks",
			kind: "choice",
			choices: [
				"workflow",
				"tasks",
				"off"
			],
			default: "workflow",
			about: "One check for the workflow, or none; `tasks` for one of each task besides, 20 at most"
		},
		{
			name: "annotations",
			kind: "boolean",
			default: "true",
			about: "Mark failures at their place in the changed files"
		},
		{
			name: "report",
			kind: "boolean",
			default: "false",
			about: "Write the run as one HTML page at its end, also when the job is ended; the output `report_path` says where it lies"
		},
		{
			name: "allowed_bots",
			kind: "names",
			about: "Exact names of bots that may start runs, e.g. `renovate[bot]`, separated by commas or lines. There is no star"
		},
		{
			name: "forks",
			kind: "choice",
			choices: ["refuse", "degrade"],
			default: "refuse",
			about: "What happens to a pull request from a fork: it is refused, or on `pull_request` runs with nothing in hand and says what was not done"
		},
		{
			name: "working_directory",
			kind: "text",
			default: ".",
			about: "The project, inside the workspace"
		},
		{
			name: "state_dir",
			kind: "text",
			about: "Where runs are kept; by default in the runner's temporary folder"
		},
		{
			name: "keep",
			kind: "boolean",
			default: "true",
			about: "Keep the run as an artifact of the workflow run, so that another job can go on with it"
		},
		{
			name: "dry_run",
			kind: "boolean",
			default: "false",
			about: "Show what would run, start nothing"
		}
	], variableOf = (e) => `INPUT_${e.toUpperCase()}`, p = f.flatMap(({ name: e, kind: t }) => t === "secret" ? [e] : []), m = require("node:module"), h = require("node:vm"), g = /^\/\*([0-9a-f]{16})/, _ = /^[0-9a-f]{16}-v[0-9]/;
	function trusted(e) {
		let t;
		try {
			t = l.openSync(e, "r");
			let { uid: n, mode: r, size: i } = l.fstatSync(t);
			if (!(process.getuid === void 0 || n === process.getuid() && !(r & 18))) return;
			let a = Buffer.allocUnsafeSlow(i);
			return l.readSync(t, a, 0, i, 0) === i ? a : void 0;
		} catch {
			return;
		} finally {
			t !== void 0 && l.closeSync(t);
		}
	}
	function makeRoom(e) {
		let t = l.readdirSync(e).filter((e) => _.test(e)).map((t) => (0, r.join)(e, t));
		if (t.length < 24) return;
		let age = (e) => l.statSync(e, { throwIfNoEntry: !1 })?.mtimeMs ?? 0, n = t.map((e) => ({
			path: e,
			at: age(e)
		})).sort((e, t) => e.at - t.at);
		for (let { path: e } of n.slice(0, t.length - 24 + 1)) l.rmSync(e, { force: !0 });
	}
	function discard(e) {
		try {
			l.rmSync(e, { force: !0 });
		} catch {}
	}
	function write(e, t) {
		let n = `${e}.${process.pid}`;
		try {
			l.mkdirSync((0, r.dirname)(e), {
				recursive: !0,
				mode: 448
			}), makeRoom((0, r.dirname)(e));
			let i = l.openSync(n, "wx", 384);
			try {
				l.writeFileSync(i, t), l.fsyncSync(i);
			} finally {
				l.closeSync(i);
			}
			l.renameSync(n, e);
		} catch {
			discard(n);
		}
	}
	function load(e, t, n) {
		let i = l.readFileSync(e, "latin1"), a = g.exec(i)?.[1], o = t === null || a === void 0 ? null : (0, r.join)(t, `${a}-${process.version}-${n}`), s = o === null ? void 0 : trusted(o), c = new h.Script(i, {
			filename: e,
			...s === void 0 ? {} : { cachedData: s }
		}), u = { exports: {} };
		c.runInThisContext()(u.exports, (0, m.createRequire)(e), u, e, (0, r.dirname)(e));
		let d = s !== void 0 && c.cachedDataRejected !== !0;
		return {
			exports: u.exports,
			keep() {
				o !== null && !d && write(o, c.createCachedData());
			}
		};
	}
	let code = (e) => e instanceof Error && "code" in e ? e.code : void 0;
	function put(e, t) {
		let n = Buffer.from(t);
		for (; n.length > 0;) try {
			n = n.subarray((0, l.writeSync)(e, n));
		} catch (e) {
			if (code(e) !== "EAGAIN") return !1;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		}
		return !0;
	}
	var __rewriteRelativeImportExtension = function(e, t) {
		return typeof e == "string" && /^\.\.?\//.test(e) ? e.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function(e, n, r, i, a) {
			return n ? t ? ".jsx" : ".js" : r && (!i || !a) ? e : r + i + "." + a.toLowerCase() + "js";
		}) : e;
	};
	let say = (e) => {
		put(1, e);
	}, importModule = (e) => import(__rewriteRelativeImportExtension(e)), bundle = (e, t) => load((0, r.join)(e, t), null, "").exports;
	function setAside() {
		let { env: e } = process, t = { ...e };
		for (let n of Object.keys(t)) isOfTheRunner(n) && delete e[n];
		return t;
	}
	function enter(e, t, n) {
		let i = setAside();
		say(maskLines(p.map((e) => i[variableOf(e)]?.trim() ?? ""))), say(t);
		let program = () => bundle(e, "program.js"), a = {
			env: i,
			root: (0, r.dirname)(e),
			load: importModule,
			program,
			carry: () => bundle(e, "carry.js"),
			write: say
		};
		n(bundle(e, "github.js"), a).catch((e) => program().fault(e, "", (e) => say(neutralised(e)))).then((e) => process.exit(e));
	}
	enter(__dirname, "agent-orchestrator: the end of the job\n", (e, t) => e.settle(t)), module.exports = n;
})();
