/*aab61b5d95a03765*/
(function (exports, require, module, __filename, __dirname) {
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
	__nccwpck_require__.r(n), __nccwpck_require__.d(n, {
		act: () => act,
		settle: () => settle
	});
	let result_ok = (e) => ({
		ok: !0,
		value: e
	}), result_err = (e) => ({
		ok: !1,
		error: e
	}), r = [
		"none",
		"read",
		"triage",
		"write",
		"maintain",
		"admin"
	], i = new Set([
		"write",
		"maintain",
		"admin"
	]), a = {
		event: {
			sentence: "this event starts no runs",
			hint: "use pull_request, issue_comment, workflow_dispatch, push or schedule"
		},
		action: {
			sentence: "only a new comment starts a run, not one that was edited or deleted",
			hint: "write a new comment"
		},
		nobody: {
			sentence: "nobody knows who started this",
			hint: "GITHUB_ACTOR and GITHUB_TRIGGERING_ACTOR must be set, as the runner does"
		},
		fork: {
			sentence: "the change comes from a fork, and this job is one trust domain",
			hint: "look at the change, then start the workflow by hand, or set `forks: degrade` on pull_request"
		},
		unknownOrigin: {
			sentence: "nobody can say whether the change comes from a fork",
			hint: "give the job `pull-requests: read`, and start it again"
		},
		bot: {
			sentence: "it was started by a bot that is not allowed to",
			hint: "name it in `allowed_bots`, with its exact name"
		},
		lookAlike: {
			sentence: "it was started by somebody who is called like a bot and is none, or is a bot and not called like one",
			hint: "start it by hand"
		},
		permission: {
			sentence: "whoever started it may not write to this repository",
			hint: "somebody with write permission can start it"
		},
		unknownPermission: {
			sentence: "the permission of whoever started it could not be found out",
			hint: "start it again; the token needs to read the repository's metadata"
		},
		stranger: {
			sentence: "the text was written by an account that stands for somebody else",
			hint: "somebody with write permission can start it"
		}
	}, o = new Map([
		["schedule", "nobody"],
		["push", "checked"],
		["merge_group", "checked"],
		["workflow_dispatch", "by-hand"],
		["repository_dispatch", "by-hand"],
		["pull_request", "visit"],
		["pull_request_target", "change"],
		["issue_comment", "change"],
		["workflow_run", "change"]
	]), s = new Set(["MANNEQUIN"]), c = /\[bot\]$/i, isBotName = (e) => c.test(e), refused = (e, t = "") => ({
		kind: "refused",
		reason: e,
		who: t
	}), peopleOf = ({ actor: e, triggeringActor: t, upstreamActors: n }) => [...new Set([
		e,
		t,
		...n
	])];
	function toBeAsked(e) {
		let { event: t, actor: n, triggeringActor: r } = e, i = o.get(t);
		return i === void 0 || i === "nobody" || i === "checked" && n === r ? [] : peopleOf(e).filter((e) => e !== "" && !isBotName(e));
	}
	function botVerdict(e, { allowedBots: t }) {
		let { actor: n, senderType: r } = e;
		if (r === "Bot" && !peopleOf(e).some(isBotName) || r === "User" && peopleOf(e).every(isBotName)) return refused("lookAlike", n);
		let i = new Set(t.map((e) => e.toLowerCase())), a = peopleOf(e).find((e) => isBotName(e) && !i.has(e.toLowerCase()));
		return a === void 0 ? null : refused("bot", a);
	}
	function permissionVerdict(e) {
		for (let t of toBeAsked(e)) {
			let n = e.permissions.get(t) ?? null;
			if (n === null) return refused("unknownPermission", t);
			if (!i.has(n)) return refused("permission", t);
		}
		return null;
	}
	function originVerdict(e, { fork: t }, n) {
		return e !== "change" && e !== "visit" || t === !1 ? null : t === null ? refused("unknownOrigin") : e === "visit" && n.forks === "degrade" ? {
			kind: "degraded",
			reason: "fork"
		} : refused("fork");
	}
	function authorisation(e, t) {
		let { event: n, action: r, association: i, actor: a } = e, c = o.get(n);
		return c === void 0 ? refused("event", n) : c === "nobody" ? { kind: "allowed" } : peopleOf(e).includes("") ? refused("nobody") : n === "issue_comment" && r !== "created" ? refused("action") : i !== null && s.has(i) ? refused("stranger", a) : originVerdict(c, e, t) ?? botVerdict(e, t) ?? permissionVerdict(e) ?? { kind: "allowed" };
	}
	let value_isFields = (e) => typeof e == "object" && !!e && !Array.isArray(e), value_isList = (e) => Array.isArray(e);
	function parsed(e) {
		try {
			return JSON.parse(e);
		} catch {
			return null;
		}
	}
	function at(e, ...t) {
		let n = e;
		for (let e of t) {
			if (!value_isFields(n) || !Object.hasOwn(n, e)) return null;
			n = n[e] ?? null;
		}
		return n;
	}
	function textAt(e, ...t) {
		let n = at(e, ...t);
		return typeof n == "string" ? n : null;
	}
	function numberAt(e, ...t) {
		let n = at(e, ...t);
		return typeof n == "number" && Number.isSafeInteger(n) && n > 0 ? n : null;
	}
	function listAt(e, ...t) {
		let n = t.length === 0 ? e : at(e, ...t);
		return value_isList(n) ? n : [];
	}
	let l = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, commit = (e) => e != null && l.test(e) ? e : null;
	function isForeign(e) {
		let t = textAt(e, "base", "repo", "full_name");
		return t === null ? null : textAt(e, "head", "repo", "full_name") !== t;
	}
	let changeOf = (e) => ({
		fork: isForeign(e),
		head: commit(textAt(e, "head", "sha"))
	});
	function afterRun(e) {
		let [t, n] = [textAt(e, "workflow_run", "repository", "full_name"), textAt(e, "workflow_run", "head_repository", "full_name")];
		return {
			fork: t === null ? null : t !== n,
			change: null,
			head: commit(textAt(e, "workflow_run", "head_sha")),
			originUnknown: !1
		};
	}
	function placeOf(e, t, n) {
		switch (e) {
			case "pull_request":
			case "pull_request_target": {
				let { fork: e, head: n } = changeOf(at(t, "pull_request"));
				return {
					fork: e,
					change: numberAt(t, "pull_request", "number"),
					head: n,
					originUnknown: !1
				};
			}
			case "issue_comment": {
				let e = at(t, "issue", "pull_request") !== null, r = numberAt(t, "issue", "number");
				return e ? {
					fork: null,
					change: r,
					head: null,
					originUnknown: !0
				} : {
					fork: at(t, "issue") === null && null,
					change: null,
					head: n,
					originUnknown: !1
				};
			}
			case "workflow_run": return afterRun(t);
			default: return {
				fork: !1,
				change: null,
				head: n,
				originUnknown: !1
			};
		}
	}
	function upstreamOf(e) {
		let t = textAt(e, "workflow_run", "actor", "login") ?? "";
		return [t, textAt(e, "workflow_run", "triggering_actor", "login") ?? t];
	}
	function occurrence(e, t) {
		let n = e.GITHUB_EVENT_NAME ?? "", r = e.GITHUB_ACTOR ?? "", i = n === "issue_comment" ? ["comment"] : ["pull_request"];
		return {
			event: n,
			action: textAt(t, "action") ?? "",
			actor: r,
			triggeringActor: e.GITHUB_TRIGGERING_ACTOR ?? "",
			upstreamActors: n === "workflow_run" ? upstreamOf(t) : [],
			senderType: textAt(t, "sender", "login") === r ? textAt(t, "sender", "type") : null,
			association: textAt(t, ...i, "author_association"),
			...placeOf(n, t, commit(e.GITHUB_SHA))
		};
	}
	let u = /^([A-Za-z0-9][A-Za-z0-9_-]*)\/([A-Za-z0-9._-]+)$/;
	function repositoryOf(e) {
		let [, t = "", n = ""] = u.exec(e ?? "") ?? [];
		return t === "" || n === "." || n === ".." ? null : {
			owner: t,
			name: n
		};
	}
	let pathTo = ({ owner: e, name: t }, ...n) => [
		"repos",
		e,
		t,
		...n
	], d = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
	async function permissionOf(e, t, n) {
		if (!d.test(n)) return null;
		let i = await e.read(pathTo(t, "collaborators", n, "permission"));
		if (!i.ok) return i.error.kind === "missing" ? "none" : null;
		if (textAt(i.value, "user", "login")?.toLowerCase() !== n.toLowerCase()) return null;
		let a = [textAt(i.value, "role_name"), textAt(i.value, "permission")];
		return r.find((e) => e === a[0]) ?? r.find((e) => e === a[1]) ?? null;
	}
	let f = /^(?:ghp|gho|ghu|github_pat)_/, p = "github-actions[bot]";
	async function authorOf(e, t) {
		if (!f.test(t)) return p;
		let n = await e.read(["user"]);
		return (n.ok ? textAt(n.value, "login") : null) ?? p;
	}
	async function occasionOf(e, t, n) {
		if (e === null || t === null) return {
			...n,
			permissions: new Map()
		};
		let r = n;
		if (n.originUnknown && n.change !== null) {
			let i = await e.read(pathTo(t, "pulls", String(n.change)));
			i.ok && (r = {
				...n,
				...changeOf(i.value),
				originUnknown: !1
			});
		}
		let i = new Map();
		if (r.fork === !0) return {
			...r,
			permissions: i
		};
		for (let n of toBeAsked({
			...r,
			permissions: i
		})) i.set(n, await permissionOf(e, t, n));
		return {
			...r,
			permissions: i
		};
	}
	let m = RegExp("(?:\x1B[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u009c|\x1B\\\\)?", "g"), h = RegExp("(?:\x1B\\[|\\u009b)[0-?]*[ -/]*[@-~]?", "g"), g = RegExp("\x1B[ -/]*[0-~]?", "g"), _ = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, v = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
	function sanitised(e) {
		return e.replace(m, "").replace(h, "").replace(g, "").replace(/\r\n?/g, "\n").replace(_, "").replace(v, "");
	}
	function oneLine(e, t) {
		let n = sanitised(e).replace(/\s+/g, " ").trim(), r = n.length <= t ? null : Array.from(n);
		return r === null || r.length <= t ? n : `${r.slice(0, Math.max(0, t - 1)).join("")}\u2026`;
	}
	async function admission({ ground: e, seen: t }, n, r) {
		r?.patience(1e4);
		let i = await occasionOf(r, e.repository, t);
		r?.patience(0);
		let { permissions: a, ...o } = i;
		return {
			verdict: authorisation(i, {
				allowedBots: n.allowedBots,
				forks: n.forks
			}),
			seen: o
		};
	}
	let isHarmless = ({ mode: e, dryRun: t }) => e === "validate" || t, y = new Set([
		"pull_request",
		"pull_request_target",
		"issue_comment",
		"workflow_run"
	]), action_admission_isForeign = ({ event: e, fork: t }) => y.has(e) && t !== !1, b = "This pull request comes from a fork, so GitHub gives this run a read-only token and no secrets. No check and no comment was written, and agents that need a key could not work. After reading the change, somebody with write permission can run the whole workflow by hand.";
	function refusalText(e) {
		let { sentence: t, hint: n } = a[e.reason];
		return {
			message: `nothing was started: ${t}${e.who === "" ? "" : ` (${oneLine(e.who, 80)})`}`,
			hint: n
		};
	}
	let ee = /[\ud800-\udbff]$/;
	function cut(e, t) {
		if (e.length <= t) return e;
		let n = e.slice(0, Math.max(0, t - 1));
		return `${ee.test(n) ? n.slice(0, -1) : n}\u2026`;
	}
	function byteLength(e) {
		let t = 0;
		for (let n = 0; n < e.length; n += 1) {
			let r = e.charCodeAt(n);
			t += r < 128 ? 1 : r < 2048 || r >= 55296 && r <= 57343 ? 2 : 3;
		}
		return t;
	}
	let te = /[\\`*_[\]<>~&$]/g, parted = (e) => e.replaceAll("@", "@\u200d").replace(/#(?=\d)/g, "#\u200d").replace(/(gh)-(?=\d)/gi, "$1\u200d-").replaceAll("://", ":\u200d//").replace(/(www)\./gi, "$1\u200d."), inline = (e, t) => parted(oneLine(e, t).replaceAll("|", "\u2502")).replace(te, "\\$&"), longestRun = (e) => Math.max(0, ...(e.match(/`+/g) ?? []).map((e) => e.length));
	function code(e, t = 120) {
		let n = oneLine(e, t).replaceAll("|", "\u2502");
		if (n === "") return "";
		let r = "`".repeat(longestRun(n) + 1), i = n.startsWith("`") || n.endsWith("`") ? " " : "";
		return `${r}${i}${n}${i}${r}`;
	}
	function tail(e, t, n) {
		let r = sanitised(e).trim().split("\n"), i = t === 0 ? [] : r.slice(-t);
		return {
			lines: i.map((e) => cut(e, n)),
			more: r.length - i.length
		};
	}
	function fenced(e) {
		let t = e.join("\n"), n = "`".repeat(Math.max(3, longestRun(t) + 1));
		return `${n}text\n${t}\n${n}`;
	}
	let html = (e, t) => parted(oneLine(e, t)).replace(/[&<>"']/g, (e) => `&#${e.charCodeAt(0)};`);
	function findingIn(e) {
		return {
			file: textAt(e, "file") ?? "",
			line: numberAt(e, "line") ?? 1,
			severity: textAt(e, "severity") === "warning" ? "warning" : "error",
			code: textAt(e, "code") ?? "",
			message: textAt(e, "message") ?? "",
			help: textAt(e, "help") ?? ""
		};
	}
	let markOf = ({ file: e, line: t, severity: n, code: r, message: i, help: a }) => ({
		level: n,
		title: r,
		file: e,
		line: t,
		message: a === "" ? i : `${i}\nhelp: ${a}`
	}), sorted = (e) => e.toSorted((e, t) => Number(e.severity === "warning") - Number(t.severity === "warning"));
	function page(e, t) {
		let n = t.filter(({ severity: e }) => e === "error").length, r = `${e} ${e === 1 ? "file" : "files"} checked`;
		if (t.length === 0) return `# \u2705 ${r}, no mistakes found\n`;
		let i = t.slice(0, 200).map(({ file: e, line: t, severity: n, code: r, message: i }) => `| ${n} | ${code(`${e}:${t}`)} | ${inline(i, 300)} | ${code(r)} |`), a = t.length > 200 ? [`\n${t.length - 200} more not shown.`] : [];
		return [
			`# ${n > 0 ? "\u274c" : "\u26a0\ufe0f"} ${r}: ${n} errors, ${t.length - n} warnings`,
			"",
			"| | Where | What | Code |",
			"|---|---|---|---|",
			...i,
			...a,
			""
		].join("\n");
	}
	let hasErrors = (e) => listAt(parsed(e), "diagnostics").some((e) => findingIn(e).severity === "error");
	function showFindings({ log: e, files: t, secrets: n }, r) {
		let i = parsed(r), a = sorted(listAt(i, "diagnostics").map(findingIn));
		for (let t of a) e.mark(markOf(t));
		let o = listAt(i, "files").length;
		a.length === 0 && e.text(`${o} ${o === 1 ? "file" : "files"} checked, no mistakes found\n`);
		let s = n.text(page(o, a));
		t.summary(s) || e.group("Findings", s);
	}
	let x = require("node:fs"), S = require("node:path"), ne = /^\d{1,20}$/, re = /^[^/@]+\/[^/@]+\/([^@]{1,500})@/, ie = /^[A-Za-z0-9_-]{1,100}$/, addressOf = (e, t) => e !== void 0 && /^https?:\/\/[A-Za-z0-9._:[\]/-]+$/.test(e) ? e : t;
	function runAddress(e, t) {
		let n = e.GITHUB_RUN_ID ?? "";
		return t === null || !ne.test(n) || n === "0" ? null : `${addressOf(e.GITHUB_SERVER_URL, "https://github.com")}/${t.owner}/${t.name}/actions/runs/${n}`;
	}
	function groundOf(e) {
		let t = ne.test(e.GITHUB_RUN_ID ?? "") ? e.GITHUB_RUN_ID ?? "0" : "0", n = repositoryOf(e.GITHUB_REPOSITORY), r = (0, S.resolve)(e.GITHUB_WORKSPACE ?? ".");
		return {
			apiUrl: addressOf(e.GITHUB_API_URL, "https://api.github.com"),
			repository: n,
			url: runAddress(e, n),
			runId: t,
			attempt: Math.max(1, Number.parseInt(e.GITHUB_RUN_ATTEMPT ?? "1", 10) || 1),
			workflowFile: re.exec(e.GITHUB_WORKFLOW_REF ?? "")?.[1] ?? "",
			job: ie.exec(e.GITHUB_JOB ?? "")?.[0] ?? "",
			eventPath: e.GITHUB_EVENT_PATH ?? "",
			workspace: r,
			temporary: e.RUNNER_TEMP ?? ""
		};
	}
	let ae = /^(?:INPUT_|ACTIONS_|GITHUB_|RUNNER_|STATE_)/i, oe = new Set(["GITHUB_ACTIONS"]), isOfTheRunner = (e) => ae.test(e) && !oe.has(e), programEnvironment = (e, t) => ({
		...Object.fromEntries(Object.entries(e).filter(([e]) => !isOfTheRunner(e))),
		...t
	});
	function insideWorkspace({ workspace: e }, t) {
		try {
			let [n, r] = [(0, x.realpathSync)(e), (0, x.realpathSync)((0, S.resolve)(e, t))], i = (0, S.relative)(n, r);
			return i === ".." || i.startsWith(`..${S.sep}`) || (0, S.resolve)(n, i) !== r ? null : r;
		} catch {
			return null;
		}
	}
	let stateDirectory = ({ temporary: e, workspace: t }, n) => n === "" ? (0, S.join)(e === "" ? t : e, "agent-orchestrator") : (0, S.resolve)(t, n), said = (e) => e !== void 0 && e !== "";
	function colored(e, t, n) {
		if (t.noColor) return !1;
		if (t.color) return !0;
		if (said(e.NO_COLOR)) return !1;
		let r = e.FORCE_COLOR;
		return said(r) ? r !== "0" && r !== "false" : e.TERM === "dumb" ? !1 : e.GITHUB_ACTIONS === "true" || n;
	}
	let sinkTo = (e, t) => ({
		write: t,
		asIs: t,
		terminal: !1,
		columns: 120,
		closed: !1,
		color: colored(e.door.env, {
			color: !1,
			noColor: !1
		}, !1)
	}), C = 6e4, w = 1e3, wholeNumber = (e) => e !== null && /^\d{1,12}$/.test(e) ? Number(e) : null;
	function untilReset(e, t) {
		let n = wholeNumber(e("x-ratelimit-reset"));
		if (n === null) return null;
		let r = Date.parse(e("date") ?? "");
		return n * w - (Number.isNaN(r) ? t : r);
	}
	function waitOf(e, t, n, r) {
		if (e !== 403 && e !== 429) return null;
		let clamped = (e) => Math.min(36e5, Math.max(w, e)), i = wholeNumber(t("retry-after"));
		return i === null ? t("x-ratelimit-remaining") === "0" ? clamped(untilReset(t, r) ?? C) : e === 429 || /rate limit/i.test(n) ? C : null : clamped(i * w);
	}
	let se = [1e3, 3e3];
	async function send({ method: e, url: t, body: n }, r) {
		try {
			let i = await fetch(t, {
				method: e,
				redirect: "manual",
				signal: AbortSignal.timeout(1e4),
				headers: {
					accept: "application/vnd.github+json",
					authorization: `Bearer ${r}`,
					"user-agent": "agent-orchestrator",
					"x-github-api-version": "2022-11-28",
					...n === void 0 ? {} : { "content-type": "application/json" }
				},
				...n === void 0 ? {} : { body: n }
			});
			return {
				status: i.status,
				header: (e) => i.headers.get(e),
				text: await i.text()
			};
		} catch (e) {
			let t = e instanceof Error && e.cause instanceof Error ? e.cause : e;
			return t instanceof Error ? t.message : String(t);
		}
	}
	function refusal(e, t) {
		return e === 401 ? {
			kind: "unauthorised",
			words: t
		} : e === 403 ? {
			kind: "forbidden",
			words: t
		} : e === 404 || e === 410 ? {
			kind: "missing",
			words: t
		} : e >= 500 ? {
			kind: "unavailable",
			words: t
		} : {
			kind: "invalid",
			words: t
		};
	}
	let wordsOf = (e, t) => oneLine(`${textAt(parsed(e), "message") ?? "no reason given"} (${t})`, 200);
	async function once(e, t) {
		let { clock: n } = e, r = t.method !== "GET", i = e.lastWrite + 1e3 - n.now();
		r && i > 0 && await n.sleep(i), e.calls += 1;
		let a = await send(t, e.token);
		return r && (e.lastWrite = n.now()), a;
	}
	async function calm(e) {
		let t = e.quietUntil - e.clock.now();
		return t > e.patience ? !1 : (t > 0 && await e.clock.sleep(t), !0);
	}
	async function unanswered(e, t, n, r) {
		if (t.method !== "GET") return result_err({
			kind: "unclear",
			words: r
		});
		let i = se[n.retries];
		return i === void 0 ? result_err({
			kind: "unavailable",
			words: r
		}) : (await e.clock.sleep(i), attempt(e, t, {
			...n,
			retries: n.retries + 1
		}));
	}
	async function attempt(e, t, n) {
		if (e.calls >= 100) return result_err({
			kind: "spent",
			words: "100 calls were made"
		});
		if (!await calm(e)) return result_err({
			kind: "limited",
			until: e.quietUntil,
			words: "the API asked to wait"
		});
		let r = await once(e, t);
		if (typeof r == "string") return unanswered(e, t, n, oneLine(r, 200));
		let { status: i, header: a, text: o } = r;
		if (i >= 200 && i < 300) return result_ok(parsed(o));
		let s = i >= 300 && i < 400 ? a("location") : null;
		if (t.elsewhere === !0 && s !== null) return result_ok(s);
		let c = wordsOf(o, i);
		if (i >= 500) return unanswered(e, t, n, c);
		let l = waitOf(i, a, c, e.clock.now());
		return l === null ? result_err(refusal(i, c)) : (e.quietUntil = e.clock.now() + l, n.waits >= 2 ? result_err({
			kind: "limited",
			until: e.quietUntil,
			words: c
		}) : attempt(e, t, {
			...n,
			waits: n.waits + 1
		}));
	}
	function ask(e, t, n, r, i = {}) {
		let a = `${e.base.replace(/\/+$/, "")}/${n.map(encodeURIComponent).join("/")}${r}`, { body: o, elsewhere: s = !1 } = i, c = {
			method: t,
			url: a,
			elsewhere: s,
			...o === void 0 ? {} : { body: JSON.stringify(e.clean(o)) }
		}, l = e.queue.then(() => attempt(e, c, {
			waits: 0,
			retries: 0
		}));
		return e.queue = l, l;
	}
	function githubApi({ base: e, token: t, clock: n, clean: r, calls: i = 0, patience: a = 0 }) {
		let o = {
			base: e,
			token: t,
			clock: n,
			clean: r,
			calls: i,
			patience: a,
			quietUntil: 0,
			lastWrite: -Infinity,
			queue: Promise.resolve()
		};
		return {
			read: (e, t = {}) => {
				let n = new URLSearchParams(t).toString();
				return ask(o, "GET", e, n === "" ? "" : `?${n}`);
			},
			locate: (e) => ask(o, "GET", e, "", { elsewhere: !0 }),
			create: (e, t) => ask(o, "POST", e, "", { body: t }),
			change: (e, t) => ask(o, "PATCH", e, "", { body: t }),
			calls: () => o.calls,
			patience: (e) => {
				o.patience = e;
			}
		};
	}
	let T = require("node:crypto"), E = 921600, ce = /^[a-z][a-z0-9_]*$/;
	function assignment(e, t, n = `ao_${(0, T.randomUUID)()}`) {
		if (!ce.test(e)) throw Error(`Internal error: "${e}" is no name for the runner`);
		if (t.includes(n)) throw Error("Internal error: a value holds the mark of its own end");
		return `${e}<<${n}\n${t}\n${n}\n`;
	}
	function append(e, t) {
		if (e === void 0 || e === "") return !1;
		try {
			return (0, x.appendFileSync)(e, t), !0;
		} catch {
			return !1;
		}
	}
	let sizeOf = (e) => (0, x.statSync)(e, { throwIfNoEntry: !1 })?.size ?? 0;
	function runnerFiles(e) {
		let t = e.GITHUB_STEP_SUMMARY ?? "";
		return {
			output: (t, n) => Buffer.byteLength(n) <= 524288 && append(e.GITHUB_OUTPUT, assignment(t, n)),
			state: (t, n) => append(e.GITHUB_STATE, assignment(t, n)),
			summary: (e) => t !== "" && sizeOf(t) + Buffer.byteLength(e) <= E && append(t, e)
		};
	}
	let le = /[\p{L}\p{N}\p{P}\p{S}\p{Cs}]/u, ue = /[\n\v\f\r\u0085\u2028\u2029]/;
	function places(e) {
		let t = [], n = !0;
		for (let r = 0; r < e.length; r += 1) {
			let i = e.charAt(r);
			n && e.startsWith("::", r) && t.push(r + 1), e.startsWith("##[", r) && t.push(r + 2), ue.test(i) ? n = !0 : n && le.test(i) && (n = !1);
		}
		return t;
	}
	function neutralised(e) {
		if (!e.includes("::") && !e.includes("##[")) return e;
		let t = "", n = 0;
		for (let r of places(e)) t += `${e.slice(n, r)} `, n = r;
		return t + e.slice(n);
	}
	function neutralStream() {
		let e = "";
		return {
			push(t) {
				e += t;
				let n = e.lastIndexOf("\n") + 1, r = e.slice(0, n);
				if (e = e.slice(n), e.length <= 65536) return neutralised(r);
				let i = e;
				return e = "", neutralised(`${r}${i}\n`);
			},
			end() {
				let t = e;
				return e = "", t === "" ? "" : neutralised(`${t}\n`);
			}
		};
	}
	let escapedData = (e) => e.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"), escapedProperty = (e) => escapedData(e).replaceAll(":", "%3A").replaceAll(",", "%2C");
	function commandLine(e, t, n = []) {
		let r = n.map(([e, t]) => `${e}=${escapedProperty(t)}`).join(",");
		return `::${e}${r === "" ? "" : ` ${r}`}::${escapedData(t)}\n`;
	}
	function markLine({ level: e, message: t, title: n, file: r, line: i }) {
		let a = [
			...r === void 0 ? [] : [["file", r]],
			...r === void 0 || i === void 0 ? [] : [["line", String(i)]],
			...n === void 0 ? [] : [["title", n]]
		];
		return commandLine(e, cut(t, 4096), a);
	}
	let randomToken = () => (0, T.randomBytes)(16).toString("hex");
	function say(e, t) {
		t !== "" && (e.stopped === null && (e.stopped = e.token(), e.write(commandLine("stop-commands", e.stopped))), e.write(t));
	}
	function flush(e) {
		say(e, e.lines.end()), e.stopped !== null && e.write(commandLine(e.stopped, "")), e.stopped = null;
	}
	function order(e, t) {
		flush(e), e.write(t);
	}
	function mark(e, { level: t, message: n, title: r, ...i }) {
		let a = (e.marks.get(t) ?? 0) + 1;
		e.marks.set(t, a);
		let o = sanitised(e.redactor.text(n));
		if (a > 10) return say(e, e.lines.push(`${t}: ${o}\n`));
		order(e, markLine({
			level: t,
			message: o,
			...r === void 0 ? {} : { title: oneLine(e.redactor.text(r), 120) },
			...i
		}));
	}
	function group(e, t, n) {
		let r = e.groups < 50;
		e.groups += 1;
		let i = oneLine(e.redactor.text(t), 120), a = e.redactor.text(n);
		r && order(e, commandLine("group", i)), say(e, e.lines.push(`${r ? "" : `${i}\n`}${a}${a.endsWith("\n") ? "" : "\n"}`)), r && order(e, commandLine("endgroup", ""));
	}
	function jobLog({ write: e, redactor: t, token: n = randomToken }) {
		let r = {
			write: e,
			redactor: t,
			token: n,
			lines: neutralStream(),
			marks: new Map(),
			stopped: null,
			groups: 0
		};
		return {
			text: (e) => say(r, r.lines.push(t.text(e))),
			mark: (e) => mark(r, e),
			group: (e, t) => group(r, e, t),
			flush: () => flush(r)
		};
	}
	let node = (e) => ({
		next: new Map(),
		fail: null,
		depth: e,
		reach: 0,
		right: 0
	});
	function grow(e, t) {
		let n = e;
		for (let e = 0; e < t.text.length; e += 1) {
			let r = t.text.charCodeAt(e), i = n.next.get(r);
			i === void 0 && (i = node(n.depth + 1), n.next.set(r, i)), n = i;
		}
		n.reach = Math.max(n.reach, t.text.length + t.left), n.right = Math.max(n.right, t.right);
	}
	function step(e, t, n) {
		let r = t;
		for (; r !== null;) {
			let e = r.next.get(n);
			if (e !== void 0) return e;
			r = r.fail;
		}
		return e;
	}
	function automaton_link(e) {
		let t = [e];
		for (let n of t) for (let [r, i] of n.next) {
			let a = n.fail === null ? e : step(e, n.fail, r);
			i.fail = a, i.reach = Math.max(i.reach, a.reach), i.right = Math.max(i.right, a.right), t.push(i);
		}
	}
	function add(e, t, n) {
		let r = t;
		for (let t = e.at(-1); t !== void 0 && t.end >= r; t = e.at(-1)) r = Math.min(r, t.start), e.pop();
		e.push({
			start: r,
			end: n
		});
	}
	function automaton(e) {
		let t = node(0);
		for (let n of e) n.text !== "" && grow(t, n);
		return automaton_link(t), (e) => {
			let n = [], r = t;
			for (let i = 0; i < e.length; i += 1) r = step(t, r, e.charCodeAt(i)), r.reach > 0 && add(n, Math.max(0, i + 1 - r.reach), i + 1 + r.right);
			return {
				intervals: n,
				held: r.depth
			};
		};
	}
	let A = (e, t) => e.repeat(t), D = [
		{
			about: "Anthropic",
			signs: ["sk-ant-"],
			pattern: /\bsk-ant-[\w-]{16,512}/g,
			example: `sk-ant-api03-${A("a1B2", 10)}-AA`
		},
		{
			about: "OpenAI",
			signs: [
				"sk-proj-",
				"sk-svcacct-",
				"sk-admin-",
				"sk-or-v1-"
			],
			pattern: /\bsk-(?:proj|svcacct|admin|or-v1)-[\w-]{16,512}/g,
			example: `sk-proj-${A("a1B2", 12)}`
		},
		{
			about: "OpenAI, older",
			signs: ["sk-"],
			pattern: /\bsk-[A-Za-z0-9]{32,128}\b/g,
			example: `sk-${A("a1B2", 12)}`
		},
		{
			about: "GitHub",
			signs: [
				"ghp_",
				"gho_",
				"ghs_",
				"ghu_",
				"ghr_"
			],
			pattern: /\bgh[opsur]_[\w.-]{30,1024}/g,
			example: `ghp_${A("a1B2", 9)}`
		},
		{
			about: "GitHub, fine-grained",
			signs: ["github_pat_"],
			pattern: /\bgithub_pat_\w{22,255}/g,
			example: `github_pat_${A("11AA", 5)}aa_${A("a1B2", 14)}`
		},
		{
			about: "GitLab",
			signs: [
				"glpat-",
				"gldt-",
				"glrt-",
				"glcbt-",
				"glptt-",
				"glft-",
				"glsoat-"
			],
			pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{20,255}/g,
			example: `glpat-${A("a1B2", 5)}`
		},
		{
			about: "AWS, key id",
			signs: [
				"AKIA",
				"ASIA",
				"ABIA",
				"ACCA"
			],
			pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
			example: "AKIAIOSFODNN7EXAMPLE"
		},
		{
			about: "AWS, secret",
			signs: ["ecret", "ECRET"],
			pattern: /\baws_?secret_?access_?key["']?\s{0,4}[=:]\s{0,4}["']?([A-Za-z0-9/+=]{40})/gi,
			after: 0,
			example: `aws_secret_access_key = ${A("a1B2", 10)}`
		},
		{
			about: "Google, key",
			signs: ["AIza"],
			pattern: /\bAIza[\w-]{35}/g,
			example: `AIza${A("a1B2x", 7)}`
		},
		{
			about: "Google, token",
			signs: ["ya29."],
			pattern: /\bya29\.[\w-]{20,1024}/g,
			example: `ya29.${A("a1B2", 10)}`
		},
		{
			about: "Slack",
			signs: ["xox"],
			pattern: /\bxox[abceoprs]-[\w-]{10,512}/g,
			example: `xoxb-${A("123456789012", 2)}-abcDEF`
		},
		{
			about: "Slack, app",
			signs: ["xapp-"],
			pattern: /\bxapp-[\w-]{16,512}/g,
			example: `xapp-1-${A("A1B2", 6)}`
		},
		{
			about: "Slack, hook",
			signs: ["hooks.slack.com/"],
			pattern: /\bhooks\.slack\.com\/(?:services|workflows)\/([\w/-]{16,200})/g,
			after: 0,
			example: `hooks.slack.com/services/T0000/B0000/${A("a1B2", 6)}`
		},
		{
			about: "Stripe",
			signs: ["k_live_", "k_test_"],
			pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}/g,
			example: `sk_live_${A("a1B2", 6)}`
		},
		{
			about: "npm",
			signs: ["npm_"],
			pattern: /\bnpm_[A-Za-z0-9]{36}/g,
			example: `npm_${A("a1B2", 9)}`
		},
		{
			about: "PyPI",
			signs: ["pypi-"],
			pattern: /\bpypi-[\w-]{50,512}/g,
			example: `pypi-${A("a1B2", 14)}`
		},
		{
			about: "Hugging Face",
			signs: ["hf_"],
			pattern: /\bhf_[A-Za-z0-9]{30,128}/g,
			example: `hf_${A("a1B2", 9)}`
		},
		{
			about: "SendGrid",
			signs: ["SG."],
			pattern: /\bSG\.[\w-]{22}\.[\w-]{43}/g,
			example: `SG.${A("a1", 11)}.${A("b", 43)}`
		},
		{
			about: "DigitalOcean",
			signs: ["_v1_"],
			pattern: /\bdo[opr]_v1_[a-f0-9]{64}/g,
			example: `dop_v1_${A("a1b2", 16)}`
		},
		{
			about: "a signed token (JWT)",
			signs: ["eyJ"],
			pattern: /(?<![\w-])eyJ[\w-]{10,8192}\.eyJ[\w-]{4,8192}\.[\w-]{8,2048}/g,
			example: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${A("a1B2", 10)}`
		},
		{
			about: "a password in an address",
			signs: ["://"],
			pattern: /:\/\/[^\s/:@"']{0,64}:([^\s/@"']{3,256})@/g,
			after: 1,
			example: "https://ada:hunter2-hunter2@example.com"
		},
		{
			about: "a token of the web",
			signs: ["earer"],
			pattern: /\b[Bb]earer\s([\w.~+/-]{24,4096}={0,2})/g,
			after: 0,
			example: `Authorization: Bearer ${A("a1B2", 8)}`
		}
	], O = "-----BEGIN", de = [O, ...D.flatMap(({ signs: e }) => e)], mayHoldKnown = (e) => e.length >= 16 && de.some((t) => e.includes(t)), fe = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g, pe = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/, k = /(?:(?:\s|\\+[nr]){0,8}[A-Za-z0-9+/=]{16,128}){0,300}/y;
	function privateKeys(e) {
		let t = [], n = 0;
		for (let { index: r, 0: i } of e.matchAll(fe)) {
			if (r < n) continue;
			let a = r + i.length, o = pe.exec(e.slice(a, a + 16384));
			k.lastIndex = a, n = a + (o === null ? k.exec(e)?.[0].length ?? 0 : o.index + o[0].length), t.push({
				start: r,
				end: n
			});
		}
		return t;
	}
	let keysOf = ({ pattern: e, after: t = 0 }, n) => [...n.matchAll(e)].map(({ index: e, 0: n, 1: r = n }) => {
		let i = e + n.length - t;
		return {
			start: i - r.length,
			end: i
		};
	});
	function knownIn(e) {
		if (!mayHoldKnown(e)) return [];
		let t = D.filter(({ signs: t }) => t.some((t) => e.includes(t))).flatMap((t) => keysOf(t, e)), n = e.includes(O) ? privateKeys(e) : [], r = [...t, ...n].sort((e, t) => e.start - t.start), i = [];
		for (let e of r) {
			let t = i.at(-1);
			t !== void 0 && e.start <= t.end ? i[i.length - 1] = {
				start: t.start,
				end: Math.max(t.end, e.end)
			} : i.push(e);
		}
		return i;
	}
	let me = "0123456789abcdef", exact = (e) => ({
		text: e,
		left: 0,
		right: 0
	}), hexByte = (e) => `${me.charAt(e >> 4)}${me.charAt(e & 15)}`;
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
	let he = [76, 64];
	function wrappedForms({ text: e, right: t }) {
		return he.filter((t) => e.length > t).flatMap((n) => Array.from({ length: Math.ceil(e.length / n) }, (e, t) => t * n).map((r) => {
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
	let ge = /^[\w+/=.-]+$/, isPiece = (e) => /[0-9]/.test(e) && /[A-Za-z]/.test(e) && !/[/.]/.test(e);
	function pieces(e) {
		if (e.length < 24 || e.length > 512 || !ge.test(e)) return [];
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
	let _e = {
		active: !1,
		text: withoutKnown,
		value: (e) => clean(e, withoutKnown),
		declared: (e) => e,
		stream: () => ({
			push: (e) => e,
			end: () => ""
		})
	};
	function worthStriking(e) {
		let t = e.filter((e) => /[\r\n]/.test(e)).flatMap((e) => e.split(/[\r\n]+/).map((e) => e.trim())).filter((e) => e.length >= 8), n = e.flatMap((e) => [e, e.trim()]);
		return [...new Set([...n.filter((e) => e.length >= 4), ...t])];
	}
	function strike(e, t) {
		let n = "", r = 0;
		for (let { start: i, end: a } of t) n += e.slice(r, i) + "***", r = a;
		return n + e.slice(r);
	}
	function withoutKnown(e) {
		let t = knownIn(e);
		return t.length === 0 ? e : strike(e, t);
	}
	function clean(e, t) {
		return typeof e == "string" ? t(e) : typeof e == "number" ? t(String(e)) === String(e) ? e : "***" : value_isList(e) ? e.map((e) => clean(e, t)) : value_isFields(e) ? Object.fromEntries(Object.entries(e).map(([e, n]) => [t(e), clean(n, t)])) : e;
	}
	function redactedStream(e) {
		let t = "", n = 0, r = !1, release = (e, i) => {
			let a = "", o = Math.min(n, i), s = Math.max(0, n - i);
			for (let n of e) {
				let e = Math.max(n.start, o);
				if (n.end <= o || n.start >= i) continue;
				let c = t.slice(o, e);
				(c !== "" || !r) && (a += c + "***"), r = !0, o = Math.min(n.end, i), s = Math.max(s, n.end - i);
			}
			let c = t.slice(o, i);
			return c !== "" && (r = !1), t = t.slice(i), n = s, a + c;
		};
		return {
			push(n) {
				t += n;
				let { intervals: r, held: i } = e(t);
				return release(r, Math.max(0, t.length - i - 1));
			},
			end: () => release(e(t).intervals, t.length)
		};
	}
	function redactor(e) {
		let t = worthStriking(e);
		if (t.length === 0) return _e;
		let n = automaton(t.flatMap(secretForms)), declared = (e) => {
			let { intervals: t } = n(e);
			return t.length === 0 ? e : strike(e, t);
		}, text = (e) => withoutKnown(declared(e));
		return {
			active: !0,
			text,
			value: (e) => clean(e, text),
			declared,
			stream: () => redactedStream(n)
		};
	}
	let ve = [
		["w", 604800],
		["d", 86400],
		["h", 3600],
		["m", 60],
		["s", 1],
		["ms", .001]
	], ye = /^(\d+(?:\.\d+)?)\s*(ms|w|d|h|m|s)\s*/, be = /^\d+(?:\.\d+)?$/;
	function durationSeconds(e) {
		let t = e.trim().toLowerCase();
		if (be.test(t)) return Number(t);
		let n = t, r = -1, i = 0;
		for (; n !== "";) {
			let e = ye.exec(n), t = ve.findIndex(([t]) => t === e?.[2]);
			if (e === null || t <= r) return;
			i += Number(e[1]) * (ve[t]?.[1] ?? 0), r = t, n = n.slice(e[0].length);
		}
		return r === -1 ? void 0 : Math.round(i * 1e3) / 1e3;
	}
	let tolerance = (e) => Math.max(1, Math.floor(e / 3));
	function nearest(e, t) {
		if (e.length === 0 || e.length > 100) return;
		let n = e.toLowerCase(), r = tolerance(e.length), i, a = Infinity;
		for (let o of t) {
			let t = o.length === e.length && o.toLowerCase() === n ? 0 : distance(e, o, r);
			if (t > r) continue;
			let s = t === r && i !== void 0 ? distance(n, o.toLowerCase()) : 0;
			i !== void 0 && t === r && s >= a || (i = o, a = distance(n, o.toLowerCase()), r = t);
		}
		return i;
	}
	function distance(e, t, n = Infinity) {
		if (Math.abs(e.length - t.length) > n) return n + 1;
		let r = 0;
		for (; r < e.length && r < t.length && e[r] === t[r];) r++;
		let i = 0;
		for (; i < Math.min(e.length, t.length) - r && e.at(-1 - i) === t.at(-1 - i);) i++;
		return alignment(e.slice(r, e.length - i), t.slice(r, t.length - i), n);
	}
	function alignment(e, t, n) {
		let r = Math.min(n, Math.max(e.length, t.length)), i = [], a = Array.from({ length: t.length + 1 }, (e, t) => t);
		for (let o = 1; o <= e.length; o++) {
			let s = alignmentRow(e, t, o, r, a, i);
			if (Math.min(...s) > n) return n + 1;
			i = a, a = s;
		}
		return Math.min(a[t.length] ?? Infinity, n + 1);
	}
	function alignmentRow(e, t, n, r, i, a) {
		let o = Array.from({ length: t.length + 1 }, () => Infinity), s = Math.max(1, n - r), c = Math.min(t.length, n + r);
		s === 1 && (o[0] = n);
		for (let r = s; r <= c; r++) {
			let s = e[n - 1] === t[r - 1], c = Math.min((i[r] ?? Infinity) + 1, (o[r - 1] ?? Infinity) + 1, (i[r - 1] ?? Infinity) + +!s);
			n > 1 && r > 1 && e[n - 1] === t[r - 2] && e[n - 2] === t[r - 1] && (c = Math.min(c, (a[r - 2] ?? Infinity) + 1)), o[r] = c;
		}
		return o;
	}
	let xe = [
		"run",
		"validate",
		"plan",
		"advance",
		"task",
		"finish",
		"deliver"
	], j = [
		{
			name: "workflow",
			kind: "text",
			about: "The workflow: a path or a name. Needed by `run`; `validate` without it checks every workflow of the project. `auto`, the workflow that belongs to the event, is reserved",
			later: ["auto"]
		},
		{
			name: "mode",
			kind: "choice",
			choices: xe,
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
	], variableOf = (e) => `INPUT_${e.toUpperCase()}`, given = (e, { name: t, default: n = "" }) => {
		let r = (e[variableOf(t)] ?? "").trim();
		return r === "" && !n.startsWith("${{") ? n : r;
	}, Se = j.flatMap(({ name: e, kind: t }) => t === "secret" ? [e] : []), M = new Set([
		"true",
		"True",
		"TRUE"
	]), Ce = new Set([
		"false",
		"False",
		"FALSE"
	]);
	function reserved(e, t) {
		let { name: n, later: r, default: i = "" } = e;
		if (r === void 0 || t === i || r !== "any" && !r.includes(t)) return null;
		let a = n === "mode" || n === "placement" ? "`mode: run` runs the whole workflow in one job, `mode: validate` checks it" : `leave \`${n}\` out`;
		return {
			message: `\`${n}: ${t}\` is refused: it is reserved for what this version does not do`,
			hint: a
		};
	}
	function objection(e, t) {
		let { name: n, kind: r, choices: i = [] } = e;
		if (r === "boolean" && !M.has(t) && !Ce.has(t)) return {
			message: `\`${n}\` does not know "${t}"`,
			hint: "it takes true or false"
		};
		if (r === "choice" && !i.includes(t)) {
			let e = nearest(t, i), r = `it takes one of ${i.join(", ")}`;
			return {
				message: `\`${n}\` does not know "${t}"`,
				hint: e === void 0 ? r : `did you mean "${e}"? ${r}`
			};
		}
		return r === "number" && t !== "" && !(Number(t) >= 0 && Number.isFinite(Number(t))) ? {
			message: `\`${n}\` needs a number, not "${t}"`,
			hint: "e.g. 4"
		} : n === "timeout" && t !== "" && !((durationSeconds(t) ?? 0) > 0) ? {
			message: `\`timeout\` does not understand "${t}"`,
			hint: "write e.g. 45m or 1h30m"
		} : reserved(e, t);
	}
	let modeOf = (e) => xe.find((t) => t === e) ?? null, we = {
		plan: [["workflow", "say which workflow to run: a path or a name"]],
		task: [["task", "name a leg of the output `legs`, or `finally`"], ["plan", "hand on the output `plan` of the job with `mode: plan`"]],
		advance: [["wave", "say the number of the wave that has ended"], ["plan", "hand on the output `plan` of the job with `mode: plan`"]]
	}, missing = (e) => (we[e("mode")] ?? []).filter(([t]) => e(t) === "").map(([e, t]) => ({
		message: `\`${e}\` is missing`,
		hint: t
	})), Te = new Set([
		"run",
		"validate",
		"deliver"
	]), names = (e) => e.split(/[,\n]/).map((e) => e.trim()).filter((e) => e !== ""), Ee = [
		"live",
		"final",
		"on-failure",
		"off"
	];
	function credentialsOf(e) {
		let t = {
			ANTHROPIC_API_KEY: e("anthropic_api_key"),
			CLAUDE_CODE_OAUTH_TOKEN: e("claude_code_oauth_token")
		};
		return Object.fromEntries(Object.entries(t).filter(([, e]) => e !== ""));
	}
	let N = "auto";
	function crossedInPart(e) {
		let t = e("mode"), n = [...missing(e)];
		return M.has(e("dry_run")) && n.push({
			message: `\`dry_run\` is not taken with \`mode: ${t}\``,
			hint: "use it with `mode: run`"
		}), e("rerun") !== "" && n.push({
			message: `\`rerun\` is not taken with \`mode: ${t}\``,
			hint: "GitHub's own \"Re-run failed jobs\" does what failed again"
		}), n;
	}
	function crossed(e) {
		let t = e("resume"), n = [], r = t !== "off" && t !== N;
		if (e("mode") === "run" && e("workflow") === "" && !r && n.push({
			message: "`workflow` is missing",
			hint: "say which workflow to run: a path or a name"
		}), !Te.has(e("mode"))) return [...n, ...crossedInPart(e)];
		let i = e("effects");
		e("mode") === "deliver" && i === "" && n.push({
			message: "`effects` is missing",
			hint: "give `deliver` what the run proposed: `<attempt>:<digest>`"
		}), i !== "" && !/^(?:none|[1-9]\d{0,8}:[0-9a-f]{64})$/.test(i) && n.push({
			message: "`effects` is not what a run proposes",
			hint: "it is `<attempt>:<digest>`, or `none`"
		}), e("rerun") !== "" && t === "off" && n.push({
			message: "`rerun` needs `resume`",
			hint: "say with `resume` which run to go on with"
		});
		for (let t of ["inputs", "timeout"].filter((t) => e(t) !== "" && r)) n.push({
			message: `\`${t}\` is not taken with \`resume\``,
			hint: "a run goes on with what it was started with"
		});
		return n;
	}
	function wishes(e) {
		let t = new Map(j.map((t) => [t.name, given(e, t)])), read = (e) => t.get(e) ?? "", n = [...j.flatMap((e) => objection(e, read(e.name)) ?? []), ...crossed(read)], r = modeOf(read("mode"));
		return n.length > 0 || r === null ? result_err(n) : result_ok({
			mode: r,
			workflow: read("workflow"),
			task: read("task"),
			plan: read("plan"),
			wave: read("wave"),
			results: read("results"),
			inputs: read("inputs"),
			runner: read("runner"),
			maxParallel: read("max_parallel"),
			timeout: read("timeout"),
			maxCostUsd: read("max_cost_usd"),
			resume: read("resume") === "off" ? "" : read("resume"),
			rerun: read("rerun"),
			token: read("github_token"),
			effects: read("effects"),
			credentials: credentialsOf(read),
			comment: Ee.find((e) => e === read("comment")) ?? "off",
			check: read("checks") !== "off",
			taskChecks: read("checks") === "tasks",
			annotations: M.has(read("annotations")),
			report: M.has(read("report")),
			allowedBots: names(read("allowed_bots")),
			forks: read("forks") === "degrade" ? "degrade" : "refuse",
			workingDirectory: read("working_directory"),
			stateDir: read("state_dir"),
			keep: M.has(read("keep")),
			dryRun: M.has(read("dry_run"))
		});
	}
	function payloadIn({ eventPath: e }) {
		if (e === "") return null;
		let t = (0, x.statSync)(e, { throwIfNoEntry: !1 })?.size ?? 0;
		return t === 0 || t > 26214400 ? null : parsed((0, x.readFileSync)(e, "utf8"));
	}
	let secretsIn = (e) => [...Se.map(variableOf), "ACTIONS_RUNTIME_TOKEN"].map((t) => e[t]?.trim() ?? "").filter((e) => e !== "");
	function stageFor(e) {
		let { env: t, write: n } = e, r = redactor(secretsIn(t)), i = groundOf(t);
		return {
			door: e,
			ground: i,
			secrets: r,
			log: jobLog({
				write: n,
				redactor: r
			}),
			files: runnerFiles(t),
			seen: occurrence(t, payloadIn(i))
		};
	}
	let sleep = (e) => new Promise((t) => setTimeout(t, e));
	function apiFor({ ground: e, secrets: t }, n, r) {
		return n === "" || e.repository === null ? null : githubApi({
			base: e.apiUrl,
			token: n,
			calls: r,
			clock: {
				now: Date.now,
				sleep
			},
			clean: t.value
		});
	}
	let P = {
		done: 0,
		failed: 1,
		usage: 2,
		paused: 3,
		credentials: 4,
		budget: 5,
		infrastructure: 6,
		policy: 7,
		bug: 70,
		hungUp: 129,
		interrupted: 130,
		terminated: 143
	};
	P.done, P.failed, P.usage, P.paused, P.credentials, P.budget, P.infrastructure, P.policy, P.bug, P.hungUp, P.interrupted, P.terminated, P.interrupted, P.terminated, P.hungUp;
	let De = [
		"GITHUB_API_URL",
		"GITHUB_SERVER_URL",
		"GITHUB_REPOSITORY",
		"GITHUB_RUN_ID",
		"GITHUB_RUN_ATTEMPT"
	], Oe = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
	function action_deliver_wordsOf({ ground: e, seen: t, door: n }, r) {
		let { repository: i } = e, a = [t.head ?? "", n.env.GITHUB_SHA ?? ""].filter((e) => Oe.test(e));
		return [
			"deliver",
			`--directory=${e.workspace}`,
			`--state-dir=${r.state}`,
			"--no-input",
			"--json",
			...r.effects === "" ? [] : [`--effects=${r.effects}`],
			...i === null ? [] : [`--repository=${i.owner}/${i.name}`],
			...t.change === null ? [] : [`--pull=${t.change}`],
			...[...new Set(a)].map((e) => `--head=${e}`),
			...r.dryRun ? ["--dry-run"] : [],
			"--",
			r.run
		];
	}
	let ke = new Map([
		["done", "\u2705"],
		["same", "\u267b\ufe0f"],
		["skipped", "\u23ed\ufe0f"],
		["failed", "\u274c"]
	]);
	function linesOf(e) {
		let t = parsed(e), who = (e) => {
			let t = textAt(e, "task");
			return t === null ? "" : ` of ${inline(t, 80)}`;
		}, line = (e, t, n) => `${t} ${inline(textAt(e, "kind") ?? "effect", 40)}${who(e)}${n === "" ? "" : `: ${inline(n, 300)}`}`, n = listAt(t, "effects").map((e) => line(e, ke.get(textAt(e, "outcome") ?? "") ?? "\u2754", textAt(e, "message") ?? "")), r = listAt(t, "proposed").map((e) => line(e, "\u23ed\ufe0f", "not written")), i = listAt(t, "refused").map((e) => line(e, "\ud83d\udeab", textAt(e, "message") ?? ""));
		return [
			...n,
			...r,
			...i
		].slice(0, 60);
	}
	let isWrong = (e) => {
		let t = parsed(e);
		return listAt(t, "effects").some((e) => textAt(e, "outcome") === "failed") || listAt(t, "refused").length > 0 || at(t, "effects") === null;
	};
	async function deliverRun(e, t) {
		let { door: n, log: r } = e, i = Object.fromEntries(De.flatMap((e) => {
			let t = n.env[e];
			return t === void 0 ? [] : [[e, t]];
		})), a = "", o = await n.program().main(action_deliver_wordsOf(e, t), {
			env: {
				...programEnvironment(n.env, {}),
				...i,
				GITHUB_TOKEN: t.token
			},
			root: n.root,
			load: n.load,
			remember: () => void 0,
			outside: {
				out: sinkTo(e, (e) => a += e),
				err: sinkTo(e, r.text),
				unicode: !0,
				concealed: secretsIn(n.env)
			}
		});
		return {
			code: o,
			lines: linesOf(a),
			wrong: o !== P.done || isWrong(a)
		};
	}
	let deliveryPage = (e) => e.length === 0 ? "" : `\n## Written to GitHub\n\n${e.map((e) => `- ${e}`).join("\n")}\n`, brand_runId = (e) => e, brand_digest = (e) => e, brand_millis = (e) => e, seconds = (e) => e * 1e3, Ae = [0, 1], je = new Set([
		"agent",
		"command",
		"git",
		"message",
		"plugin",
		"approval"
	]), isGroupType = (e) => !je.has(e), F = 1e3, I = 60 * F, L = 60 * I, R = 24 * L, two = (e) => String(e).padStart(2, "0");
	function civil(e) {
		let t = e + 719468, n = Math.floor(t / 146097), r = t - n * 146097, i = Math.floor((r - Math.floor(r / 1460) + Math.floor(r / 36524) - Math.floor(r / 146096)) / 365), a = r - (365 * i + Math.floor(i / 4) - Math.floor(i / 100)), o = Math.floor((5 * a + 2) / 153), s = o < 10 ? o + 3 : o - 9, c = a - Math.floor((153 * o + 2) / 5) + 1;
		return {
			year: i + n * 400 + +(s <= 2),
			month: s,
			day: c
		};
	}
	function instant_isoText(e) {
		let t = Math.floor(e / R), n = Math.floor(e - t * R), { year: r, month: i, day: a } = civil(t), o = String(n % F).padStart(3, "0");
		return `${String(r).padStart(4, "0")}-${two(i)}-${two(a)}T${clockText(n, 0)}.${o}Z`;
	}
	function clockText(e, t) {
		let n = e + t * I, r = n - Math.floor(n / R) * R;
		return `${two(Math.floor(r / L))}:${two(Math.floor(r % L / I))}:${two(Math.floor(r % I / F))}`;
	}
	function lengthText(e) {
		let t = Math.max(0, Math.round(e));
		if (t < F) return `${t}ms`;
		if (t < 9950) return `${(Math.round(t / 100) / 10).toFixed(1)}s`;
		let n = Math.round(t / F);
		if (n < 60) return `${n}s`;
		if (n < 3600) return `${Math.floor(n / 60)}m${two(n % 60)}s`;
		let r = Math.floor(n / 60);
		if (r < 1440) return `${Math.floor(r / 60)}h${two(r % 60)}m`;
		let i = Math.floor(r / 60);
		return `${Math.floor(i / 24)}d${two(i % 24)}h`;
	}
	let Me = [
		"agent-exit",
		"agent-error",
		"timeout",
		"idle",
		"output-invalid",
		"verify-failed",
		"budget-exceeded",
		"quota",
		"auth",
		"merge-conflict",
		"condition-error",
		"missing-input",
		"lost",
		"cancelled",
		"infrastructure",
		"policy"
	], Ne = new Set([
		"agent-exit",
		"agent-error",
		"output-invalid",
		"verify-failed",
		"merge-conflict"
	]);
	seconds(3600), seconds(300), seconds(10), seconds(300), seconds(60), seconds(1), [...Ne];
	function never_unreachable(e) {
		throw Error(`Internal error: unexpected ${JSON.stringify(e)}`);
	}
	function stopText(e) {
		switch (e.kind) {
			case "failure": return `"${e.task}" failed`;
			case "cancel": return `cancelled by ${e.by}`;
			case "timeout": return `out of time after ${lengthText(e.after)}`;
			case "budget": return `the limit on ${e.limit} was reached`;
			case "rollback": return "it is rolled back";
			default: return never_unreachable(e);
		}
	}
	let failures = (e) => e.rows.filter((e) => e.status === "failure" && e.failure !== null), missed = (e) => e.rows.filter((e) => e.role === "task" && e.required && e.status === "skipped"), wasUndone = (e) => e.stop?.kind === "rollback" && failures(e).length === 0, isGroupRow = ({ type: e }) => isGroupType(e);
	function typeWords(e) {
		switch (e) {
			case "string": return "a text";
			case "number": return "a number";
			case "integer": return "a whole number";
			case "boolean": return "true or false";
			case "list": return "a list";
			case "object": return "a mapping";
			default: return never_unreachable(e);
		}
	}
	let Pe = /^[A-Za-z0-9._/@:-]+$/, quoted = (e) => Pe.test(e) ? e : `'${e.replaceAll("'", String.raw`'\''`)}'`, filling = ({ name: e, type: t }) => ` --field ${quoted(`${e}=<${typeWords(t)}>`)}`, Fe = "agent-orchestrator";
	function answerCommands(e, t) {
		let n = `${e} ${quoted(t.id)}`, r = (t.question?.fields ?? []).filter((e) => e.required && e.default === void 0), i = t.shown.slice(0, 12);
		return {
			approve: `${Fe} approve ${n} ${i}${r.map(filling).join("")}`,
			reject: `${Fe} reject ${n} --reason ${quoted("<why>")}`
		};
	}
	function pauseText(e) {
		switch (e.kind) {
			case "gates": return `waits for an answer to ${e.tasks.join(", ")}`;
			case "quota": return `waits for the quota of ${e.pool}${e.until === null ? "" : ` until ${instant_isoText(e.until)}`}`;
			default: return never_unreachable(e);
		}
	}
	let Ie = new Set([
		"success",
		"failure",
		"skipped"
	]), tasksOf = ({ rows: e }) => e.filter(({ role: e }) => e === "task"), finishedOf = (e) => tasksOf(e).filter(({ status: e }) => Ie.has(e));
	function firstFailure({ rows: e }) {
		let t = e.filter(({ status: e, failure: t }) => e === "failure" && t !== null);
		return t.find((e) => !isGroupRow(e)) ?? t[0];
	}
	let Le = new Set([
		"pending",
		"running",
		"waiting"
	]);
	function cutOff(e) {
		let { model: t } = e;
		if (t.conclusion !== null) return e;
		let n = t.rows.map((e) => Le.has(e.status) ? {
			...e,
			status: "cancelled",
			reason: "the job ended",
			waitsFor: []
		} : e);
		return {
			...e,
			gates: [],
			model: {
				...t,
				conclusion: "cancelled",
				rows: n
			}
		};
	}
	let z = {
		"agent-exit": {
			sentence: "The agent's program ended with an error code",
			hint: "Read its last lines with `agent-orchestrator logs <run> <task>`; exit code 75 would mean that trying again may help."
		},
		"agent-error": {
			sentence: "The agent answered that it could not do the task",
			hint: "Read its message; make the prompt or the inputs clearer, or let another agent try with `fallback`."
		},
		timeout: {
			sentence: "The attempt took longer than its timeout and was stopped",
			hint: "Raise `timeout`, split the task, or add `timeout` to `retry.on` if it may succeed the next time."
		},
		idle: {
			sentence: "Nothing was heard from the agent for too long, so it was stopped and counted as hung",
			hint: "Raise `idle_timeout` if the task works silently for long; such attempts are repeated on their own, up to `infra_max_attempts`."
		},
		"output-invalid": {
			sentence: "The result does not fit its schema, also after the repairs that were allowed",
			hint: "Compare the result with `outputs.schema`; say in the prompt what is expected, or raise `max_repairs`."
		},
		"verify-failed": {
			sentence: "The agent said that it was done, but the checks of the task say otherwise",
			hint: "Run the commands under `verify` yourself on the task's branch to see what is missing."
		},
		"budget-exceeded": {
			sentence: "The budget of the task or of the run is spent",
			hint: "Nothing is lost: raise `budget` of the task in the workflow and resume; the budget of the run is raised by `agent-orchestrator resume <run> --max-cost-usd <amount>`."
		},
		quota: {
			sentence: "The provider refuses more requests until its limit is reset",
			hint: "The run waits or pauses on its own; resume it after the reset, or lower `max_parallel`."
		},
		auth: {
			sentence: "The provider did not accept the credentials, or there are none",
			hint: "Check the key or log in again; `--runner scripted` plays the workflow without any."
		},
		"merge-conflict": {
			sentence: "The work of two tasks touches the same lines and cannot be joined",
			hint: "Let one task depend on the other, give them separate files, or name an agent that resolves conflicts in `settings.on_conflict`."
		},
		"condition-error": {
			sentence: "The condition of the task could not be evaluated",
			hint: "Correct the expression; give a default for what may be absent: `x ?? ''`."
		},
		"missing-input": {
			sentence: "A value that the task needs does not exist, because the task that makes it has no result",
			hint: "Give a default with `??` or `default(\u2026)`, or change the trigger rule."
		},
		lost: {
			sentence: "The process that ran the attempt disappeared without a word",
			hint: "Often the machine was stopped or ran out of memory; such attempts are repeated on their own, up to `infra_max_attempts`."
		},
		cancelled: {
			sentence: "The task was stopped because somebody asked for it, or because its result was no longer needed",
			hint: "`agent-orchestrator resume <run>` goes on from what was finished."
		},
		infrastructure: {
			sentence: "The network, the disk or the machine failed, not the agent",
			hint: "Such attempts are repeated on their own, up to `infra_max_attempts`; read the message for the cause."
		},
		policy: {
			sentence: "A rule of the repository or the operator forbids what the task wanted to do",
			hint: "Read the message: it names the rule; change the task or ask whoever owns the rule."
		}
	};
	function costText(e) {
		return e === null ? "cost unknown" : e > 0 && e < .01 ? "<$0.01" : `$${e.toFixed(2)}`;
	}
	let B = {
		succeeded: "\u2705",
		failed: "\u274c",
		running: "\ud83d\udd35",
		pending: "\u26aa",
		waiting: "\u270b",
		skipped: "\u23ed\ufe0f",
		cancelled: "\ud83d\udeab",
		cached: "\u267b\ufe0f",
		"timed out": "\u23f1\ufe0f"
	}, V = {
		pending: "pending",
		running: "running",
		waiting: "waiting",
		success: "succeeded",
		failure: "failed",
		skipped: "skipped",
		cancelled: "cancelled",
		upstream_failed: "skipped"
	}, isLate = ({ failure: e }) => e?.kind === "timeout" || e?.kind === "idle";
	function wordOf(e) {
		return e.reused ? "cached" : e.status === "waiting" && e.type !== "approval" ? "pending" : e.status === "failure" && isLate(e) ? "timed out" : V[e.status];
	}
	let iconOf = (e) => B[wordOf(e)];
	function causeOf(e) {
		let t = e.message.trim().split("\n").findLast((e) => e.trim() !== "") ?? "", n = e.kind === "agent-exit" && e.code !== null ? ` (exit ${e.code})` : "";
		return t === "" ? `${e.kind}${n}` : `${oneLine(t, 120)}${n}`;
	}
	function resultOf(e) {
		let t = e.attempts > 1 ? `attempt ${e.attempts}${e.status === "failure" ? `/${e.maxAttempts}` : ""}` : "", said = (e) => [e, t].filter((e) => e !== "").join(" \u00b7 ");
		switch (e.status) {
			case "success": return e.reused ? `cached${e.reason === null ? "" : `: ${e.reason}`}` : t;
			case "failure": return said(e.failure === null ? e.reason ?? "failed" : causeOf(e.failure));
			case "running": return said("running");
			case "waiting": return said(e.type === "approval" ? "waiting for an answer" : "waiting");
			case "pending": {
				let t = e.waitsFor.length - 3, n = e.waitsFor.slice(0, 3).join(", ");
				return n === "" ? "pending" : `after ${n}${t > 0 ? ` and ${t} more` : ""}`;
			}
			default: return `${V[e.status]}${e.reason === null ? "" : `: ${e.reason}`}`;
		}
	}
	let plural = (e, t) => `${e} ${e === 1 ? t : `${t}s`}`, tookOf = ({ startedAt: e, finishedAt: t }) => e === null || t === null ? "" : lengthText(t - e), moneyOf = ({ usage: e }) => e.costUsd === 0 ? "" : costText(e.costUsd);
	function board_words_factsOf(e) {
		let t = tasksOf(e).length;
		return [
			`${finishedOf(e).length}/${plural(t, "task")}`,
			tookOf(e),
			moneyOf(e)
		].filter((e) => e !== "").join(", ");
	}
	function failureVerdict(e) {
		let t = firstFailure(e), n = e.stop?.kind;
		if (n === "timeout" || n === "budget") return {
			word: "timed out",
			words: n === "budget" ? "ran out of budget" : "ran out of time",
			task: null,
			cause: e.stop === null ? "" : stopText(e.stop)
		};
		if (wasUndone(e)) return {
			word: "cancelled",
			words: "was rolled back",
			task: null,
			cause: ""
		};
		if (t !== void 0) {
			let e = t.attempts > 1 ? ` after ${t.attempts} attempts` : "", n = t.failure === null ? "" : `${causeOf(t.failure)}${e}`;
			return {
				word: isLate(t) ? "timed out" : "failed",
				words: "failed at",
				task: t.id,
				cause: n
			};
		}
		let [r] = e.missing;
		if (r !== void 0) return {
			word: "failed",
			words: "failed",
			task: null,
			cause: `it gave no ${r}`
		};
		let [i] = missed(e);
		return {
			word: "failed",
			words: "failed",
			task: null,
			cause: i === void 0 ? "" : `required but skipped: ${i.id}`
		};
	}
	function pausedVerdict({ model: e, gates: t }) {
		let [n] = t;
		return n === void 0 ? {
			word: "waiting",
			words: "is paused",
			task: null,
			cause: e.paused === null ? "" : pauseText(e.paused)
		} : {
			word: "waiting",
			words: "needs a decision:",
			task: n.id,
			cause: ""
		};
	}
	function verdictOf(e) {
		let { model: t, gates: n } = e;
		switch (t.conclusion) {
			case "success": return {
				word: "succeeded",
				words: "succeeded",
				task: null,
				cause: ""
			};
			case "cancelled": return {
				word: "cancelled",
				words: "was cancelled",
				task: null,
				cause: ""
			};
			case "paused": return pausedVerdict(e);
			case "failure": return failureVerdict(t);
			default: {
				let e = n[0];
				return e === void 0 ? {
					word: "running",
					words: "is running",
					task: null,
					cause: ""
				} : {
					word: "waiting",
					words: "needs a decision:",
					task: e.id,
					cause: ""
				};
			}
		}
	}
	let verdict = (e) => ({
		...verdictOf(e),
		facts: board_words_factsOf(e.model)
	}), stamp = (e) => `${clockText(e, 0).slice(0, 5)} UTC`;
	function titleLine(e) {
		let { word: t, words: n, task: r, cause: i, facts: a } = verdict(e), o = r === null ? "" : ` ${code(r, 80)}`, s = i === "" ? "" : `: ${inline(i, 160)}`, c = t === "running" ? `: ${finishedOf(e.model).length} of ${plural(tasksOf(e.model).length, "task")} finished` : "", l = t === "succeeded" ? `: ${a}` : "";
		return `${B[t]} ${inline(e.model.name, 80)} ${n}${o}${s}${c}${l}`;
	}
	function factsLine({ model: e }, { url: t, commit: n }) {
		let r = tasksOf(e).filter((e) => e.status === "running" && !isGroupRow(e)), i = r.slice(0, 3).map((e) => `${code(e.id, 80)}${e.startedAt === null ? "" : ` since ${stamp(e.startedAt)}`}`), a = r.length > i.length ? [`${r.length - i.length} more`] : [], o = moneyOf(e), s = e.budget?.cost?.limit;
		return [
			...r.length === 0 ? [] : [`**Now:** ${[...i, ...a].join(", ")}`],
			...o === "" ? [] : [`**Cost so far:** ${o}${s === void 0 ? "" : ` of ${costText(s)}`}`],
			...n === "" ? [] : [`**Commit:** ${n.slice(0, 7)}`],
			...t === null ? [] : [`[Live log](${t})`]
		].join(" \u00b7 ");
	}
	let lengthOf = ({ startedAt: e, finishedAt: t, status: n, reused: r }) => e === null || r ? "" : t === null ? n === "running" || n === "waiting" ? `since ${stamp(e)}` : "" : lengthText(t - e), costOf = ({ usage: e, reused: t }) => e.costUsd === 0 || t ? "" : costText(e.costUsd);
	function rowLine(e) {
		let t = e.agent ?? (e.type === "approval" ? "people" : "");
		return `| ${[
			iconOf(e),
			code(e.id, 80),
			inline(t, 80),
			lengthOf(e),
			costOf(e),
			inline(resultOf(e), 160)
		].join(" | ")} |`;
	}
	let H = {
		failure: 0,
		waiting: 1,
		running: 2
	}, board_page_sorted = (e, t) => t ? e.toSorted((e, t) => (H[e.status] ?? 3) - (H[t.status] ?? 3)) : e, rowsOf = ({ model: e }) => e.rows.filter(({ role: e, status: t }) => e === "task" || t !== "pending");
	function mayFit(e, t, n) {
		if (typeof t == "number") return !0;
		let r = rowsOf(e);
		return (t === "all" ? r.length : r.filter(({ status: e }) => e !== "success").length) * 30 <= n;
	}
	function table(e, t) {
		let n = rowsOf(e), r = e.model.conclusion !== null, i = t === "all" ? n : n.filter(({ status: e }) => e !== "success"), a = board_page_sorted(i, r || t !== "all").slice(0, typeof t == "number" ? t : i.length), [o, s] = [i.length - a.length, n.length - i.length], c = [...s === 0 ? [] : [`${plural(s, "task")} succeeded`], ...o === 0 ? [] : [`${o} more not shown`]];
		return [...a.length === 0 ? [] : [
			"| | Task | Agent | Time | Cost | Result |",
			"|:-:|---|---|--:|--:|---|",
			...a.map(rowLine)
		], ...c.length === 0 ? [] : ["", `${c.join(", ")}.`]].join("\n");
	}
	function failureBlocks({ model: e }, t) {
		let n = failures(e).filter((e) => !isGroupRow(e)), r = n.slice(0, t === 0 ? 0 : 16).map((e, n) => {
			let { failure: r } = e;
			if (r === null) return "";
			let { lines: i, more: a } = tail(r.message, t, 160), o = e.attempts > 1 ? ` (attempt ${e.attempts})` : "", s = a > 0 ? `last ${plural(i.length, "line")} of ${i.length + a}` : "what it said", { sentence: c, hint: l } = z[r.kind];
			return [
				`<details${n === 0 ? " open" : ""}>`,
				`<summary>${iconOf(e)} <code>${html(e.id, 80)}</code>: ${s}${o}</summary>`,
				"",
				...i.join("") === "" ? [] : [fenced(i), ""],
				`${c}. ${l}`,
				"",
				"</details>"
			].join("\n");
		}), i = n.length - r.length;
		return i > 0 && t > 0 ? [...r, `${plural(i, "failed task")} more not shown.`] : r;
	}
	let didNotRun = ({ model: e }) => tasksOf(e).filter(({ status: e }) => e === "upstream_failed" || e === "cancelled"), questionLines = (e, t) => {
		let { approve: n, reject: r } = answerCommands(t, e), i = e.question?.approvers ?? [];
		return [
			"> [!IMPORTANT]",
			`> ${i.length === 0 ? "" : `**${i.map((e) => inline(e, 80)).join(", ")}**: `}${inline(e.question?.prompt ?? "the question has been lost", 400)}`,
			"",
			"Where the run's state lies, answer and go on:",
			"",
			fenced([
				n,
				r,
				`agent-orchestrator resume ${t}`
			])
		];
	};
	function actionLines(e, { run: t, url: n }) {
		let { model: r, gates: i } = e, [a] = i;
		if (a !== void 0) return questionLines(a, t);
		if (r.conclusion === null || r.conclusion === "success") return [];
		let o = didNotRun(e), s = o.slice(0, 5).map((e) => code(e.id, 80)).join(", "), c = o.length > 5 ? ` and ${o.length - 5} more` : "";
		return [
			...o.length === 0 ? [] : [
				"> [!CAUTION]",
				`> ${plural(o.length, "task")} did not run: ${s}${c}.`,
				""
			],
			`**Do next:** ${n === null ? "go on from here" : `re-run the job in [this run](${n}), or go on from here`} where the run's state lies; what succeeded is kept`,
			"",
			fenced([`agent-orchestrator resume ${t}`])
		];
	}
	function footLine({ model: e }, { commit: t, attempt: n }) {
		let { startedAt: r, finishedAt: i } = e;
		return `<sub>${[
			...i === null || r === null ? [] : [`Took ${lengthText(i - r)}`, `finished ${clockText(i, 0)} UTC`],
			...t === "" ? [] : [`commit ${t.slice(0, 7)}`],
			...n > 1 ? [`attempt ${n}`] : [],
			...i === null ? ["this comment is edited in place"] : []
		].join(" \u00b7 ")}</sub>`;
	}
	let U = 6e4, W = 4e3;
	function checkConclusion({ model: e }) {
		switch (e.conclusion) {
			case "success": {
				let t = tasksOf(e);
				return t.length > 0 && t.every(({ status: e }) => e === "skipped") ? "skipped" : "success";
			}
			case "failure": return e.stop?.kind === "timeout" || e.stop?.kind === "budget" ? "timed_out" : "failure";
			case "cancelled": return "cancelled";
			case "paused": return "action_required";
			default: return null;
		}
	}
	function titleOf(e) {
		let { word: t, words: n, task: r, cause: i, facts: a } = verdict(e);
		return cut(oneLine(`${r === null ? n : t === "waiting" ? `Waiting for approval: ${r}` : `${r} ${t}`}${i === "" ? "" : `: ${i}`} (${a})`, 200), 200);
	}
	function annotation(e, { path: t, lineOf: n }) {
		let { failure: r } = e, i = r === null ? "" : `\n${z[r.kind].sentence}. ${z[r.kind].hint}`, a = r === null ? resultOf(e) : causeOf(r);
		return {
			path: t,
			line: n(e.origin ?? e.id),
			level: r === null ? "warning" : "failure",
			title: oneLine(e.agent === null ? e.id : `${e.id} / ${e.agent}`, 200),
			message: cut(`${oneLine(a, W)}${i}`, W)
		};
	}
	function annotationsOf({ model: e }, t) {
		return t === null || e.conclusion === null ? [] : [...failures(e).filter((e) => !isGroupRow(e)), ...missed(e)].slice(0, 50).map((e) => annotation(e, t));
	}
	let uncounted = ({ model: e }) => {
		let t = failures(e).filter((e) => !isGroupRow(e)).length + missed(e).length - 50;
		return t > 0 ? `${t} more failures are not marked in the files.` : "";
	};
	function fitting(e, t) {
		let n = "";
		for (let r of e) if (n = t(r), n.length <= U) return n;
		return cut(n, U);
	}
	let Re = [
		"all",
		"unsuccessful",
		100,
		0
	], ze = [
		20,
		8,
		2
	];
	function checkText(e, t, n, r = "") {
		let i = checkConclusion(e);
		return {
			status: i === null ? "in_progress" : "completed",
			conclusion: i,
			title: titleOf(e),
			summary: fitting(Re.filter((t) => mayFit(e, t, U)), (n) => [
				titleLine(e),
				factsLine(e, t),
				actionLines(e, t).join("\n"),
				uncounted(e),
				r,
				table(e, n)
			].filter((e) => e !== "").join("\n\n")),
			text: i === null ? "" : fitting(ze, (t) => failureBlocks(e, t).join("\n\n")),
			annotations: annotationsOf(e, n)
		};
	}
	function checkedRows({ model: e }) {
		let t = tasksOf(e).filter((e) => !isGroupRow(e));
		return [...t.filter(({ origin: e }) => e === null), ...t.filter(({ origin: e }) => e !== null)];
	}
	function conclusionOf(e, t) {
		switch (e.status) {
			case "success": return "success";
			case "failure": return wordOf(e) === "timed out" ? "timed_out" : "failure";
			case "skipped": return "skipped";
			case "cancelled":
			case "upstream_failed": return "cancelled";
			case "waiting": return t && e.type === "approval" ? "action_required" : null;
			default: return null;
		}
	}
	function task_check_factsOf(e) {
		let { startedAt: t, finishedAt: n, usage: r, agent: i, reused: a } = e;
		return [
			...i === null ? [] : [`agent ${code(i, 80)}`],
			...t === null || n === null || a ? [] : [lengthText(n - t)],
			...r.costUsd === 0 || a ? [] : [costText(r.costUsd)],
			...e.attempts > 1 ? [plural(e.attempts, "attempt")] : []
		].join(" \u00b7 ");
	}
	function task_check_wordsOf({ failure: e }) {
		if (e === null) return "";
		let { sentence: t, hint: n } = z[e.kind], r = tail(e.message, 40, 160).lines;
		return [...r.join("") === "" ? [] : [fenced(r)], `${t}. ${n}`].join("\n\n");
	}
	function taskCheckText(e, { model: t }, { url: n }) {
		let r = conclusionOf(e, t.conclusion !== null);
		if (r === null) return null;
		let i = resultOf(e), a = [
			`${iconOf(e)} ${code(e.id, 80)} ${wordOf(e)}${i === "" ? "" : `: ${inline(i, 300)}`}`,
			task_check_factsOf(e),
			...n === null ? [] : [`[The whole run](${n})`]
		];
		return {
			status: "completed",
			conclusion: r,
			title: oneLine(i === "" ? wordOf(e) : `${wordOf(e)}: ${i}`, 200),
			summary: a.filter((e) => e !== "").join("\n\n"),
			text: cut(task_check_wordsOf(e), U),
			annotations: []
		};
	}
	function uncheckedText(e) {
		let t = checkedRows(e).slice(20);
		if (t.length === 0) return "";
		let n = t.slice(0, 30).map((e) => code(e.id, 80)), r = t.length - n.length;
		return `Without a check of their own: ${n.join(", ")}${r > 0 ? ` and ${r} more` : ""}.`;
	}
	let Be = /^<!-- agent-orchestrator:v1 key=([^ ]{1,400}) run=(\d{1,20}) attempt=(\d{1,6}) seq=(\d{1,9}) -->(?:\r?\n|$)/, escaped = (e) => encodeURIComponent(e.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("-", "%2D"), comment_mark_markLine = ({ key: e, run: t, attempt: n, seq: r }) => `<!-- agent-orchestrator:v1 key=${escaped(e)} run=${t} attempt=${n} seq=${r} -->`;
	function unescaped(e) {
		try {
			return decodeURIComponent(e);
		} catch {
			return null;
		}
	}
	function markIn(e) {
		let [, t = "", n = "", r = "", i = ""] = Be.exec(e) ?? [], a = n === "" ? null : unescaped(t);
		return a === null ? null : {
			key: a,
			run: n,
			attempt: Number(r),
			seq: Number(i)
		};
	}
	function compared(e, t) {
		let [n, r] = [e.replace(/^0+/, ""), t.replace(/^0+/, "")];
		return n.length === r.length ? n === r ? 0 : n > r ? 1 : -1 : n.length - r.length;
	}
	function comment_mark_isNewer(e, t) {
		let n = compared(e.run, t.run);
		return n === 0 ? e.attempt > t.attempt : n > 0;
	}
	let Ve = {
		nodes: 40,
		lines: 80
	}, He = {
		nodes: 150,
		lines: 300
	}, label = (e) => Array.from(oneLine(e, 40), (e) => /[\p{L}\p{N} _.,/-]/u.test(e) ? e : `#${e.codePointAt(0) ?? 63};`).join("");
	function lookOf({ status: e, type: t }) {
		switch (e) {
			case "success": return "ok";
			case "failure": return "bad";
			case "running": return "run";
			case "waiting": return t === "approval" ? "gate" : "wait";
			default: return "wait";
		}
	}
	let G = [
		"  classDef ok fill:#dafbe1,stroke:#1a7f37,color:#1f2328",
		"  classDef bad fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-width:2px",
		"  classDef run fill:#ddf4ff,stroke:#0969da,color:#1f2328",
		"  classDef wait fill:#f6f8fa,stroke:#59636e,color:#1f2328,stroke-dasharray:4 3",
		"  classDef gate fill:#fff8c5,stroke:#9a6700,color:#1f2328",
		"  linkStyle default stroke:#818b98"
	];
	function nodeLine(e, t) {
		let n = e.startedAt === null || e.finishedAt === null || e.reused ? "" : lengthText(e.finishedAt - e.startedAt), r = [e.agent ?? "", n].filter((e) => e !== "").map(label).join(" \u00b7 "), i = `${iconOf(e)} ${label(e.id)}${r === "" ? "" : `<br/>${r}`}`, [a, o] = e.type === "approval" ? ["{{", "}}"] : ["[", "]"];
		return `  ${t}${a}"${i}"${o}:::${lookOf(e)}`;
	}
	function drawn(e, t) {
		let n = new Map(e.map((e, t) => [e.id, `t${t + 1}`])), r = t.flatMap(({ from: e, to: t, kind: r }) => {
			let [i, a] = [n.get(e), n.get(t)];
			return i === void 0 || a === void 0 ? [] : [`  ${i} ${r === "needs" ? "-->" : "-.->"} ${a}`];
		}), i = r.length === 0 ? G.slice(0, -1) : G;
		return [
			"flowchart LR",
			...e.map((e) => nodeLine(e, n.get(e.id) ?? "t0")),
			...r,
			...i
		].join("\n");
	}
	let fits = (e, t, n) => {
		let r = new Set(e.map(({ id: e }) => e));
		return e.length <= n.nodes && t.filter(({ from: e, to: t }) => r.has(e) && r.has(t)).length <= n.lines;
	};
	function mermaid({ model: e, lines: t }, n) {
		let r = e.rows.filter(({ role: e, status: t }) => e === "task" || t !== "pending");
		if (fits(r, t, n)) return r.length === 0 ? null : drawn(r, t);
		let i = r.filter(({ depth: e }) => e === 0);
		return i.length > 0 && fits(i, t, n) ? drawn(i, t) : null;
	}
	let Ue = [
		{
			tails: 20,
			diagram: !0,
			rows: "all"
		},
		{
			tails: 8,
			diagram: !0,
			rows: "all"
		},
		{
			tails: 0,
			diagram: !0,
			rows: "all"
		},
		{
			tails: 0,
			diagram: !1,
			rows: "all"
		},
		{
			tails: 0,
			diagram: !1,
			rows: "unsuccessful"
		},
		{
			tails: 0,
			diagram: !1,
			rows: 100
		},
		{
			tails: 0,
			diagram: !1,
			rows: 0
		}
	], folded = (e, t) => `<details>\n<summary>${e}</summary>\n\n${t}\n\n</details>`;
	function body(e, t, n, r) {
		let i = n.diagram && r ? mermaid(e, Ve) : null;
		return [
			`### ${titleLine(e)}`,
			e.model.conclusion === null ? factsLine(e, t) : "",
			actionLines(e, t).join("\n"),
			table(e, n.rows),
			...failureBlocks(e, n.tails),
			...n.tails === 0 && e.model.conclusion === "failure" ? [shortened(t)] : [],
			i === null ? "" : folded("Diagram", `\`\`\`mermaid\n${i}\n\`\`\``),
			footLine(e, t)
		].filter((e) => e !== "").join("\n\n");
	}
	let shortened = ({ url: e }) => `This is shortened: ${e === null ? "the log" : `[the run](${e})`} holds the rest.`;
	function commentBody(e, t, n, r, i = 6e4) {
		let a = `${comment_mark_markLine(n)}\n`;
		for (let n of Ue.filter(({ rows: t }) => mayFit(e, t, i))) {
			let o = `${a}${body(e, t, n, !r)}\n`;
			if (o.length <= i) return o;
		}
		return cut(`${a}### ${titleLine(e)}\n\n${shortened(t)}\n`, i);
	}
	let withoutMark = (e) => e.slice(e.indexOf("\n") + 1), annotationFields = ({ path: e, line: t, level: n, title: r, message: i }) => ({
		path: e,
		start_line: t,
		end_line: t,
		annotation_level: n,
		title: r,
		message: i
	});
	function fieldsOf({ title: e, summary: t, text: n, status: r, conclusion: i, annotations: a }) {
		let o = a.slice(0, 50).map(annotationFields);
		return {
			status: r,
			...i === null ? {} : { conclusion: i },
			output: {
				title: e,
				summary: t,
				...n === "" ? {} : { text: n },
				...o.length === 0 ? {} : { annotations: o }
			}
		};
	}
	async function found(e, { repository: t, head: n, name: r, externalId: i }) {
		let a = await e.read(pathTo(t, "commits", n, "check-runs"), {
			check_name: r,
			filter: "all",
			per_page: "100"
		});
		if (!a.ok) return a;
		let [o] = listAt(a.value, "check_runs").filter((e) => textAt(e, "external_id") === i).flatMap((e) => numberAt(e, "id") ?? []);
		return result_ok(o ?? null);
	}
	async function openCheck(e, t, n, r) {
		if (r) {
			let r = await found(e, t);
			if (!r.ok) return r;
			if (r.value !== null) {
				let i = await changeCheck(e, t, r.value, n);
				return i.ok ? result_ok(r.value) : i;
			}
		}
		let i = {
			name: t.name,
			head_sha: t.head,
			external_id: t.externalId,
			...fieldsOf(n)
		}, create = () => e.create(pathTo(t.repository, "check-runs"), i), a = await create();
		if (!a.ok && a.error.kind === "unclear") {
			let n = await found(e, t);
			if (!n.ok || n.value !== null) return n;
			a = await create();
		}
		return a.ok ? result_ok(numberAt(a.value, "id")) : a;
	}
	let isMarked = (e) => numberAt(e, "output", "annotations_count") !== null, isThere = (e, t) => textAt(e, "status") === t.status && textAt(e, "output", "title") === t.title && (t.annotations.length === 0 || isMarked(e));
	async function looked(e, t, n) {
		let r = await e.read(t);
		return r.ok ? isThere(r.value, n) ? { done: r.value } : { rest: isMarked(r.value) ? {
			...n,
			annotations: []
		} : n } : { rest: n };
	}
	async function changeCheck(e, { repository: t }, n, r, i = !1) {
		let a = pathTo(t, "check-runs", String(n)), o = i ? await looked(e, a, r) : { rest: r };
		if ("done" in o) return result_ok(o.done);
		let s = await e.change(a, fieldsOf(o.rest));
		if (s.ok || s.error.kind !== "unclear") return s;
		let c = await looked(e, a, o.rest);
		return "done" in c ? result_ok(c.done) : e.change(a, fieldsOf(c.rest));
	}
	function ownComment(e, { author: t }, n) {
		let [r, i] = [numberAt(e, "id"), textAt(e, "body")];
		if (r === null || i === null || textAt(e, "user", "login") !== t) return null;
		let a = markIn(i);
		return a === null || a.key !== n ? null : {
			id: r,
			mark: a
		};
	}
	async function findComment(e, t, n) {
		for (let r = 1; r <= 5; r += 1) {
			let i = await e.read(pathTo(t.repository, "issues", String(t.change), "comments"), {
				per_page: "100",
				page: String(r)
			});
			if (!i.ok) return i;
			let a = listAt(i.value), o = a.map((e) => ownComment(e, t, n)).find((e) => e !== null);
			if (o !== void 0) return result_ok(o);
			if (a.length < 100) break;
		}
		return result_ok(null);
	}
	async function create(e, t, n, r) {
		let i = pathTo(t.repository, "issues", String(t.change), "comments"), post = () => e.create(i, { body: r(!0) }), a = await post();
		if (!a.ok && a.error.kind === "unclear") {
			let r = await findComment(e, t, n.key);
			if (!r.ok) return r;
			if (r.value !== null) return result_ok({
				kind: "written",
				id: r.value.id
			});
			a = await post();
		}
		if (!a.ok) return a;
		let o = numberAt(a.value, "id");
		return o === null ? result_err({
			kind: "invalid",
			words: "the new comment has no id"
		}) : result_ok({
			kind: "written",
			id: o
		});
	}
	async function current(e, t, n, r) {
		if (r === null) return findComment(e, t, n.key);
		let i = await e.read(pathTo(t.repository, "issues", "comments", String(r)));
		return i.ok ? result_ok(ownComment(i.value, t, n.key) ?? "gone") : i.error.kind === "missing" ? result_ok("gone") : i;
	}
	async function writeComment(e, t, n) {
		let { mark: r, body: i, known: a, mayCreate: o } = n, s = await current(e, t, r, a);
		if (!s.ok) return s;
		if (s.value === "gone") return result_ok({ kind: "gone" });
		if (s.value === null) return o ? create(e, t, r, i) : result_ok({ kind: "gone" });
		let { id: c, mark: l } = s.value;
		if (comment_mark_isNewer(l, r)) return result_ok({ kind: "outrun" });
		let u = pathTo(t.repository, "issues", "comments", String(c)), change = () => e.change(u, { body: i(!1) }), d = await change();
		return !d.ok && d.error.kind === "unclear" && (d = await change()), d.ok ? result_ok({
			kind: "written",
			id: c
		}) : d.error.kind === "missing" ? result_ok({ kind: "gone" }) : d;
	}
	let surface = (e, t, n) => ({
		name: e,
		permission: t,
		id: n,
		sent: null,
		misses: 0,
		off: null,
		finished: !1
	});
	function troubleText({ name: e, permission: t }, n) {
		switch (n.kind) {
			case "forbidden":
			case "unauthorised": return `The ${e} was not written: the token may not do it - ${n.words}. Give the job \`${t}\`; on a fork's pull request the token can only read.`;
			case "missing":
			case "invalid": return `The ${e} was not written: GitHub did not take it - ${n.words}.`;
			case "limited": return `The ${e} is not up to date: GitHub limits the requests of this repository - ${n.words}.`;
			case "spent": return `The ${e} is not up to date: this run has used up its requests - ${n.words}.`;
			default: return `The ${e} is not up to date: GitHub cannot be reached - ${n.words}.`;
		}
	}
	let We = new Set([
		"forbidden",
		"unauthorised",
		"missing",
		"invalid",
		"spent"
	]);
	function noted(e, t) {
		if (t.ok) return e.misses = 0, null;
		e.misses += 1;
		let n = troubleText(e, t.error);
		return We.has(t.error.kind) && (e.off = n), e.misses === 1 || e.off !== null ? n : null;
	}
	let task_checks_placeOf = (e, t, n) => ({
		...e,
		name: `${e.name} / ${t}`,
		externalId: `${e.externalId}:${n}:${t}`
	});
	async function tellTasks(e, t) {
		let { api: n, place: r, attempt: i, around: a, surface: o, told: s, note: c, remember: l } = e, u = n.calls();
		for (let e of checkedRows(t)) {
			if (s.size >= 20 || o.off !== null) break;
			let u = s.has(e.id) ? null : taskCheckText(e, t, a);
			if (u === null) continue;
			let d = await openCheck(n, task_checks_placeOf(r, e.id, i), u, !1);
			if (c(noted(o, d)), !d.ok) break;
			s.add(e.id), l();
		}
		return n.calls() - u;
	}
	let areTold = ({ surface: e, told: t, around: n }, r) => e.off !== null || t.size >= 20 || checkedRows(r).every((e) => t.has(e.id) || taskCheckText(e, r, n) === null), K = 1e3, q = 60 * K, Ge = [
		[2 * q, 10 * K],
		[30 * q, 30 * K],
		[Infinity, 60 * K]
	], gapAt = (e) => Ge.find(([t]) => e < t)?.[1] ?? q, isUrgent = ({ type: e }) => e === "task.failed" || e === "gate.requested" || e === "run.stopping" || e === "run.paused", Ke = new Set([
		"task.resolved",
		"task.reported",
		"usage.reported",
		"circuit.observed",
		"slot.granted",
		"slot.refused",
		"writer.closed"
	]), isSeen = ({ type: e }) => !Ke.has(e), liveCalls = (e, t) => Math.min(t - 20, Math.max(17, e - 3)), J = {
		check: null,
		comment: null,
		seq: 0,
		calls: 0,
		tasks: []
	};
	function note({ options: e, notes: t }, n) {
		n === null || t.includes(n) || (t.push(n), e.warn(n));
	}
	let reporter_draws = ({ commentMode: e, board: t }) => e !== "on-failure" || t().model.conclusion !== "success";
	function remember({ options: e, check: t, comment: n, seq: r, tasks: i }) {
		let a = [...i?.told ?? []];
		e.remember({
			check: t.id,
			comment: n.id,
			seq: r,
			calls: e.api.calls(),
			tasks: a
		});
	}
	async function tellCheck(e, t, n) {
		let { check: r, options: i } = e, { api: a, board: o, around: s, placement: c, mark: l } = i;
		if (r.off !== null || r.finished) return;
		let u = checkText(o(), s, c, e.tasks === null ? "" : uncheckedText(o())), d = JSON.stringify(u);
		if (d !== r.sent) {
			let n = r.id === null ? await openCheck(a, t, u, l.attempt > 1 || i.kept !== void 0) : await changeCheck(a, t, r.id, u, r.sent === null);
			note(e, noted(r, n)), n.ok && (r.sent = d), n.ok && r.id === null && (r.id = typeof n.value == "number" ? n.value : null), remember(e);
		}
		r.finished = n && r.sent === d;
	}
	function sendComment(e, t, n) {
		let { options: r, comment: i } = e;
		e.seq += 1;
		let a = {
			...r.mark,
			seq: e.seq
		}, o = r.board();
		return writeComment(r.api, t, {
			mark: a,
			body: (e) => commentBody(o, r.around, a, e, n),
			known: i.id,
			mayCreate: reporter_draws(r)
		});
	}
	async function tellComment(e, t, n) {
		let { comment: r, options: i } = e;
		if (r.off !== null || r.finished) return;
		let a = withoutMark(commentBody(i.board(), i.around, {
			...i.mark,
			seq: 0
		}, !1));
		if (a !== r.sent) {
			let n = await sendComment(e, t);
			!n.ok && n.error.kind === "invalid" && (n = await sendComment(e, t, 2e4)), note(e, noted(r, n)), n.ok && (r.sent = a), n.ok && n.value.kind === "written" && (r.id = n.value.id), n.ok && n.value.kind !== "written" && (r.off = "it is another run's, or was taken away"), remember(e);
		}
		r.finished = n && r.sent === a;
	}
	async function tell(e, t) {
		let { options: n } = e;
		e.last = n.clock.now(), n.check !== null && await tellCheck(e, n.check, t);
		let r = t || n.commentMode === "live";
		n.comment !== null && r && await tellComment(e, n.comment, t), e.tasks !== null && e.check.off === null && (e.before += await tellTasks(e.tasks, n.board()));
	}
	function isLive({ options: e, check: t, comment: n, ended: r, before: i, tasks: a }) {
		let o = 100 - (a === null ? 0 : 20), s = liveCalls(tasksOf(e.board().model).length, o), tired = (e) => e.misses >= 3 || e.off !== null, c = [...e.check === null ? [] : [t], ...e.comment === null ? [] : [n]];
		return !r && e.api.calls() - i + 3 <= s && !c.every(tired);
	}
	function queue(e, t) {
		return e.work = e.work.then(t).catch((t) => note(e, `Reporting stopped: ${String(t)}.`)), e.work;
	}
	function plan(e, t) {
		let { clock: n } = e.options, r = Math.max(n.now(), e.last + t);
		e.alarm !== null && e.alarm.at <= r || (e.alarm?.off(), e.alarm = {
			at: r,
			off: n.alarm(brand_millis(Math.ceil(r)), () => {
				e.alarm = null, isLive(e) && queue(e, () => isLive(e) ? tell(e, !1) : Promise.resolve());
			})
		});
	}
	function end(e) {
		e.ended = !0, e.alarm?.off();
	}
	async function finish(e) {
		let { options: t, check: n, comment: r } = e;
		end(e), await queue(e, () => tell(e, !0));
		let isOpen = ({ finished: e, off: t }) => !e && t === null;
		return !(e.tasks !== null && n.off === null && !areTold(e.tasks, t.board())) && !(t.check !== null && isOpen(n)) && !(t.comment !== null && isOpen(r));
	}
	function taskChecksOf(e, t) {
		let { api: n, check: r, taskChecks: i = !1, mark: a, around: o, kept: s = J } = e;
		return r === null || !i ? null : {
			api: n,
			place: r,
			attempt: a.attempt,
			around: o,
			surface: surface("check of a task", "checks: write", null),
			told: new Set(s.tasks),
			note: (e) => note(t(), e),
			remember: () => remember(t())
		};
	}
	function reporter(e) {
		let { kept: t = J, clock: n, api: r } = e, i = {
			options: e,
			check: surface("check", "checks: write", t.check),
			comment: surface("comment", "pull-requests: write", t.comment),
			tasks: taskChecksOf(e, () => i),
			notes: [],
			opened: n.now(),
			seq: t.seq,
			last: -Infinity,
			work: Promise.resolve(),
			alarm: null,
			before: 0,
			ended: !1
		};
		return {
			channel: {
				name: "github",
				entry: (e) => {
					!i.ended && isSeen(e) && plan(i, isUrgent(e) ? 5e3 : gapAt(n.now() - i.opened));
				},
				close: () => end(i)
			},
			begin: () => queue(i, async () => {
				await tell(i, !1), i.before = r.calls();
			}),
			finish: () => finish(i),
			settled: () => i.work,
			notes: () => i.notes
		};
	}
	let qe = /^[0-9a-f]{64}$/;
	function keepingIn(e) {
		let t = textAt(e, "keep", "asked");
		return t === null || !qe.test(t) ? null : {
			asked: t,
			since: numberAt(e, "keep", "since") ?? 0
		};
	}
	let Je = /^[0-9a-f]{40,64}$/, memoryText = (e) => JSON.stringify(e);
	function memoryIn(e) {
		let t = parsed(e.STATE_run ?? ""), [n, r] = [textAt(t, "run"), textAt(t, "state")];
		if (n === null || r === null) return null;
		let i = textAt(t, "head"), a = at(t, "notes");
		return {
			run: n,
			state: r,
			head: i !== null && Je.test(i) ? i : null,
			change: numberAt(t, "change"),
			author: textAt(t, "author") ?? "",
			kept: {
				check: numberAt(t, "kept", "check"),
				comment: numberAt(t, "kept", "comment"),
				seq: numberAt(t, "kept", "seq") ?? 0,
				calls: numberAt(t, "kept", "calls") ?? 0,
				tasks: listAt(t, "kept", "tasks").filter((e) => typeof e == "string")
			},
			done: at(t, "done") === !0,
			summary: at(t, "summary") === !0,
			notes: Array.isArray(a) ? a.filter((e) => typeof e == "string") : [],
			keep: keepingIn(t)
		};
	}
	let Ye = 2 ** 31 - 1;
	function earliest(e) {
		let t = Infinity;
		for (let { at: n } of e) t = Math.min(t, n);
		return t;
	}
	function steady() {
		let [e, t] = process.hrtime();
		return e * 1e3 + t / 1e6;
	}
	function systemClock() {
		let e = Date.now() - steady(), t = new Set(), n, r = Infinity, now = () => brand_millis(Math.floor(e + steady())), disarm = () => {
			clearTimeout(n), n = void 0, r = Infinity;
		}, arm = (e) => {
			e >= r || (disarm(), r = e, n = setTimeout(ring, Math.min(Ye, Math.max(0, e - now()))));
		};
		function ring() {
			disarm();
			let e = now(), n = [...t].filter(({ at: t }) => t <= e).sort((e, t) => e.at - t.at);
			for (let e of n) t.delete(e) && e.ring();
			let r = earliest(t);
			r !== Infinity && arm(r);
		}
		return {
			now,
			alarm(e, n) {
				let r = {
					at: e,
					ring: n
				};
				return t.add(r), arm(e), () => {
					t.delete(r) && t.size === 0 && disarm();
				};
			}
		};
	}
	let Xe = [
		"\u258f",
		"\u258e",
		"\u258d",
		"\u258c",
		"\u258b",
		"\u258a",
		"\u2589",
		"\u2588"
	];
	function bar(e, t, n) {
		if (e.startedAt === null || e.finishedAt === null || n <= 0) return "";
		let eighths = (e) => Math.round(e / n * 40 * 8), [r, i] = [Math.floor(eighths(e.startedAt - t) / 8), Math.max(1, eighths(e.finishedAt - e.startedAt))], a = i % 8;
		return `${"\u00b7".repeat(r)}${"\u2588".repeat(Math.floor(i / 8))}${a === 0 ? "" : Xe[a - 1] ?? ""}`;
	}
	function timeline({ model: e }) {
		let { startedAt: t, finishedAt: n } = e, r = tasksOf(e).filter((e) => e.startedAt !== null && e.finishedAt !== null && !e.reused);
		if (t === null || n === null || r.length < 2) return "";
		let i = r.slice(0, 60), a = r.length - i.length, o = i.map((e) => {
			let r = lengthText((e.finishedAt ?? 0) - (e.startedAt ?? 0));
			return `| ${code(e.id, 80)} | ${code(bar(e, t, n - t))} | ${r} |`;
		}), s = a > 0 ? [`\n${plural(a, "task")} more not shown.`] : [];
		return [
			"### When",
			"",
			"| Task | | Time |",
			"|---|---|--:|",
			...o,
			...s
		].join("\n");
	}
	let drawing = (e) => {
		let t = mermaid(e, He);
		return t === null ? "" : `\`\`\`mermaid\n${t}\n\`\`\``;
	}, Y = "This is shortened: `agent-orchestrator status` shows all of it where the run's state lies.";
	function summaryPage(e, t, n, r) {
		let i = [`# ${titleLine(e)}`, ...n.map((e) => `> [!NOTE]\n> ${inline(e, 600)}`)], page = (e) => `${[...i, ...e].filter((e) => e !== "").join("\n\n")}\n`, a = [factsLine(e, t), actionLines(e, t).join("\n")], o = footLine(e, t), s = [
			["all", () => [
				table(e, "all"),
				drawing(e),
				...failureBlocks(e, 20),
				timeline(e)
			]],
			["unsuccessful", () => [table(e, "unsuccessful"), ...failureBlocks(e, 8)]],
			[100, () => [table(e, 100)]],
			[0, () => [table(e, 0)]]
		];
		for (let [t, n] of s) {
			let i = mayFit(e, t, r) ? page([
				...a,
				...n(),
				o,
				t === "all" ? "" : Y
			]) : null;
			if (i !== null && byteLength(i) <= r) return i;
		}
		return page([Y]);
	}
	let checkName = (e) => `agents / ${e}`;
	function lineOf(e, t) {
		let n = e.split("\n").findIndex((e) => {
			let n = /(?:^|[\s{,-])id:\s*/.exec(e);
			if (n === null) return !1;
			let r = e.slice(n.index + n[0].length);
			return (/^["']?([A-Za-z0-9_.-]+)/.exec(r)?.[1] ?? "") === t;
		});
		return n < 0 ? 1 : n + 1;
	}
	function placementOf({ workspace: e }, t) {
		if (t === null) return null;
		let n = (0, S.relative)(e, (0, S.resolve)(e, t.path));
		return n === "" || n === ".." || n.startsWith(`..${S.sep}`) ? null : {
			path: n.split(S.sep).join("/"),
			lineOf: (e) => lineOf(t.text, e)
		};
	}
	let aroundOf = ({ ground: e, seen: t }, n, r) => ({
		url: e.url,
		commit: r ?? t.head ?? "",
		attempt: e.attempt,
		run: n
	});
	function reporterFor(e, t, n) {
		let { ground: r, log: i } = e, { repository: a } = r, { api: o, head: s, change: c, author: l, board: u, kept: d, remember: f } = n;
		if (a === null) return null;
		let p = checkName(t.name), m = n.check && s !== null;
		return reporter({
			api: o,
			clock: systemClock(),
			taskChecks: n.taskChecks,
			check: m ? {
				repository: a,
				head: s,
				name: p,
				externalId: `${t.name}:${r.runId}`
			} : null,
			comment: n.comment === "off" || c === null ? null : {
				repository: a,
				change: c,
				author: l
			},
			commentMode: n.comment,
			mark: {
				key: t.name,
				run: r.runId,
				attempt: r.attempt
			},
			around: aroundOf(e, t.run, s),
			placement: placementOf(r, t.file),
			board: u,
			warn: (e) => i.mark({
				level: "warning",
				message: e
			}),
			remember: f,
			...d === void 0 ? {} : { kept: d }
		});
	}
	function writeSummary({ files: e, log: t, secrets: n }, r, i, a, o = "") {
		let s = E - byteLength(o), c = n.text(`${summaryPage(r, i, a, s)}${o}`);
		e.summary(c) || t.group("Summary", c);
	}
	let seqAfter = (e) => e * 4;
	async function show(e, t, { head: n, kept: r, board: i }) {
		let { stage: a, wanted: o, state: s, api: c, degraded: l } = e, u = c === null ? "" : await authorOf(c, o.token), { change: d } = a.seen, f = {
			run: t.run,
			state: s,
			head: n,
			change: d,
			author: u,
			kept: r ?? J,
			done: c === null,
			summary: !1,
			notes: l ? [b] : [],
			keep: null
		}, remember = (e) => {
			f = {
				...f,
				...e
			}, a.files.state("run", memoryText(f));
		};
		return {
			reporter: c === null ? null : reporterFor(a, t, {
				api: c,
				head: n,
				change: d,
				author: u,
				check: o.check,
				taskChecks: !1,
				comment: o.comment,
				board: i ?? t.board,
				remember: (e) => remember({ kept: e }),
				...r === null ? {} : { kept: r }
			}),
			memory: () => f,
			remember
		};
	}
	let legsText = (e) => {
		let { legs: t } = e, n = Array.isArray(t) ? t.map((e) => e.id) : [];
		return JSON.stringify(n.filter((e) => typeof e == "string"));
	}, Ze = [
		"success",
		"failure",
		"skipped",
		"cancelled",
		"upstream_failed"
	], shape_text = (e) => typeof e == "string", count = (e) => Number.isSafeInteger(e), flag = (e) => typeof e == "boolean", oneOf = (e) => (t) => typeof t == "string" && e.includes(t), shape_amount = (e) => typeof e == "number" && Number.isFinite(e), X = oneOf(["approve", "reject"]), texts = (e) => value_isList(e) && e.every(shape_text), records = (e) => value_isList(e) && e.every(value_isFields), kind = (e) => value_isFields(e) && shape_text(e.kind), optional = (e) => (t) => t === void 0 || e(t), maybe = (e) => (t) => t === null || e(t), Qe = /^[0-9a-f]{64}$/, shape_digest = (e) => typeof e == "string" && Qe.test(e), basis = (e) => value_isList(e) && e.every((e) => {
		if (!value_isList(e) || e.length !== 3) return !1;
		let [t, n, r] = e;
		return shape_text(t) && oneOf(Ze)(n) && (r === "" || shape_digest(r));
	}), failure = (e) => value_isFields(e) && oneOf(Me)(e.kind) && shape_text(e.message), cost = (e) => e === null || typeof e == "number", usage = (e) => value_isFields(e) && typeof e.inputTokens == "number" && typeof e.outputTokens == "number" && cost(e.costUsd), most = (e) => e === void 0 || shape_amount(e) && Number(e) >= 0, legs = (e) => value_isList(e) && e.every((e) => value_isFields(e) && shape_text(e.id) && texts(e.tasks) && [
		e.costUsd,
		e.tokens,
		e.agents
	].every(most)), $e = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, object = (e) => typeof e == "string" && $e.test(e), et = {
		"run.started": {},
		"run.resumed": {
			from: count,
			rerun: texts
		},
		"task.resolved": {
			task: shape_text,
			condition: flag,
			missing: optional(shape_text),
			fingerprint: shape_text,
			trust: shape_text,
			cached: optional(value_isFields)
		},
		"task.started": {
			task: shape_text,
			n: count,
			fingerprint: shape_text,
			branch: optional(shape_text),
			reserved: optional(value_isFields),
			standIn: optional(flag)
		},
		"task.expanded": {
			task: shape_text,
			stage: count,
			list: shape_digest,
			keys: texts,
			marks: texts,
			trust: shape_text
		},
		"task.delegated": {
			task: shape_text,
			stage: count,
			tasks: records
		},
		"task.picked": {
			task: shape_text,
			stage: count,
			pick: shape_text,
			round: count
		},
		"loop.iterated": {
			task: shape_text,
			stage: count
		},
		"task.repaired": {
			task: shape_text,
			n: count,
			issues: texts,
			usage: optional(usage)
		},
		"usage.reported": {
			task: shape_text,
			n: count,
			usage
		},
		"task.escalated": {
			task: shape_text,
			to: texts
		},
		"slot.granted": { task: shape_text },
		"slot.refused": {
			task: shape_text,
			until: count
		},
		"gate.requested": {
			task: shape_text,
			shown: shape_digest
		},
		"gate.answered": {
			task: shape_text,
			shown: shape_digest,
			answer: shape_text,
			verdict: X,
			by: shape_text,
			fields: value_isFields,
			reason: shape_text
		},
		"gate.accepted": {
			task: shape_text,
			answer: shape_text
		},
		"gate.expired": {
			task: shape_text,
			verdict: X
		},
		"circuit.observed": {
			agent: shape_text,
			failures: count,
			until: maybe(count)
		},
		"budget.granted": {
			maxCostUsd: optional(shape_amount),
			maxTokens: optional(count)
		},
		"run.isolated": {
			level: (e) => Ae.some((t) => t === e),
			lacks: optional(shape_text)
		},
		"compensation.planned": { tasks: texts },
		"run.paused": { reason: kind },
		"wave.dispatched": {
			wave: count,
			legs
		},
		"task.reported": {
			task: shape_text,
			note: shape_text
		},
		"task.stopping": {
			task: shape_text,
			reason: shape_text
		},
		"task.succeeded": {
			task: shape_text,
			n: count,
			output: shape_digest,
			usage: optional(usage),
			saw: basis
		},
		"task.failed": {
			task: shape_text,
			n: count,
			failure,
			output: optional(shape_digest),
			usage: optional(usage),
			retry: optional(flag),
			saw: basis
		},
		"task.reused": {
			task: shape_text,
			epoch: count,
			output: shape_digest,
			fingerprint: shape_text,
			saw: basis,
			cached: optional(value_isFields)
		},
		"task.skipped": {
			task: shape_text,
			status: oneOf(["skipped", "upstream_failed"]),
			because: kind,
			saw: basis
		},
		"task.cancelled": {
			task: shape_text,
			reason: shape_text,
			usage: optional(usage),
			saw: basis
		},
		"run.stopping": {
			reason: kind,
			running: oneOf(["finish", "end"])
		},
		"workspace.based": {
			commit: object,
			tree: object,
			head: maybe(object)
		},
		"workspace.committed": {
			task: shape_text,
			n: count,
			commit: object,
			tree: object,
			base: object,
			bundle: shape_digest
		},
		"workspace.joined": {
			task: shape_text,
			n: count,
			heads: (e) => value_isList(e) && e.every(object),
			commit: object,
			tree: object,
			usage: optional(usage)
		},
		"workspace.published": {
			branch: shape_text,
			commit: object,
			bundle: optional(shape_digest)
		},
		"effects.proposed": {
			document: shape_digest,
			count,
			refused: count
		},
		"run.concluded": {
			conclusion: shape_text,
			missing: optional(texts)
		},
		"writer.closed": {},
		"writer.lost": { writer: shape_text },
		"run.finished": { conclusion: shape_text }
	};
	new Map(Object.entries(et));
	let tt = /^\d{8}-\d{6}-[0-9a-f]{4}$/, Z = "leaving";
	function rememberLeaving({ files: e, ground: t }, { before: n, ...r }) {
		let { temporary: i, workspace: a } = t, o = (0, S.join)(i === "" ? a : i, `ao-before-${(0, T.randomUUID)()}.json`);
		(0, x.writeFileSync)(o, JSON.stringify([...n]), {
			mode: 384,
			flag: "wx"
		}), e.state(Z, JSON.stringify({
			...r,
			list: o
		}));
	}
	let forgetLeaving = ({ files: e }) => void e.state(Z, "{}");
	function namesIn(e) {
		try {
			return new Set(listAt(parsed((0, x.readFileSync)(e, "utf8"))).map((e) => brand_digest(String(e))));
		} catch {
			return new Set();
		}
	}
	function leavingIn(e) {
		let t = parsed(e[`STATE_${Z}`] ?? ""), [n, r, i] = [
			textAt(t, "run"),
			textAt(t, "state"),
			textAt(t, "writer")
		], a = numberAt(t, "epoch");
		if (n === null || !tt.test(n) || r === null || i === null || a === null) return null;
		let o = textAt(t, "head") ?? "", s = namesIn(textAt(t, "list") ?? "");
		return {
			run: brand_runId(n),
			state: r,
			writer: i,
			epoch: a,
			head: o,
			plans: !1,
			before: s
		};
	}
	let leave = async (e, t) => {
		let n = await e.door.carry().leaveLeg(e, t);
		return n.ok ? {
			ok: !0,
			value: n.value.digest
		} : n;
	};
	async function leaveRest(e) {
		let t = leavingIn(e.door.env);
		if (t === null) return;
		let n = await leave(e, t);
		n.ok || e.log.mark({
			level: "warning",
			message: `${n.error.message}\nhelp: ${n.error.hint}`
		});
	}
	let set = (e, t) => t === null || t === "" ? [] : [`--${e}=${t}`], everywhereIn = ({ directory: e, state: t, untrusted: n }) => [
		...set("directory", e),
		...set("state-dir", t),
		"--no-input",
		...n ? ["--untrusted"] : []
	], wordsOfPart = (e, t, n) => [
		"leg",
		...everywhereIn(e),
		...Object.entries(t).flatMap(([e, t]) => set(e, t)),
		"--",
		...n
	];
	function action_words_wordsOf(e, t) {
		let { inputs: n } = t, r = everywhereIn(t);
		if (e.mode === "validate") return [
			"validate",
			...r,
			"--json",
			...e.workflow === "" ? [] : ["--", e.workflow]
		];
		let i = [
			...r,
			...set("runner", e.runner),
			...set("max-parallel", e.maxParallel),
			...set("max-cost-usd", e.maxCostUsd)
		];
		return e.resume === "" ? [
			"run",
			...i,
			...set("params", n),
			...set("timeout", e.timeout),
			...e.dryRun ? ["--dry-run"] : [],
			"--",
			e.workflow
		] : [
			"resume",
			...i,
			...set("rerun", e.rerun),
			"--",
			e.resume
		];
	}
	let Q = {
		message: "`plan` is not what the job with `mode: plan` gave",
		hint: "hand on its output `plan` as it is: `plan: ${{ needs.plan.outputs.plan }}`"
	}, epochIn = ({ stage: e }, { offset: t }) => t + e.ground.attempt;
	async function part({ stage: e, wanted: t, directory: n, state: r, untrusted: i, degraded: a }, { flags: o, what: s, document: c }) {
		let { door: l, log: u } = e, d = "", f = wordsOfPart({
			directory: n,
			state: r,
			untrusted: i
		}, o, s);
		return {
			code: await l.program().main(c ? [
				...f.slice(0, 1),
				"--json",
				...f.slice(1)
			] : f, {
				env: programEnvironment(l.env, a ? {} : t.credentials),
				root: l.root,
				load: l.load,
				remember: () => void 0,
				outside: {
					out: sinkTo(e, c ? (e) => void (d += e) : u.text),
					err: sinkTo(e, u.text),
					unicode: !0,
					concealed: secretsIn(l.env)
				}
			}),
			document: parsed(d)
		};
	}
	let nt = Array.from({ length: 8 }, (e, t) => `advance-${t + 1}`);
	async function fetchRun({ stage: e, state: t }, n, r, i) {
		let { takeBase: a, takeLegs: o } = e.door.carry(), { run: s, plan: c, head: l, offset: u, base: d, archive: f } = n;
		if (d !== null) {
			let n = await a(e, {
				state: t,
				run: s,
				plan: c,
				head: l,
				base: d
			});
			if (!n.ok) return n;
		}
		let p = {
			state: t,
			run: s,
			plan: c,
			head: l,
			offset: u,
			epoch: r,
			pinned: new Map([["plan", f]])
		}, m = typeof i == "object" && "leg" in i, h = await o(e, {
			...p,
			writers: ["plan"],
			ifThere: m ? nt : [...nt, "finish"]
		});
		if (!h.ok) return h;
		let g = await e.door.program().writersFor(t, s, i);
		if (g === null) return result_err({
			...Q,
			message: `the run ${s} cannot be read`
		});
		let { needed: _, ifThere: v } = g;
		if (_.length + v.length === 0) return result_ok(null);
		let y = await o(e, {
			...p,
			writers: _,
			ifThere: v
		});
		return y.ok ? result_ok(null) : y;
	}
	let $ = "refused";
	function refuse({ log: e, files: t }, n, r) {
		for (let { message: t, hint: r } of n) e.mark({
			level: "error",
			message: `${t}\nhelp: ${r}`
		});
		t.output("conclusion", $);
		let i = n.map(({ message: e, hint: t }) => `- ${inline(e, 300)}. ${inline(t, 300)}.`);
		return t.summary(`# \ud83d\udeab agent-orchestrator started nothing\n\n${i.join("\n")}\n`), r;
	}
	let rt = require("node:timers/promises"), textOf = (e) => typeof e == "number" ? String(e) : "";
	function structured(e) {
		return listAt(e, "tasks").map((e) => at(e, "output")).findLast((e) => value_isFields(e) || Array.isArray(e)) ?? null;
	}
	function giveOutputs({ files: e, log: t, secrets: n, door: r }, i) {
		let clean = (e) => JSON.stringify(n.value(e)), a = structured(i), o = [
			["run_id", textAt(i, "run_id") ?? ""],
			["conclusion", textAt(i, "conclusion") ?? "cancelled"],
			["outputs", clean(at(i, "outputs"))],
			["structured_output", a === null ? "" : clean(a)],
			["total_cost_usd", textOf(at(i, "total_cost_usd"))],
			["input_tokens", String(numberAt(i, "usage", "input_tokens") ?? 0)],
			["output_tokens", String(numberAt(i, "usage", "output_tokens") ?? 0)],
			["effects", textAt(i, "effects", "agreed") ?? "none"],
			["paused", String(textAt(i, "conclusion") === "paused")]
		];
		if ((r.env.GITHUB_OUTPUT ?? "") !== "") for (let [n, r] of o) e.output(n, r) || t.mark({
			level: "warning",
			message: `The output \`${n}\` could not be written: it is too large, or the runner's file cannot be reached.`
		});
	}
	let pagePath = (e, t, n) => (0, S.join)(e, "reports", `ao-${t}-report-e${n}.html`);
	function writePage(e, { run: t, state: n, head: r }) {
		let i = pagePath(n, t.run, e.ground.attempt);
		if ((0, x.existsSync)(i)) return;
		let warn = (t) => e.log.mark({
			level: "warning",
			message: `The report was not written: ${oneLine(t, 200)}.`
		}), { url: a, commit: o } = aroundOf(e, t.run, r), s = t.page({
			url: a,
			commit: o,
			concealed: secretsIn(e.door.env)
		});
		if (s === null) return warn("the run cannot be read");
		try {
			(0, x.mkdirSync)((0, S.dirname)(i), { recursive: !0 }), (0, x.writeFileSync)(i, s), e.files.output("report_path", i);
		} catch (e) {
			warn(e instanceof Error ? e.message : String(e));
		}
	}
	function withInputs({ stage: e, wanted: t }, n) {
		if (t.inputs === "") return n(null);
		let { temporary: r, workspace: i } = e.ground, a = (0, S.join)(r === "" ? i : r, `inputs-${(0, T.randomUUID)()}.yml`);
		return (0, x.writeFileSync)(a, t.inputs, {
			mode: 384,
			flag: "wx"
		}), n(a).finally(() => (0, x.rmSync)(a, { force: !0 }));
	}
	function action_run_remember({ files: e }, t, n) {
		t.memory = {
			...t.memory,
			...n
		}, e.state("run", memoryText(t.memory));
	}
	function action_run_show({ stage: e, wanted: t, api: n, degraded: r, keep: i }, a, o, s) {
		let { head: c, change: l } = e.seen, u = r ? [b] : [], d = {
			run: a,
			reporter: null,
			memory: {
				run: a.run,
				state: s,
				head: c,
				change: l,
				author: o,
				kept: J,
				done: r || n === null,
				summary: !1,
				notes: u,
				keep: i
			}
		};
		return action_run_remember(e, d, {}), n === null || r ? d : (d.reporter = reporterFor(e, a, {
			api: n,
			head: c,
			change: l,
			author: o,
			check: t.check,
			taskChecks: t.taskChecks,
			comment: t.comment,
			board: a.board,
			remember: (t) => action_run_remember(e, d, { kept: t })
		}), d.reporter === null && action_run_remember(e, d, { done: !0 }), d.reporter?.begin(), d);
	}
	let it = {
		name: "nothing",
		entry: () => void 0,
		close: () => void 0
	};
	function markFailures({ log: e, ground: t }, n, r) {
		let i = n.board(), a = annotationsOf(i, placementOf(t, n.file) ?? {
			path: "",
			lineOf: () => 1
		});
		for (let { path: t, line: n, title: i, message: o, level: s } of a.slice(0, 8)) {
			let a = r || t === "" ? {} : {
				file: t,
				line: n
			};
			e.mark({
				level: s === "failure" ? "error" : "warning",
				title: i,
				message: o,
				...a
			});
		}
		let o = i.model.rows.find((e) => e.failure !== null)?.failure;
		a.length === 0 && i.model.conclusion === "failure" && e.mark({
			level: "error",
			message: o == null ? "the run failed" : causeOf(o)
		});
	}
	let wasSignalled = (e) => e === P.interrupted || e === P.terminated;
	async function deliverHere(e, t, n) {
		let { stage: r, wanted: i, api: a, degraded: o } = e, { run: s, memory: c } = t;
		if (!s.proposes || n !== P.done) return "";
		let l = a === null || o, { lines: u, wrong: d } = await deliverRun(r, {
			state: c.state,
			run: s.run,
			effects: "",
			token: i.token,
			dryRun: l
		});
		return l && u.length > 0 ? `\nWhat the run proposed was not written to GitHub: nobody in this job may. It is listed below; after looking at it, somebody with write permission can run the workflow by hand.\n${deliveryPage(u)}` : (d && r.log.mark({
			level: "warning",
			message: "Not all effects of the run were written: the summary lists them."
		}), deliveryPage(u));
	}
	async function tellEnd(e, t, n) {
		let { stage: r, wanted: i, api: a } = e, { run: o, reporter: s } = t;
		if (giveOutputs(r, o.document()), wasSignalled(n)) {
			await Promise.race([s?.settled(), (0, rt.setTimeout)(1500)]);
			return;
		}
		let { keep: c, head: l, state: u } = t.memory;
		c !== null && await r.door.carry().keepRun(r, l, {
			run: o.run,
			state: u
		}, c), action_run_remember(r, t, { keep: null }), i.report && writePage(r, {
			run: o,
			state: t.memory.state,
			head: t.memory.head
		}), a?.patience(15e3);
		let d = await s?.finish() ?? !0;
		i.annotations && markFailures(r, o, i.check && s !== null && s.notes().length === 0);
		let f = [...t.memory.notes, ...s?.notes() ?? []], p = await deliverHere(e, t, n);
		writeSummary(r, o.board(), aroundOf(r, o.run, t.memory.head), f, p), action_run_remember(r, t, {
			done: d,
			summary: !0
		});
	}
	async function runWorkflow(e) {
		let { stage: t, wanted: n, api: r, degraded: i, untrusted: a, directory: o } = e, { door: s, ground: c, log: l } = t, u = stateDirectory(c, n.stateDir), d = r === null || i ? "" : await authorOf(r, n.token), f = null, p = sinkTo(t, l.text), watch = (t) => (f = action_run_show(e, t, d, u), f.reporter?.channel ?? it), m = programEnvironment(s.env, i ? {} : n.credentials), h = await withInputs(e, (e) => s.program().main(action_words_wordsOf(n, {
			directory: o,
			state: u,
			inputs: e,
			untrusted: a
		}), {
			env: m,
			root: s.root,
			load: s.load,
			remember: () => void 0,
			outside: {
				out: p,
				err: p,
				unicode: !0,
				watch,
				concealed: secretsIn(s.env)
			}
		}));
		return f !== null && await tellEnd(e, f, h), {
			code: h,
			began: f !== null
		};
	}
	async function action_advance_tell(e, { run: t, head: n, check: r, comment: i }, a) {
		let o = await e.stage.door.program().leftBehind(e.state, t);
		if (o === null || e.api === null) return;
		let s = {
			check: r,
			comment: i,
			seq: seqAfter(a),
			calls: 0,
			tasks: []
		}, c = await show(e, o, {
			head: n === "" ? null : n,
			kept: s
		});
		await c.reporter?.begin(), c.remember({
			done: !0,
			summary: !0
		});
	}
	async function actAsAdvance(e, t) {
		let { stage: n, wanted: r, state: i } = e, { run: a, head: o } = t, s = Number(r.wave), c = epochIn(e, t), l = await fetchRun(e, t, c, { wave: s });
		if (!l.ok) return refuse(n, [l.error], P.infrastructure);
		let u = n.door.carry().objectsBefore({
			state: i,
			run: a
		}), d = {
			run: a,
			state: i,
			writer: `advance-${s}`,
			epoch: c,
			head: o,
			plans: !1,
			before: u
		};
		rememberLeaving(n, d);
		let { code: f, document: p } = await part(e, {
			flags: {
				epoch: String(c),
				wave: String(s)
			},
			what: ["advance", a],
			document: !0
		});
		if (n.files.output("run_id", a), wasSignalled(f)) return f;
		if (!value_isFields(p)) return forgetLeaving(n), await action_advance_tell(e, t, s), f;
		let m = await leave(n, d);
		return forgetLeaving(n), m.ok ? (n.files.output("legs", legsText(p)), await action_advance_tell(e, t, s), f) : refuse(n, [m.error], P.infrastructure);
	}
	let ot = "none", st = {
		message: "there is no plan: the job with `mode: plan` failed, was cancelled or was refused",
		hint: "look at its log, then use \"Re-run all jobs\""
	};
	function nothingGiven({ stage: { files: e } }, t) {
		e.output("conclusion", t), e.output("effects", ot);
	}
	function effectsIn(e) {
		return textAt(e, "effects", "agreed") ?? ot;
	}
	async function action_finish_tell(e, t, n, { code: r }) {
		let { stage: i, wanted: a, api: o } = e, { ground: s } = i, { check: c, comment: l, head: u } = t, d = n.file?.text ?? "", f = t.file === "" ? n.file : {
			path: (0, S.resolve)(s.workspace, t.file),
			text: d
		}, p = cutOffUnlessPaused(n, r), m = {
			...n,
			file: f,
			board: () => p
		}, h = {
			check: c,
			comment: l,
			seq: seqAfter(9),
			calls: 0,
			tasks: []
		}, g = await show(e, m, {
			head: u === "" ? null : u,
			kept: h
		});
		g.remember({}), o?.patience(15e3);
		let _ = await g.reporter?.finish() ?? !0, { reporter: v } = g;
		a.annotations && markFailures(i, m, a.check && v !== null && v.notes().length === 0);
		let y = [...g.memory().notes, ...v?.notes() ?? []];
		writeSummary(i, p, aroundOf(i, m.run, u === "" ? null : u), y), g.remember({
			done: _,
			summary: !0
		});
	}
	let cutOffUnlessPaused = (e, t) => t === P.paused ? e.board() : cutOff(e.board());
	async function keep(e, t) {
		let { stage: n, state: r } = e, { run: i, asked: a, head: o } = t;
		a !== "" && await n.door.carry().keepRun(n, o, {
			run: i,
			state: r
		}, {
			asked: a,
			since: 0
		});
	}
	async function actAsFinish(e, t) {
		let { stage: n, wanted: r, state: i } = e;
		if (t === null) {
			let t = refuse(n, [r.plan === "" ? st : Q], P.failed);
			return nothingGiven(e, "failure"), t;
		}
		let { run: a, head: o } = t, s = epochIn(e, t), c = await fetchRun(e, t, s, "everything");
		if (!c.ok) {
			let t = refuse(n, [c.error], P.infrastructure);
			return nothingGiven(e, "failure"), t;
		}
		let l = {
			run: a,
			state: i,
			writer: "finish",
			epoch: s,
			head: o,
			plans: !1,
			before: n.door.carry().objectsBefore({
				state: i,
				run: a
			})
		};
		rememberLeaving(n, l);
		let u = await part(e, {
			flags: {
				epoch: String(s),
				results: r.results
			},
			what: ["finish", a],
			document: !0
		}), d = value_isFields(u.document) ? u.document : {};
		if (wasSignalled(u.code)) return u.code;
		Object.keys(d).length === 0 ? nothingGiven(e, "failure") : (giveOutputs(n, d), n.files.output("effects", effectsIn(d))), u.code !== P.paused && Object.keys(d).length > 0 && await leave(n, l), forgetLeaving(n), await keep(e, t);
		let f = await n.door.program().leftBehind(i, a);
		return f !== null && await action_finish_tell(e, t, f, u), u.code;
	}
	let ct = /^(\d{8}-\d{6}-[0-9a-f]{4}):([0-9a-f]{64}):([0-9a-f]{64}):(-|[0-9a-f]{40,64}):(\d{1,6}):(-|[0-9a-f]{64}):([tu]):(-|\d{1,15}):(-|\d{1,15}):(-|[0-9a-f]{64}):([A-Za-z0-9%._~!*'()-]{0,3000})$/, orNone = (e) => e === null || e === "" ? "-" : `${e}`, sheetText = (e) => [
		e.run,
		e.plan,
		e.archive,
		orNone(e.head),
		e.offset,
		orNone(e.base),
		e.untrusted ? "u" : "t",
		orNone(e.check),
		orNone(e.comment),
		orNone(e.asked),
		encodeURIComponent(e.file)
	].join(":"), number = (e) => e === "-" ? null : Number(e);
	function decoded(e) {
		try {
			return decodeURIComponent(e);
		} catch {
			return null;
		}
	}
	function sheetIn(e) {
		let [, t = "", n = "", r = "", i = "", a = "", o = "", s = "", ...c] = ct.exec(e) ?? [], [l = "", u = "", d = "", f = ""] = c, p = decoded(f);
		return t === "" || p === null ? null : {
			run: brand_runId(t),
			plan: brand_digest(n),
			archive: brand_digest(r),
			head: i === "-" ? "" : i,
			offset: Number(a),
			base: o === "-" ? null : brand_digest(o),
			untrusted: s === "u",
			check: number(l),
			comment: number(u),
			asked: d === "-" ? "" : d,
			file: p
		};
	}
	async function earlier(e) {
		let { stage: t, wanted: n, directory: r, state: i, api: a, degraded: o } = e, { beginWithNamed: s, beginWithSame: c, questionOf: l } = t.door.carry(), u = n.keep ? l(t, n) : "";
		if (n.resume === "" || o) return result_ok({
			run: "",
			offset: 0,
			asked: u
		});
		let d = {
			directory: r,
			state: i
		}, f = n.resume === N ? result_ok(await c(t, n, a, d)) : await s(t, n, a, d);
		if (!f.ok) return f;
		let { run: p } = f.value;
		if (p === "") return result_ok({
			run: p,
			offset: 0,
			asked: u
		});
		let m = await t.door.program().writersFor(i, p, "everything");
		return m === null ? result_err({
			message: `the run ${p} cannot be read`,
			hint: "start a new run"
		}) : result_ok({
			run: p,
			offset: Math.max(0, m.epoch + 1 - t.ground.attempt),
			asked: u
		});
	}
	let begin = (e, { run: t, offset: n }) => withInputs(e, (r) => {
		let { wanted: i } = e;
		return part(e, {
			flags: {
				epoch: String(epochIn(e, { offset: n })),
				"run-id": t,
				params: r,
				runner: i.runner,
				timeout: i.timeout,
				"max-cost-usd": i.maxCostUsd
			},
			what: ["begin", i.workflow],
			document: !0
		});
	});
	function pathIn({ stage: e }, t) {
		let { workspace: n } = e.ground, r = (0, S.relative)(n, (0, S.resolve)(n, t));
		return r === "" || r === ".." || r.startsWith(`..${S.sep}`) ? "" : r.split(S.sep).join("/");
	}
	async function left(e, t, n, r) {
		let { stage: i, state: a } = e, o = epochIn(e, n), s = i.seen.head ?? "", c = {
			run: t,
			state: a,
			writer: "plan",
			epoch: o,
			head: s,
			plans: !0,
			before: new Set()
		};
		rememberLeaving(i, c);
		let l = await leave(i, c);
		if (forgetLeaving(i), !l.ok) return l;
		if (n.run === "") return result_ok({
			archive: l.value,
			base: null
		});
		let u = await i.door.carry().leaveBase(i, {
			state: a,
			run: t,
			plan: r,
			epoch: o,
			head: s
		});
		return u.ok ? result_ok({
			archive: l.value,
			base: u.value.digest
		}) : u;
	}
	async function handOn(e, t, { code: n, document: r }) {
		let { stage: i, state: a, untrusted: o } = e, { files: s } = i, [c, l] = [textAt(r, "run_id"), textAt(r, "plan")];
		if (c === null || l === null || !value_isFields(r)) throw Error("Internal error: a run was begun and said nothing");
		let [u, d] = [brand_runId(c), brand_digest(l)];
		s.output("run_id", u);
		let f = await left(e, u, t, d);
		if (!f.ok) return refuse(i, [f.error], P.infrastructure);
		let p = await i.door.program().leftBehind(a, u), m = i.seen.head, h = p === null ? null : await show(e, p, {
			head: m,
			kept: null
		});
		await h?.reporter?.begin();
		let g = h?.memory().kept, _ = {
			run: u,
			plan: d,
			...f.value,
			head: m ?? "",
			offset: t.offset,
			untrusted: o,
			check: g?.check ?? null,
			comment: g?.comment ?? null,
			asked: t.asked,
			file: p?.file == null ? "" : pathIn(e, p.file.path)
		};
		return s.output("legs", legsText(r)), s.output("plan", sheetText(_)), s.output("head", m ?? i.door.env.GITHUB_SHA ?? ""), s.output("kill", String(at(r, "kill") === !0)), s.output("last", String(at(r, "last") === !0)), h?.remember({
			done: !0,
			summary: !0
		}), n;
	}
	async function actAsPlan(e) {
		let { stage: t } = e, n = await earlier(e);
		if (!n.ok) return refuse(t, [n.error], P.usage);
		let r = await begin(e, n.value);
		return r.code === P.done || r.code === P.paused ? handOn(e, n.value, r) : (t.files.output("conclusion", wasSignalled(r.code) ? "cancelled" : $), r.code);
	}
	async function leaveAll({ stage: e }, t, n) {
		let r = await leave(e, t);
		if (forgetLeaving(e), r.ok) return n;
		let { message: i, hint: a } = r.error;
		return e.log.mark({
			level: "error",
			message: `${i}\nhelp: ${a}`
		}), n === P.done ? P.infrastructure : n;
	}
	async function actAsTask(e, t) {
		let { stage: n, wanted: r, state: i } = e, { run: a, head: o } = t, { task: s } = r, c = epochIn(e, t), l = await fetchRun(e, t, c, s === "finally" ? "everything" : { leg: s });
		if (!l.ok) return refuse(n, [l.error], P.infrastructure);
		let u = {
			run: a,
			state: i,
			writer: s,
			epoch: c,
			head: o,
			plans: !1,
			before: n.door.carry().objectsBefore({
				state: i,
				run: a
			})
		};
		rememberLeaving(n, u);
		let { code: d } = await part(e, {
			flags: {
				epoch: String(c),
				"max-parallel": r.maxParallel,
				runner: r.runner
			},
			what: [
				"perform",
				a,
				s
			],
			document: !1
		});
		return n.files.output("run_id", a), wasSignalled(d) || d === P.usage ? d : leaveAll(e, u, d);
	}
	async function conducted(e, t) {
		let { stage: n, wanted: r } = e, i = apiFor(n, r.token, 0), { verdict: a, seen: o } = await admission(n, r, i);
		if (a.kind === "refused") return refuse(n, [refusalText(a)], P.policy);
		let s = a.kind === "degraded";
		return t({
			...e,
			stage: {
				...n,
				seen: o
			},
			api: s ? null : i,
			degraded: s,
			untrusted: s
		});
	}
	async function actAsPart(e, t, n) {
		let r = {
			stage: e,
			wanted: t,
			directory: n,
			state: stateDirectory(e.ground, t.stateDir),
			api: null,
			degraded: !1,
			untrusted: action_admission_isForeign(e.seen)
		};
		if (t.mode === "plan") return conducted(r, actAsPlan);
		let i = sheetIn(t.plan);
		if (t.mode === "finish") return conducted(r, (e) => actAsFinish(e, i));
		if (i === null) return refuse(e, [Q], P.usage);
		let a = {
			...r,
			untrusted: i.untrusted
		};
		return t.mode === "task" ? actAsTask(a, i) : conducted(a, (e) => actAsAdvance({
			...e,
			untrusted: i.untrusted
		}, i));
	}
	let lt = {
		message: "`working_directory` is no folder of the workspace",
		hint: "check the repository out before, and name a folder in it"
	};
	async function findings(e, t, n) {
		let { door: r, ground: i, log: a, seen: o } = e, s = "", c = {
			directory: n,
			state: stateDirectory(i, t.stateDir),
			inputs: null,
			untrusted: action_admission_isForeign(o)
		};
		return {
			code: await r.program().main(action_words_wordsOf({
				...t,
				mode: "validate"
			}, c), {
				env: programEnvironment(r.env, {}),
				root: r.root,
				load: r.load,
				remember: () => void 0,
				outside: {
					out: sinkTo(e, (e) => s += e),
					err: sinkTo(e, a.text),
					unicode: !0
				}
			}),
			document: s
		};
	}
	async function runHere(e, t, n, r) {
		let { code: i, began: a } = await runWorkflow({
			stage: e,
			wanted: t,
			directory: n,
			...r
		});
		if (a || i === P.done || (e.files.output("conclusion", $), i !== P.usage || t.workflow === "")) return i;
		let { document: o } = await findings(e, t, n);
		return hasErrors(o) && showFindings(e, o), i;
	}
	let fresh = (e) => e.resume === N ? {
		...e,
		resume: ""
	} : e;
	async function runIfAllowed(e, t, n) {
		if (isHarmless(t)) {
			let r = action_admission_isForeign(e.seen);
			return runHere(e, fresh(t), n, {
				api: null,
				degraded: !0,
				untrusted: r,
				keep: null
			});
		}
		let r = apiFor(e, t.token, 0), { verdict: i, seen: a } = await admission(e, t, r);
		if (i.kind === "refused") return refuse(e, [refusalText(i)], P.policy);
		if (i.kind === "degraded") return runHere({
			...e,
			seen: a
		}, fresh(t), n, {
			api: r,
			degraded: !0,
			untrusted: !0,
			keep: null
		});
		let o = {
			...e,
			seen: a
		}, s = stateDirectory(e.ground, t.stateDir), { beginWithNamed: c, beginWithSame: l } = e.door.carry(), u = {
			directory: n,
			state: s
		}, d = t.resume === N ? result_ok(await l(o, t, r, u)) : await c(o, t, r, u);
		if (!d.ok) return refuse(e, [d.error], P.usage);
		let { run: f, keep: p } = d.value;
		return runHere(o, {
			...t,
			resume: f
		}, n, {
			api: r,
			degraded: !1,
			untrusted: !1,
			keep: p
		});
	}
	let ut = {
		message: "nothing is written for the change of a fork",
		hint: "after reading the change, somebody with write permission can run the workflow by hand"
	};
	async function deliverIfAllowed(e, t) {
		let { verdict: n, seen: r } = await admission(e, t, apiFor(e, t.token, 0));
		if (n.kind === "refused") return refuse(e, [refusalText(n)], P.policy);
		if (n.kind === "degraded") return refuse(e, [ut], P.policy);
		let { state: i, effects: a, token: o, dryRun: s } = {
			...t,
			state: stateDirectory(e.ground, t.stateDir)
		}, c = {
			state: i,
			run: t.resume === "" ? "latest" : t.resume,
			effects: a,
			token: o,
			dryRun: s
		}, { code: l, lines: u } = await deliverRun({
			...e,
			seen: r
		}, c), d = deliveryPage(u);
		return d !== "" && !e.files.summary(d) && e.log.group("Written to GitHub", d), l;
	}
	function opening({ seen: e, ground: t, log: n }, r) {
		let i = [
			`mode: ${r.mode}`,
			`workflow: ${r.workflow}`,
			`event: ${e.event}${e.action === "" ? "" : ` (${e.action})`}`,
			`actor: ${e.actor}${e.actor === e.triggeringActor ? "" : `, started by ${e.triggeringActor}`}`,
			`commit: ${e.head ?? "unknown"}`,
			`attempt: ${t.attempt}`,
			`node: ${process.version}`
		];
		n.group("What was asked", `${i.join("\n")}\n`);
	}
	async function perform(e, t) {
		let n = insideWorkspace(e.ground, t.workingDirectory);
		if (n === null) return refuse(e, [lt], P.usage);
		if (t.mode === "deliver") return deliverIfAllowed(e, t);
		if (t.mode === "run") return runIfAllowed(e, t, n);
		if (t.mode !== "validate") return actAsPart(e, t, n);
		let { code: r, document: i } = await findings(e, t, n);
		return showFindings(e, i), r;
	}
	async function act(e) {
		let t = stageFor(e), n = wishes(e.env);
		try {
			return n.ok ? (opening(t, n.value), await perform(t, n.value)) : refuse(t, n.error, P.usage);
		} finally {
			t.log.flush();
		}
	}
	async function tellRest(e, t) {
		let { door: n, log: r } = e, i = wishes(n.env), a = await n.program().leftBehind(t.state, t.run);
		if (!i.ok || a === null) {
			r.mark({
				level: "warning",
				message: `The run ${t.run} cannot be read any more, so its end was not told.`
			});
			return;
		}
		i.value.report && writePage(e, {
			run: a,
			state: t.state,
			head: t.head
		});
		let o = cutOff(a.board()), { head: s, change: c, author: l, kept: u } = t, d = t.done ? null : apiFor(e, i.value.token, u.calls);
		d?.patience(6e4);
		let { check: f, taskChecks: p, comment: m } = i.value, h = d === null ? null : reporterFor(e, a, {
			api: d,
			head: s,
			change: c,
			author: l,
			check: f,
			taskChecks: p,
			comment: m,
			kept: u,
			board: () => o,
			remember: () => void 0
		});
		await h?.finish();
		let g = [...t.notes, ...h?.notes() ?? []];
		t.summary || writeSummary(e, o, aroundOf(e, a.run, s), g);
	}
	async function keepRest(e, { keep: t, head: n, state: r, run: i }) {
		t !== null && tt.test(i) && await e.door.carry().keepRun(e, n, {
			run: brand_runId(i),
			state: r
		}, t);
	}
	async function settle(e) {
		let t = stageFor(e), n = memoryIn(e.env);
		try {
			await leaveRest(t), n !== null && await keepRest(t, n), n !== null && !(n.done && n.summary) && await tellRest(t, n);
		} finally {
			t.log.flush();
		}
		return P.done;
	}
	module.exports = n;
})();
})
