/*3ae855b30883a595*/
(function (exports, require, module, __filename, __dirname) {
(() => {
	"use strict";
	var e = {};
	e.d = (t, n) => {
		for (var r in n) e.o(n, r) && !e.o(t, r) && Object.defineProperty(t, r, {
			enumerable: !0,
			get: n[r]
		});
	}, e.o = (e, t) => Object.prototype.hasOwnProperty.call(e, t), e.r = (e) => {
		typeof Symbol < "u" && Symbol.toStringTag && Object.defineProperty(e, Symbol.toStringTag, { value: "Module" }), Object.defineProperty(e, "__esModule", { value: !0 });
	};
	var t = {};
	e.r(t), e.d(t, {
		beginWithNamed: () => beginWithNamed,
		beginWithSame: () => beginWithSame,
		keepRun: () => keepRun,
		leaveBase: () => leaveBase,
		leaveLeg: () => leaveLeg,
		objectsBefore: () => objectsBefore,
		questionOf: () => questionOf,
		takeBase: () => takeBase,
		takeLegs: () => takeLegs
	});
	let n = require("node:fs"), result_ok = (e) => ({
		ok: !0,
		value: e
	}), result_err = (e) => ({
		ok: !1,
		error: e
	}), r = RegExp("(?:\x1B[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u009c|\x1B\\\\)?", "g"), i = RegExp("(?:\x1B\\[|\\u009b)[0-?]*[ -/]*[@-~]?", "g"), a = RegExp("\x1B[ -/]*[0-~]?", "g"), o = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, s = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
	function sanitised(e) {
		return e.replace(r, "").replace(i, "").replace(a, "").replace(/\r\n?/g, "\n").replace(o, "").replace(s, "");
	}
	function oneLine(e, t) {
		let n = sanitised(e).replace(/\s+/g, " ").trim(), r = n.length <= t ? null : Array.from(n);
		return r === null || r.length <= t ? n : `${r.slice(0, Math.max(0, t - 1)).join("")}\u2026`;
	}
	let c = "re-run all jobs of the workflow run, or start a new run", l = "start a new run, without `resume`", u = "find out which job uploads under this name, then re-run all jobs", d = {
		archive: {
			sentence: "the archive of {} is refused",
			hint: u
		},
		manifest: {
			sentence: "the archive of {} says nowhere in a form that can be read what it is",
			hint: u
		},
		version: {
			sentence: "the archive of {} was made by a newer version",
			hint: "use the same version in all jobs"
		},
		files: {
			sentence: "the archive of {} does not hold what it says it holds",
			hint: u
		},
		name: {
			sentence: "the archive of {} says that it is another one than its name says",
			hint: u
		},
		digest: {
			sentence: "the bytes of {} are not those that were announced",
			hint: c
		},
		segment: {
			sentence: "the journal in {} cannot be read",
			hint: c
		},
		header: {
			sentence: "the journal in {} says that somebody else wrote it",
			hint: u
		},
		stray: {
			sentence: "the journal in {} speaks of what is not its own",
			hint: u
		},
		plan: {
			sentence: "{} was made for another version of the workflow",
			hint: c
		},
		repository: {
			sentence: "{} comes from another repository",
			hint: l
		},
		workflow: {
			sentence: "{} comes from another workflow of this repository",
			hint: l
		},
		fork: {
			sentence: "{} comes from a fork",
			hint: l
		},
		origin: {
			sentence: "{} comes from another workflow run than it says",
			hint: l
		},
		run: {
			sentence: "{} belongs to another run",
			hint: l
		},
		attempt: {
			sentence: "{} says that it was made by a later attempt than this one",
			hint: u
		},
		head: {
			sentence: "{} was made for another commit",
			hint: l
		},
		missing: {
			sentence: "there is no artifact of {}",
			hint: "artifacts are deleted when their time of retention is over, and a full re-run does not see older ones: re-run all jobs, or start a new run"
		},
		expired: {
			sentence: "the artifact of {} has expired",
			hint: `${l}; the time of retention is a setting of the repository`
		},
		twice: {
			sentence: "{} was gone on with by two workflow runs, so nobody knows which of them counts",
			hint: l
		},
		conflict: {
			sentence: "{} contradicts what is here already",
			hint: c
		},
		taken: {
			sentence: "there is an artifact of the name {} already, with other content",
			hint: u
		},
		large: {
			sentence: "{} is too large to be carried",
			hint: "let tasks give paths and digests in place of large outputs"
		},
		forbidden: {
			sentence: "the artifacts may not be read: {}",
			hint: "give the job `actions: read`"
		},
		unavailable: {
			sentence: "the artifacts cannot be reached: {}",
			hint: "re-run the failed jobs"
		},
		invalid: {
			sentence: "the service of artifacts did not take a request: {}",
			hint: c
		}
	};
	function carryFault(e, t, n = "") {
		let { sentence: r, hint: i } = d[e], a = r.replace("{}", () => oneLine(t, 200));
		return {
			kind: e,
			message: n === "" ? a : `${a}: ${oneLine(n, 200)}`,
			hint: i
		};
	}
	let f = 2e4, p = 268435456, m = 536870912, h = {
		truncated: "it is no whole archive: its end is missing",
		large: "it is larger than anything that is carried between jobs",
		zip64: "it says sizes or counts in a form for very large archives, which ours never need",
		many: `it holds more than ${f} files`,
		directory: "its list of files is damaged",
		name: "it holds a file whose name is not a plain path below a folder",
		twice: "it holds two files of one name, or of names that differ only by case",
		kind: "it holds something besides plain files: a folder, a link or a device",
		method: "it holds a file that is encrypted, or packed in a way that ours never are",
		layout: "its files overlap, or something is hidden between them",
		header: "its list of files says something else than the files themselves",
		file: "it holds a file that is too large",
		total: "its files are too large together",
		ratio: "it holds a file that would grow out of all proportion",
		content: "a file in it is damaged"
	}, g = {
		local: 67324752,
		central: 33639248,
		end: 101010256
	}, _ = {
		local: 30,
		central: 46,
		end: 22
	}, v = 4294967295, y = /^[A-Za-z0-9_](?:[A-Za-z0-9._%-]*[A-Za-z0-9_%-])?$/, ee = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
	function isArchiveName(e) {
		let t = e.split("/");
		return e.length <= 240 && t.length <= 4 && t.every((e) => y.test(e) && !ee.test(e));
	}
	let growsTooMuch = (e, t) => e > Math.max(1, t) * 100, archive_text = (e) => String.fromCharCode(...e);
	function ending(e) {
		let t = e.byteLength - _.end;
		if (t < 0 || e.getUint32(t, !0) !== g.end || e.getUint16(t + 20, !0) !== 0) return result_err("truncated");
		let at16 = (n) => e.getUint16(t + n, !0), [n, r, i] = [
			at16(10),
			e.getUint32(t + 12, !0),
			e.getUint32(t + 16, !0)
		];
		return n === 65535 || r === v || i === v ? result_err("zip64") : n > f ? result_err("many") : at16(4) !== 0 || at16(6) !== 0 || at16(8) !== n ? result_err("directory") : i + r === t && n * _.central <= r ? result_ok({
			from: i,
			to: t,
			count: n
		}) : result_err("directory");
	}
	function isPlain(e, t) {
		let n = e.getUint32(t + 38, !0), r = n >>> 16 & 61440;
		return (r === 0 || r === 32768) && !(n & 1040);
	}
	function sizeFault({ name: e, size: t, packed: n, method: r }) {
		return isArchiveName(e) ? t > p ? "file" : r === 0 && t !== n ? "header" : growsTooMuch(t, n) ? "ratio" : null : "name";
	}
	function central(e, t, n, r) {
		if (n + _.central > r || t.getUint32(n, !0) !== g.central) return result_err("directory");
		let at16 = (e) => t.getUint16(n + e, !0), at32 = (e) => t.getUint32(n + e, !0), [i, a, o] = [
			at16(8),
			at16(10),
			at16(28)
		], s = n + _.central + o, [c, l, u] = [
			at32(20),
			at32(24),
			at32(42)
		];
		if (c === v || l === v || u === v) return result_err("zip64");
		if (s > r || at16(30) !== 0 || at16(32) !== 0 || at16(34) !== 0) return result_err("directory");
		if (i & -2055 || a !== 0 && a !== 8) return result_err("method");
		let d = {
			name: archive_text(e.subarray(n + _.central, s)),
			method: a,
			start: u + _.local + o,
			packed: c,
			size: l,
			crc: at32(16),
			flags: i,
			at: u,
			next: s
		};
		if (!isPlain(t, n)) return result_err("kind");
		let f = sizeFault(d);
		return f === null ? result_ok(d) : result_err(f);
	}
	function isConfirmed(e, t, n) {
		let { at: r, flags: i, method: a, crc: o, packed: s, size: c, name: l } = n, at16 = (e) => t.getUint16(r + e, !0), at32 = (e) => t.getUint32(r + e, !0);
		return at32(0) === g.local && at16(6) === i && at16(8) === a && at32(14) === o && at32(18) === s && at32(22) === c && at16(26) === l.length && at16(28) === 0 && archive_text(e.subarray(r + _.local, r + _.local + l.length)) === l;
	}
	function layoutFault(e, t, n, r) {
		let i = 0;
		for (let a of n.toSorted((e, t) => e.at - t.at)) {
			if (a.at !== i || a.start + a.packed > r) return "layout";
			if (!isConfirmed(e, t, a)) return "header";
			i = a.start + a.packed;
		}
		return i === r ? null : "layout";
	}
	function hasClash(e) {
		let t = new Set(e.map(({ name: e }) => e.toLowerCase()));
		return t.size < e.length || [...t].some((e) => e.split("/").some((e, n, r) => n > 0 && t.has(r.slice(0, n).join("/"))));
	}
	function archiveEntries(e) {
		if (e.length > m) return result_err("large");
		let t = new DataView(e.buffer, e.byteOffset, e.byteLength), n = ending(t);
		if (!n.ok) return n;
		let { from: r, to: i, count: a } = n.value, o = [], s = 0;
		for (let n = r; o.length < a;) {
			let r = central(e, t, n, i);
			if (!r.ok) return r;
			if (s += r.value.size, s > m) return result_err("total");
			o.push(r.value), n = r.value.next;
		}
		if ((o.at(-1)?.next ?? r) !== i) return result_err("directory");
		if (hasClash(o)) return result_err("twice");
		let c = layoutFault(e, t, o, r);
		return c === null ? result_ok(o) : result_err(c);
	}
	let brand_runId = (e) => e, digest = (e) => e, isFields = (e) => typeof e == "object" && !!e && !Array.isArray(e), isList = (e) => Array.isArray(e);
	function canonical(e) {
		return isList(e) ? `[${e.map(canonical).join(",")}]` : isFields(e) ? `{${Object.keys(e).sort().map((t) => `${JSON.stringify(t)}:${canonical(e[t] ?? null)}`).join(",")}}` : JSON.stringify(e);
	}
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
			if (!isFields(n) || !Object.hasOwn(n, e)) return null;
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
		return isList(n) ? n : [];
	}
	let b = "manifest.json", te = ["leg", "run"], manifestText = (e) => `${canonical(e)}\n`, x = /^[0-9a-f]{64}$/, ne = {
		repository: /^[A-Za-z0-9][A-Za-z0-9_-]*\/[A-Za-z0-9._-]+$/,
		workflow: /^[^\u0000-\u001f]{0,1000}$/,
		workflowRun: /^\d{1,20}$/,
		head: /^(?:[0-9a-f]{40}(?:[0-9a-f]{24})?)?$/,
		run: /^\d{8}-\d{6}-[0-9a-f]{4}$/,
		plan: x,
		writer: /^[a-z0-9][a-z0-9-]{0,62}$/,
		asked: /^(?:[0-9a-f]{64})?$/,
		conclusion: /^[a-z_]{0,20}$/
	};
	function textsIn(e) {
		let t = Object.entries(ne).map(([t, n]) => [
			t,
			textAt(e, t),
			n
		]);
		return t.every(([, e, t]) => e !== null && t.test(e)) ? Object.fromEntries(t.map(([e, t]) => [e, t])) : null;
	}
	let sizeAt = (e) => at(e, "size") === 0 ? 0 : numberAt(e, "size");
	function itemIn(e) {
		let [t, n, r] = [
			textAt(e, "name"),
			sizeAt(e),
			textAt(e, "digest")
		];
		return t === null || n === null || r === null || !x.test(r) ? null : {
			name: t,
			size: n,
			digest: digest(r)
		};
	}
	function manifestIn(e) {
		let t = parsed(e), n = numberAt(t, "version");
		if (n !== null && n > 1) return "newer";
		let r = te.find((e) => e === textAt(t, "kind")), [i, a] = [numberAt(t, "attempt"), numberAt(t, "epoch")], o = listAt(t, "files").map(itemIn), s = o.filter((e) => e !== null), c = textsIn(t);
		return n === null || r === void 0 || c === null || i === null || a === null || s.length < o.length ? null : {
			...c,
			version: n,
			kind: r,
			attempt: i,
			epoch: a,
			files: s,
			run: brand_runId(c.run),
			plan: digest(c.plan)
		};
	}
	let artifactName = ({ run: e, writer: t, epoch: n, turn: r }) => `ao-${e}-${t}-e${n}${r === 1 ? "" : `.${r}`}`, S = /^ao-(\d{8}-\d{6}-[0-9a-f]{4})-([a-z0-9][a-z0-9-]{0,62})-e([1-9]\d{0,8})(?:\.([2-9]))?$/;
	function nameIn(e) {
		let t = S.exec(e);
		if (t === null) return null;
		let [, n = "", r = "", i = "", a = "1"] = t;
		return {
			run: brand_runId(n),
			writer: r,
			epoch: Number(i),
			turn: Number(a)
		};
	}
	let re = [
		"success",
		"failure",
		"skipped",
		"cancelled",
		"upstream_failed"
	], ie = [
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
	], ae = [0, 1], shape_text = (e) => typeof e == "string", count = (e) => Number.isSafeInteger(e), flag = (e) => typeof e == "boolean", oneOf = (e) => (t) => typeof t == "string" && e.includes(t), amount = (e) => typeof e == "number" && Number.isFinite(e), C = oneOf(["approve", "reject"]), texts = (e) => isList(e) && e.every(shape_text), records = (e) => isList(e) && e.every(isFields), kind = (e) => isFields(e) && shape_text(e.kind), optional = (e) => (t) => t === void 0 || e(t), maybe = (e) => (t) => t === null || e(t), oe = /^[0-9a-f]{64}$/, shape_digest = (e) => typeof e == "string" && oe.test(e), basis = (e) => isList(e) && e.every((e) => {
		if (!isList(e) || e.length !== 3) return !1;
		let [t, n, r] = e;
		return shape_text(t) && oneOf(re)(n) && (r === "" || shape_digest(r));
	}), failure = (e) => isFields(e) && oneOf(ie)(e.kind) && shape_text(e.message), cost = (e) => e === null || typeof e == "number", usage = (e) => isFields(e) && typeof e.inputTokens == "number" && typeof e.outputTokens == "number" && cost(e.costUsd), most = (e) => e === void 0 || amount(e) && Number(e) >= 0, legs = (e) => isList(e) && e.every((e) => isFields(e) && shape_text(e.id) && texts(e.tasks) && [
		e.costUsd,
		e.tokens,
		e.agents
	].every(most)), se = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, object = (e) => typeof e == "string" && se.test(e), ce = {
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
			cached: optional(isFields)
		},
		"task.started": {
			task: shape_text,
			n: count,
			fingerprint: shape_text,
			branch: optional(shape_text),
			reserved: optional(isFields),
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
			verdict: C,
			by: shape_text,
			fields: isFields,
			reason: shape_text
		},
		"gate.accepted": {
			task: shape_text,
			answer: shape_text
		},
		"gate.expired": {
			task: shape_text,
			verdict: C
		},
		"circuit.observed": {
			agent: shape_text,
			failures: count,
			until: maybe(count)
		},
		"budget.granted": {
			maxCostUsd: optional(amount),
			maxTokens: optional(count)
		},
		"run.isolated": {
			level: (e) => ae.some((t) => t === e),
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
			cached: optional(isFields)
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
			heads: (e) => isList(e) && e.every(object),
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
	}, w = new Map(Object.entries(ce)), isKnown = (e) => w.has(e);
	function misshapen(e, t) {
		let n = w.get(e) ?? {};
		return Object.keys(n).find((e) => {
			let r = Object.hasOwn(t, e) ? t[e] : void 0;
			return n[e]?.(r) === !1;
		});
	}
	function codec_parsed(e) {
		try {
			let t = JSON.parse(e);
			return isFields(t) ? t : void 0;
		} catch {
			return;
		}
	}
	let own = (e, t) => Object.hasOwn(e, t) ? e[t] : void 0, natural = (e) => typeof e == "number" && Number.isSafeInteger(e) && e >= 0;
	function decodeHeader(e) {
		let t = codec_parsed(e), refuse = (e) => result_err({
			line: 1,
			message: e
		});
		if (t === void 0) return refuse("the first line is not a header");
		let n = own(t, "version");
		if (!natural(n)) return refuse("the header names no version");
		if (n > 1) return refuse(`it was written by a newer version (journal format ${n}, this version reads up to 1)`);
		let [r, i, a, o] = [
			own(t, "run"),
			own(t, "plan"),
			own(t, "epoch"),
			own(t, "writer")
		];
		return typeof r != "string" || typeof i != "string" || !natural(a) || typeof o != "string" ? refuse("the header does not name run, plan, epoch and writer") : result_ok({
			version: n,
			run: brand_runId(r),
			plan: digest(i),
			epoch: a,
			writer: o
		});
	}
	let follows = (e, t) => t === void 0 ? e <= 1 : e === t + 1;
	function decodeLine(e, t, n) {
		let [r, i, a] = [
			own(e, "seq"),
			own(e, "at"),
			own(e, "type")
		];
		if (!natural(r) || typeof i != "number" || typeof a != "string") return result_err("it does not name seq, at and type");
		if (!follows(r, n)) return result_err(`entry ${r} follows ${n === void 0 ? "the header" : `entry ${n}`}`);
		if (!isKnown(a)) return result_ok({ opaque: {
			seq: r,
			type: a,
			line: t
		} });
		let o = misshapen(a, e);
		return o === void 0 ? result_ok({ entry: e }) : result_err(`"${o}" of ${a} is missing or wrong`);
	}
	let seqOf = (e) => "entry" in e ? e.entry.seq : e.opaque.seq;
	function decodeSegment(e) {
		let t = e.split("\n"), n = t.pop() ?? "";
		if (t.length === 0) return result_err({
			line: 1,
			message: "it ends before its header does"
		});
		let r = decodeHeader(t[0] ?? "");
		if (!r.ok) return r;
		let i = [], a = [], o = n !== "", s;
		for (let e = 1; e < t.length; e += 1) {
			let n = t[e] ?? "", r = codec_parsed(n);
			if (r === void 0) {
				if (e < t.length - 1 || o) return result_err({
					line: e + 1,
					message: "it is not a JSON object"
				});
				o = !0;
				break;
			}
			let c = decodeLine(r, n, s);
			if (!c.ok) return result_err({
				line: e + 1,
				message: c.error
			});
			s = seqOf(c.value), "entry" in c.value ? i.push(c.value.entry) : a.push(c.value.opaque);
		}
		return result_ok({
			segment: {
				header: r.value,
				entries: i
			},
			opaque: a,
			torn: o
		});
	}
	let T = 262144, E = "answer-", D = new Set(["gate.answered", "writer.closed"]), answerWriter = (e) => `${E}${e}`, isAnswerWriter = (e) => e.startsWith(E);
	function answerFault({ segment: e, opaque: t }) {
		let { header: n, entries: r } = e;
		if (!isAnswerWriter(n.writer)) return `it was written by "${n.writer}", which is no answer`;
		let i = [...r, ...t].find(({ type: e }) => !D.has(e));
		return i === void 0 ? r.some((e) => e.type === "gate.answered" && answerWriter(e.answer) !== n.writer) ? "it holds the answer of another" : null : `it holds "${i.type}", which is not for others to say`;
	}
	let O = require("node:zlib"), le;
	function tableOf() {
		return Uint32Array.from({ length: 256 }, (e, t) => {
			let n = t;
			for (let e = 0; e < 8; e += 1) n = (n & 1) == 1 ? n >>> 1 ^ 3988292384 : n >>> 1;
			return n >>> 0;
		});
	}
	function crc32(e) {
		let t = le ??= tableOf(), n = 4294967295;
		for (let r of e) n = n >>> 8 ^ (t[(n ^ r) & 255] ?? 0);
		return (n ^ 4294967295) >>> 0;
	}
	function packedFile(e, t) {
		let n = (0, O.deflateRawSync)(t, { level: 6 }), r = n.length < t.length && !growsTooMuch(t.length, n.length);
		return {
			name: Buffer.from(e, "latin1"),
			method: r ? 8 : 0,
			crc: crc32(t),
			size: t.length,
			bytes: r ? n : t
		};
	}
	function common(e, t, { name: n, method: r, crc: i, size: a, bytes: o }) {
		e.writeUInt16LE(20, t), e.writeUInt16LE(r, t + 4), e.writeUInt16LE(33, t + 8), e.writeUInt32LE(i, t + 10), e.writeUInt32LE(o.length, t + 14), e.writeUInt32LE(a, t + 18), e.writeUInt16LE(n.length, t + 22);
	}
	function local(e) {
		let t = Buffer.alloc(_.local);
		return t.writeUInt32LE(g.local, 0), common(t, 4, e), t;
	}
	function archive_central(e, t) {
		let n = Buffer.alloc(_.central);
		return n.writeUInt32LE(g.central, 0), n.writeUInt16LE(788, 4), common(n, 6, e), n.writeUInt32LE(2175008768, 38), n.writeUInt32LE(t, 42), n;
	}
	function end(e, t, n) {
		let r = Buffer.alloc(_.end);
		return r.writeUInt32LE(g.end, 0), r.writeUInt16LE(e, 8), r.writeUInt16LE(e, 10), r.writeUInt32LE(t, 12), r.writeUInt32LE(n, 16), r;
	}
	function packingFault(e) {
		if (e.size > f) return "many";
		let t = 0;
		for (let [n, { length: r }] of e) {
			if (!isArchiveName(n)) throw Error(`Internal error: "${n}" cannot be carried`);
			if (r > p) return "file";
			t += r;
		}
		return t > m ? "total" : null;
	}
	function archived(e) {
		let t = packingFault(e);
		if (t !== null) return result_err(t);
		let [n, r] = [[], []], i = 0;
		for (let [t, a] of [...e].sort(([e], [t]) => e < t ? -1 : 1)) {
			let e = packedFile(t, a);
			n.push(local(e), e.name, e.bytes), r.push(archive_central(e, i), e.name), i += _.local + e.name.length + e.bytes.length;
		}
		let a = r.reduce((e, { length: t }) => e + t, 0);
		return result_ok(Buffer.concat([
			...n,
			...r,
			end(e.size, a, i)
		]));
	}
	function inflated(e, { method: t, start: n, packed: r, size: i }) {
		let a = e.subarray(n, n + r);
		if (t === 0) return a;
		try {
			let e = {
				maxOutputLength: Math.max(1, i),
				info: !0
			}, { buffer: t, engine: n } = (0, O.inflateRawSync)(a, e);
			return n.bytesWritten === r ? t : null;
		} catch {
			return null;
		}
	}
	function unarchived(e) {
		let t = archiveEntries(e);
		if (!t.ok) return t;
		let n = new Map();
		for (let r of t.value) {
			let t = inflated(e, r);
			if (t?.length !== r.size || crc32(t) !== r.crc) return result_err("content");
			n.set(r.name, t);
		}
		return result_ok(n);
	}
	let ue = require("node:module"), k = new Int32Array([
		1116352408,
		1899447441,
		3049323471,
		3921009573,
		961987163,
		1508970993,
		2453635748,
		2870763221,
		3624381080,
		310598401,
		607225278,
		1426881987,
		1925078388,
		2162078206,
		2614888103,
		3248222580,
		3835390401,
		4022224774,
		264347078,
		604807628,
		770255983,
		1249150122,
		1555081692,
		1996064986,
		2554220882,
		2821834349,
		2952996808,
		3210313671,
		3336571891,
		3584528711,
		113926993,
		338241895,
		666307205,
		773529912,
		1294757372,
		1396182291,
		1695183700,
		1986661051,
		2177026350,
		2456956037,
		2730485921,
		2820302411,
		3259730800,
		3345764771,
		3516065817,
		3600352804,
		4094571909,
		275423344,
		430227734,
		506948616,
		659060556,
		883997877,
		958139571,
		1322822218,
		1537002063,
		1747873779,
		1955562222,
		2024104815,
		2227730452,
		2361852424,
		2428436474,
		2756734187,
		3204031479,
		3329325298
	]), A = [
		1779033703,
		3144134277,
		1013904242,
		2773480762,
		1359893119,
		2600822924,
		528734635,
		1541459225
	], j = new Int32Array(64), M = [...A], N = new Uint8Array(1024);
	function sha256(e) {
		reserve(e.length * 3 + 128);
		let t = padded(typeof e == "string" ? encoded(e) : taken(e));
		for (let e = 0; e < 8; e += 1) M[e] = A[e] ?? 0;
		for (let e = 0; e < t; e += 64) read(e), extend(), compress();
		let n = "";
		for (let e = 0; e < 8; e += 1) n += ((M[e] ?? 0) >>> 0).toString(16).padStart(8, "0");
		return n;
	}
	function reserve(e) {
		N.length < e && (N = new Uint8Array(2 ** Math.ceil(Math.log2(e))));
	}
	function taken(e) {
		return N.set(e), e.length;
	}
	function encoded(e) {
		let t = 0;
		for (let n = 0; n < e.length; n += 1) {
			let r = e.charCodeAt(n);
			if (r < 128) N[t++] = r;
			else if (r < 2048) N[t++] = 192 | r >> 6, N[t++] = 128 | r & 63;
			else {
				let r = e.codePointAt(n) ?? 0;
				r > 65535 && (n += 1), t = sha256_long(r >= 55296 && r <= 57343 ? 65533 : r, t);
			}
		}
		return t;
	}
	function sha256_long(e, t) {
		let n = t;
		return e > 65535 ? (N[n++] = 240 | e >> 18, N[n++] = 128 | e >> 12 & 63) : N[n++] = 224 | e >> 12, N[n++] = 128 | e >> 6 & 63, N[n++] = 128 | e & 63, n;
	}
	function padded(e) {
		let t = Math.ceil((e + 9) / 64) * 64;
		N.fill(0, e, t), N[e] = 128;
		let n = e * 8;
		for (let e = t - 1; n > 0; --e) N[e] = n % 256, n = Math.floor(n / 256);
		return t;
	}
	function read(e) {
		for (let t = 0, n = e; t < 16; t += 1, n += 4) j[t] = (N[n] ?? 0) << 24 | (N[n + 1] ?? 0) << 16 | (N[n + 2] ?? 0) << 8 | (N[n + 3] ?? 0);
	}
	function extend() {
		for (let e = 16; e < 64; e += 1) {
			let t = j[e - 15] ?? 0, n = j[e - 2] ?? 0, r = (t >>> 7 | t << 25) ^ (t >>> 18 | t << 14) ^ t >>> 3, i = (n >>> 17 | n << 15) ^ (n >>> 19 | n << 13) ^ n >>> 10;
			j[e] = (j[e - 16] ?? 0) + r + (j[e - 7] ?? 0) + i | 0;
		}
	}
	function compress() {
		let [e = 0, t = 0, n = 0, r = 0, i = 0, a = 0, o = 0, s = 0] = M;
		for (let c = 0; c < 64; c += 4) {
			s += (i >>> 6 | i << 26) ^ (i >>> 11 | i << 21) ^ (i >>> 25 | i << 7), s = s + (o ^ i & (a ^ o)) + (j[c] ?? 0) + (k[c] ?? 0) | 0, r = r + s | 0, s += (e >>> 2 | e << 30) ^ (e >>> 13 | e << 19) ^ (e >>> 22 | e << 10), s = s + (e & t | n & (e | t)) | 0, o += (r >>> 6 | r << 26) ^ (r >>> 11 | r << 21) ^ (r >>> 25 | r << 7), o = o + (a ^ r & (i ^ a)) + (j[c + 1] ?? 0) + (k[c + 1] ?? 0) | 0, n = n + o | 0, o += (s >>> 2 | s << 30) ^ (s >>> 13 | s << 19) ^ (s >>> 22 | s << 10), o = o + (s & e | t & (s | e)) | 0, a += (n >>> 6 | n << 26) ^ (n >>> 11 | n << 21) ^ (n >>> 25 | n << 7), a = a + (i ^ n & (r ^ i)) + (j[c + 2] ?? 0) + (k[c + 2] ?? 0) | 0, t = t + a | 0, a += (o >>> 2 | o << 30) ^ (o >>> 13 | o << 19) ^ (o >>> 22 | o << 10), a = a + (o & s | e & (o | s)) | 0, i += (t >>> 6 | t << 26) ^ (t >>> 11 | t << 21) ^ (t >>> 25 | t << 7), i = i + (r ^ t & (n ^ r)) + (j[c + 3] ?? 0) + (k[c + 3] ?? 0) | 0, e = e + i | 0, i += (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10), i = i + (a & o | s & (a | o)) | 0;
			let l = e;
			e = i, i = l;
			let u = t;
			t = a, a = u;
			let d = n;
			n = o, o = d;
			let f = r;
			r = s, s = f;
		}
		add([
			e,
			t,
			n,
			r,
			i,
			a,
			o,
			s
		]);
	}
	function add(e) {
		for (let t = 0; t < 8; t += 1) M[t] = (M[t] ?? 0) + (e[t] ?? 0) | 0;
	}
	let P;
	function platform() {
		return P ??= (0, ue.createRequire)(process.execPath)("node:crypto"), P;
	}
	let hasher = () => platform().createHash("sha256"), atOnce = (e) => platform().hash?.("sha256", e, "hex") ?? hasher().update(e).digest("hex"), F = 0;
	function digest_digestOf(e) {
		return F < 32 && (F += Math.ceil((e.length + 9) / 64)), digest(F < 32 ? sha256(e) : atOnce(e));
	}
	let I = /^plan-\d+\.json$|^plan\.json$/, L = /^journal\/[A-Za-z0-9_-]+\.jsonl$/, de = /^objects\/([0-9a-f]{64})$/, numbered = (e) => String(e).padStart(4, "0");
	function segmentFile(e, t) {
		let n = decodeSegment(e), { epoch: r, writer: i } = n.ok ? n.value.segment.header : {
			epoch: 0,
			writer: ""
		};
		return `journal/${/^[A-Za-z0-9_-]{1,80}$/.test(i) ? `${r}-${i}` : numbered(t)}.jsonl`;
	}
	function filesOf({ plans: e, segments: t, objects: n }) {
		let bytes = (e) => Buffer.from(e);
		return new Map([
			...e.map((e, t) => [t === 0 ? "plan.json" : `plan-${numbered(t)}.json`, bytes(e)]),
			...t.map((e, t) => [segmentFile(e, t), bytes(e)]),
			...[...n].map(([e, t]) => [`objects/${e}`, t])
		]);
	}
	function sealed(e, t) {
		let n = filesOf(t), r = [...n].map(([e, t]) => ({
			name: e,
			size: t.length,
			digest: digest_digestOf(t)
		})), i = {
			...e,
			version: 1,
			files: r.sort((e, t) => e.name < t.name ? -1 : 1)
		}, a = archived(new Map([...n, [b, Buffer.from(manifestText(i))]]));
		return a.ok ? result_ok({
			bytes: a.value,
			digest: digest_digestOf(a.value),
			manifest: i
		}) : a;
	}
	function isWhole({ files: e, manifest: t }) {
		let n = new Set(t.files.map(({ name: e }) => e));
		return n.size !== t.files.length || e.size !== n.size + 1 ? !1 : t.files.every(({ name: t, size: n, digest: r }) => {
			let i = t === b ? void 0 : e.get(t);
			return i?.length === n && digest_digestOf(i) === r;
		});
	}
	let textOf = (e) => new TextDecoder("utf-8", { fatal: !0 }).decode(e);
	function sorted(e, t) {
		let order = (e) => e === "plan.json" ? "" : e;
		return [...e].filter(([e]) => t.test(e)).sort(([e], [t]) => order(e) < order(t) ? -1 : 1).map(([, e]) => textOf(e));
	}
	function parcelIn({ files: e }) {
		let t = new Map();
		for (let [n, r] of e) {
			let e = de.exec(n)?.[1];
			if (e !== void 0 && digest_digestOf(r) !== e) return null;
			if (e !== void 0) t.set(digest(e), r);
			else if (n !== b && !I.test(n) && !L.test(n)) return null;
		}
		try {
			return {
				plans: sorted(e, I),
				segments: sorted(e, L),
				objects: t
			};
		} catch {
			return null;
		}
	}
	function isOwn({ segment: e }, { kind: t, run: n, plan: r, writer: i, epoch: a }) {
		let { header: o } = e;
		return o.run === n ? t === "leg" ? o.plan === r && o.writer === i && o.epoch === a : o.epoch <= a : !1;
	}
	function segmentsIn(e, t) {
		let { what: n, manifest: r } = e, i = [];
		for (let e of t.segments) {
			let t = decodeSegment(e);
			if (!t.ok) return result_err(carryFault("segment", n, t.error.message));
			if (!isOwn(t.value, r)) return result_err(carryFault("header", n));
			i.push(t.value);
		}
		return i.filter(({ segment: e }) => !isAnswerWriter(e.header.writer)).length === 0 || r.kind === "leg" && i.length !== 1 ? result_err(carryFault("segment", n, "there is none, or more than one")) : result_ok(i);
	}
	function planFault(e, t, n) {
		let { what: r, manifest: i } = e, a = new Set(t.plans.map(digest_digestOf));
		return i.kind === "leg" && a.size === 0 ? null : n.some(({ segment: e }) => !a.has(e.header.plan)) || !a.has(i.plan) ? carryFault("plan", r) : null;
	}
	function labelled(e, t, n) {
		let r = unarchived(t);
		if (!r.ok) return result_err(carryFault("archive", e, h[r.error]));
		let i = manifestIn(Buffer.from(r.value.get(b) ?? []).toString());
		if (i === "newer") return result_err(carryFault("version", e));
		if (i === null) return result_err(carryFault("manifest", e));
		let { run: a, writer: o, epoch: s } = i;
		return a !== n.run || o !== n.writer || s !== n.epoch ? result_err(carryFault("name", e)) : result_ok({
			what: e,
			files: r.value,
			manifest: i
		});
	}
	function opened(e, t, n) {
		let r = labelled(e, t, n);
		if (!r.ok) return r;
		if (!isWhole(r.value)) return result_err(carryFault("files", e));
		let i = parcelIn(r.value);
		if (i === null) return result_err(carryFault("files", e));
		let a = segmentsIn(r.value, i);
		if (!a.ok) return a;
		let o = planFault(r.value, i, a.value), { manifest: s } = r.value;
		return o === null ? result_ok({
			manifest: s,
			parcel: i,
			segments: a.value
		}) : result_err(o);
	}
	function misfit(e, { manifest: t }, n) {
		return t.repository === n.repository ? t.workflow === n.workflow ? t.run === n.run ? t.workflowRun === n.workflowRun ? n.attempt !== null && t.attempt > n.attempt || t.kind === "leg" && t.epoch !== t.attempt + (n.offset ?? 0) ? carryFault("attempt", e) : n.plan !== null && t.plan !== n.plan ? carryFault("plan", e) : n.head !== null && t.head !== n.head ? carryFault("head", e) : null : carryFault("origin", e) : carryFault("run", e) : carryFault("workflow", e) : carryFault("repository", e);
	}
	function serviceFault(e, { kind: t, words: n }) {
		switch (t) {
			case "missing": return carryFault("missing", e);
			case "mismatch": return carryFault("digest", e);
			case "large": return carryFault("large", e, n);
			case "taken": return carryFault("taken", e);
			case "unavailable": return carryFault("unavailable", n);
			default: return carryFault("invalid", n);
		}
	}
	async function send(e, t, n) {
		let r = sealed(t, n), i = artifactName({
			...t,
			turn: 1
		});
		if (!r.ok) return result_err(carryFault("large", i, h[r.error]));
		for (let n = 1; n <= 3; n += 1) {
			let i = artifactName({
				...t,
				turn: n
			}), a = await e.upload(i, r.value.bytes);
			if (a.ok) return result_ok({
				name: i,
				digest: a.value
			});
			if (a.error.kind !== "taken") return result_err(serviceFault(i, a.error));
			let o = await e.list(i);
			if (!o.ok) return result_err(serviceFault(i, o.error));
			if (o.value.length > 0) return result_err(carryFault("taken", i));
		}
		return result_err(carryFault("taken", i));
	}
	function candidates(e, { run: t, epoch: n, writers: r, ifThere: i = [] }) {
		let a = new Set([...r, ...i]), o = new Map();
		for (let r of e) {
			let e = nameIn(r.name);
			if (e === null || e.run !== t || e.epoch > n || !a.has(e.writer)) continue;
			let i = `${e.epoch} ${e.writer}`;
			(o.get(i)?.name.turn ?? Infinity) > e.turn && o.set(i, {
				stored: r,
				name: e
			});
		}
		return [...o.values()].sort((e, t) => e.name.epoch - t.name.epoch || (e.name.writer < t.name.writer ? -1 : 1));
	}
	function fault(e, t, { run: n, expected: r, stray: i }) {
		let { kind: a, writer: o } = t.manifest;
		if (a !== "leg") return carryFault("name", e);
		let s = t.segments.map((e) => i?.(o, e) ?? null).find((e) => e !== null);
		return s === void 0 ? misfit(e, t, {
			...r,
			run: n
		}) : carryFault("stray", e, s);
	}
	async function carry_taken(e, { stored: t, name: n }, r) {
		let i = t.name, a = await e.download(t);
		if (!a.ok) return result_err(serviceFault(i, a.error));
		let o = opened(i, a.value, n);
		if (!o.ok) return o;
		let s = fault(i, o.value, r);
		return s === null ? o : result_err(s);
	}
	async function allTaken(e, t, n) {
		let r = [];
		for (let i = 0; i < t.length; i += 8) {
			let a = t.slice(i, i + 8);
			for (let t of await Promise.all(a.map((t) => carry_taken(e, t, n)))) {
				if (!t.ok) return t;
				r.push(t.value);
			}
		}
		return result_ok(r);
	}
	function pinnedOnly(e, { pinned: t }) {
		let n = e.filter(({ stored: e, name: n }) => {
			let r = t?.get(n.writer);
			return r === void 0 || e.digest === r;
		}), r = e.find(({ name: e }) => t?.has(e.writer) === !0 && !n.some((t) => t.name.writer === e.writer));
		return r === void 0 ? result_ok(n) : result_err(carryFault("digest", r.stored.name));
	}
	async function receive(e, t) {
		let n = await e.list();
		if (!n.ok) return result_err(serviceFault(`the run ${t.run}`, n.error));
		let r = pinnedOnly(candidates(n.value, t), t);
		if (!r.ok) return r;
		let i = t.writers.find((e) => !r.value.some(({ name: t }) => t.writer === e));
		return i === void 0 ? allTaken(e, r.value, t) : result_err(carryFault("missing", `"${i}" of the run ${t.run}`));
	}
	let R = "success";
	function last(e) {
		let t = new Map();
		for (let n of e) {
			let { run: e, epoch: r, turn: i } = n.name, a = t.get(e)?.name;
			(a === void 0 || r > a.epoch || r === a.epoch && i < a.turn) && t.set(e, n);
		}
		return [...t.values()];
	}
	let adopt_isWhole = (e) => e?.writer === "run";
	async function ownPieces(e) {
		let t = e === null ? null : await e.list();
		if (e === null || t === null) return result_ok([]);
		if (!t.ok) return result_err(serviceFault("this workflow run", t.error));
		let n = t.value.flatMap((t) => {
			let n = nameIn(t.name);
			return adopt_isWhole(n) ? [{
				name: n,
				label: t.name,
				bytes: async () => {
					let n = await e.download(t);
					return n.ok ? n : result_err(serviceFault(t.name, n.error));
				}
			}] : [];
		});
		return result_ok(last(n));
	}
	let piecesOf = (e, t) => t.flatMap((t) => {
		let n = nameIn(t.name);
		return adopt_isWhole(n) ? [{
			name: n,
			label: t.name,
			bytes: () => e.download(t)
		}] : [];
	});
	async function looked(e, t, { workflowRun: n, attempt: r }) {
		let { label: i, name: a } = e, o = await e.bytes();
		if (!o.ok) return o;
		let s = opened(i, o.value, a);
		if (!s.ok) return s;
		if (s.value.manifest.kind !== "run") return result_err(carryFault("name", i));
		let { repository: c, workflow: l } = t, u = {
			repository: c,
			workflow: l,
			run: a.run,
			workflowRun: n,
			attempt: r,
			plan: null,
			head: null
		}, d = misfit(i, s.value, u);
		return d === null ? s : result_err(d);
	}
	async function chosen(e, t, n) {
		let r = [], i = [];
		for (let a of e.slice(0, 20)) {
			let e = await looked(a, t, n);
			e.ok ? i = [...i, e.value] : r.push(e.error);
		}
		i = i.filter(({ manifest: { asked: e, conclusion: r, head: i, attempt: a } }) => e === t.asked && r !== R && i === t.head && a < (n.attempt ?? Infinity));
		let a = Math.max(0, ...i.map(({ manifest: e }) => e.attempt)), [o, s] = i.filter(({ manifest: e }) => e.attempt === a);
		return o === void 0 || s === void 0 ? {
			found: o ?? null,
			notes: r
		} : {
			found: null,
			notes: [...r, carryFault("twice", "what is asked for here")]
		};
	}
	function earlier(e, t) {
		let n = e.filter(({ id: e, path: n, event: r, head: i, foreign: a }) => e !== t.workflowRun && n === t.workflow && r === t.event && i === t.head && !a), r = n.findIndex(({ conclusion: e }) => e === R);
		return (r < 0 ? n : n.slice(0, r)).filter(({ conclusion: e }) => e !== null).slice(0, 3);
	}
	async function elsewhere(e, t) {
		let n = t.workflow.split("/").at(-1) ?? "", r = [], none = (e) => ({
			found: null,
			notes: [...r, e]
		});
		if (n === "" || t.head === "") return {
			found: null,
			notes: r
		};
		let i = await e.runs(n, t.head, t.event);
		if (!i.ok) return none(i.error);
		for (let { id: n } of earlier(i.value, t)) {
			let i = await e.of(n);
			if (!i.ok) return none(i.error);
			let a = i.value.filter(({ foreign: e, expired: t, workflowRun: r }) => !e && !t && r === n), o = await chosen(last(piecesOf(e, a)), t, {
				workflowRun: n,
				attempt: null
			});
			if (r.push(...o.notes), o.found !== null) return {
				found: o.found,
				notes: r
			};
		}
		return {
			found: null,
			notes: r
		};
	}
	async function adoptSame(e, t, n) {
		let r = n.attempt > 1 ? await ownPieces(e) : result_ok([]);
		if (!r.ok) return {
			found: null,
			notes: [r.error]
		};
		let i = {
			workflowRun: n.workflowRun,
			attempt: n.attempt
		}, a = await chosen(r.value, n, i);
		return a.found !== null || a.notes.length > 0 || t === null ? a : elsewhere(t, n);
	}
	async function epochOf(e, t, n) {
		for (let r of [1, 2]) {
			let i = await e.named(artifactName({
				run: t,
				writer: "run",
				epoch: n,
				turn: r
			}));
			if (!i.ok || i.value.length > 0) return i;
		}
		return result_ok([]);
	}
	async function lastEpoch(e, t) {
		let n = [];
		for (let r = 1, i = 0; r <= 20 && i < 2; r += 1) {
			let a = await epochOf(e, t, r);
			if (!a.ok) return a;
			i = a.value.length === 0 ? i + 1 : 0, a.value.length > 0 && (n = a.value);
		}
		return result_ok(n);
	}
	async function named(e, t, n) {
		let r = `the run ${t}`, i = await lastEpoch(e, t);
		if (!i.ok) return i;
		let [a, o] = i.value;
		if (a === void 0) return result_err(carryFault("missing", r));
		if (o !== void 0) return result_err(carryFault("twice", r));
		if (a.foreign) return result_err(carryFault("fork", r));
		let s = await e.run(a.workflowRun);
		if (!s.ok) return s;
		if (s.value.foreign) return result_err(carryFault("fork", r));
		if (s.value.path !== n.workflow) return result_err(carryFault("workflow", r));
		let [c] = piecesOf(e, [a]);
		return c === void 0 ? result_err(carryFault("missing", r)) : looked(c, n, {
			workflowRun: a.workflowRun,
			attempt: null
		});
	}
	async function adoptNamed(e, t, n, r) {
		let i = t === null ? null : await named(t, n, r);
		if (i !== null && (i.ok || i.error.kind !== "forbidden")) return i;
		let a = await ownPieces(e);
		if (!a.ok) return a;
		let o = a.value.find(({ name: e }) => e.run === n);
		return o === void 0 ? i ?? result_err(carryFault("missing", `the run ${n}`)) : looked(o, r, {
			workflowRun: r.workflowRun,
			attempt: r.attempt
		});
	}
	let pathTo = ({ owner: e, name: t }, ...n) => [
		"repos",
		e,
		t,
		...n
	], z = [
		1e3,
		3e3,
		9e3
	];
	function wordsOf(e) {
		let t = e instanceof Error && e.cause instanceof Error ? e.cause : e;
		return oneLine(t instanceof Error ? t.message : String(t), 200);
	}
	let trouble = (e, t) => result_err({
		kind: e,
		words: t
	});
	function refusal(e, t) {
		let n = `${oneLine(textAt(parsed(t), "msg") ?? "no reason given", 200)} (${e})`;
		return trouble(e === 409 ? "taken" : e === 404 || e === 410 ? "missing" : "refused", n);
	}
	let isWorthAnother = (e) => e >= 500 || e === 429 || e === 408;
	async function once({ url: e, method: t, timeout: n, headers: r, body: i }) {
		return fetch(e, {
			method: t,
			redirect: "error",
			signal: AbortSignal.timeout(n),
			headers: {
				"user-agent": "agent-orchestrator",
				...r
			},
			...i === void 0 ? {} : { body: typeof i == "string" ? i : Buffer.from(i) }
		});
	}
	async function ask(e, t, n, r = 0) {
		let i;
		try {
			let e = await once(t);
			if (e.ok) return await n(e);
			let r = await e.text();
			if (!isWorthAnother(e.status)) return refusal(e.status, r);
			i = `the service answered ${e.status}`;
		} catch (e) {
			i = wordsOf(e);
		}
		let a = z[r];
		return a === void 0 ? trouble("unavailable", i) : (await e.sleep(a), ask(e, t, n, r + 1));
	}
	let results_wire_text = async (e) => result_ok(await e.text());
	async function call(e, t, n) {
		let r = await ask(e, {
			url: `${e.origin}/twirp/github.actions.results.api.v1.ArtifactService/${t}`,
			method: "POST",
			timeout: 2e4,
			headers: {
				"content-type": "application/json",
				authorization: `Bearer ${e.token}`
			},
			body: JSON.stringify(n)
		}, results_wire_text);
		return r.ok ? result_ok(parsed(r.value)) : r;
	}
	function signedAddress({ origin: e }, t) {
		if (t === null || !URL.canParse(t)) return null;
		let n = new URL(t);
		return (n.protocol === "https:" || n.protocol === "http:" && e.startsWith("http://")) && n.username === "" && n.password === "" ? n : null;
	}
	async function put(e, t, n, r, i) {
		let a = new URL(t);
		for (let [e, t] of Object.entries(n)) a.searchParams.set(e, t);
		return ask(e, {
			url: a.href,
			method: "PUT",
			timeout: 12e4,
			headers: i,
			body: r
		}, results_wire_text);
	}
	let within = (e) => async (t) => {
		let n = [], r = 0;
		for await (let i of t.body ?? []) {
			let t = i;
			if (r += t.length, r > e) return trouble("large", `more than ${e} bytes came`);
			n.push(t);
		}
		return result_ok(Buffer.concat(n));
	}, get = (e, t, n) => ask(e, {
		url: t.href,
		method: "GET",
		timeout: 3e5,
		headers: {}
	}, within(n)), B = 8388608, V = /^Actions\.Results:([^:\s]+):([^:\s]+)$/;
	function ownerIn(e) {
		let t = parsed(Buffer.from(e.split(".")[1] ?? "", "base64url").toString());
		for (let e of (textAt(t, "scp") ?? "").split(" ")) {
			let [, t = "", n = ""] = V.exec(e) ?? [];
			if (t !== "" && n !== "") return {
				workflow_run_backend_id: t,
				workflow_job_run_backend_id: n
			};
		}
		return null;
	}
	function field(e, t) {
		let n = t.replace(/_([a-z])/g, (e, t) => t.toUpperCase());
		return at(e, t) ?? at(e, n);
	}
	let results_textOf = (e, t) => textAt(field(e, t)), fe = /^sha256:([0-9a-f]{64})$/, sumIn = (e) => {
		let t = fe.exec(e ?? "")?.[1];
		return t === void 0 ? null : digest(t);
	}, wholeAt = (e, t) => {
		let n = field(e, t);
		return typeof n == "number" ? String(n) : typeof n == "string" && /^\d{1,20}$/.test(n) ? n : "0";
	};
	function storedIn(e) {
		let t = results_textOf(e, "name"), owner = (t) => results_textOf(e, t) ?? "";
		return t === null ? null : {
			name: t,
			id: wholeAt(e, "database_id"),
			size: Number(wholeAt(e, "size")),
			digest: sumIn(results_textOf(e, "digest")),
			owner: {
				workflow_run_backend_id: owner("workflow_run_backend_id"),
				workflow_job_run_backend_id: owner("workflow_job_run_backend_id")
			}
		};
	}
	let H = {
		kind: "refused",
		words: "the service gave no address to go to"
	}, blockName = (e) => Buffer.from(`block-${String(e).padStart(8, "0")}`).toString("base64");
	async function putBlocks(e, t, n) {
		let r = [];
		for (let i = 0; i < n.length; i += B) {
			let a = blockName(r.length);
			r.push(a);
			let o = await put(e, t, {
				comp: "block",
				blockid: a
			}, n.subarray(i, i + B), { "content-type": "application/octet-stream" });
			if (!o.ok) return o;
		}
		return put(e, t, { comp: "blocklist" }, `<?xml version="1.0" encoding="utf-8"?><BlockList>${r.map((e) => `<Latest>${e}</Latest>`).join("")}</BlockList>`, {
			"content-type": "application/xml",
			"x-ms-blob-content-type": "application/zip"
		});
	}
	async function listed({ wire: e, owner: t }, n) {
		let r = n === void 0 ? {} : { name_filter: n }, i = await call(e, "ListArtifacts", {
			...t,
			...r
		});
		if (!i.ok) return i;
		let a = listAt(i.value, "artifacts").map(storedIn);
		return result_ok(a.filter((e) => e !== null && (n === void 0 || e.name === n)));
	}
	async function settled(e, t, n, r) {
		let i = await listed(e, t);
		return i.ok ? i.value.some((e) => e.digest === n) ? result_ok(n) : result_err(r) : i;
	}
	async function uploaded(e, t, n) {
		let { wire: r, owner: i } = e, a = digest_digestOf(n), o = await call(r, "CreateArtifact", {
			...i,
			name: t,
			version: 4
		});
		if (!o.ok) return o.error.kind === "taken" ? settled(e, t, a, o.error) : o;
		let s = signedAddress(r, results_textOf(o.value, "signed_upload_url"));
		if (s === null) return result_err(H);
		let c = await putBlocks(r, s, n);
		if (!c.ok) return c;
		let l = String(n.length), u = await call(r, "FinalizeArtifact", {
			...i,
			name: t,
			size: l,
			hash: `sha256:${a}`
		});
		return u.ok && at(u.value, "ok") === !0 ? result_ok(a) : settled(e, t, a, u.ok ? H : u.error);
	}
	async function downloaded(e, t, { size: n, digest: r }) {
		if (n > m) return result_err({
			kind: "large",
			words: `it has ${n} bytes`
		});
		let i = signedAddress(e, t);
		if (i === null) return result_err(H);
		let a = await get(e, i, m);
		return !a.ok || r === null || digest_digestOf(a.value) === r ? a : result_err({
			kind: "mismatch",
			words: "the bytes are not those that were uploaded"
		});
	}
	function resultsService({ url: e, token: t, sleep: n }) {
		let r = ownerIn(t);
		if (r === null || !URL.canParse(e) || !/^https?:/.test(e)) return null;
		let i = {
			origin: new URL(e).origin,
			token: t,
			sleep: n
		}, a = {
			wire: i,
			owner: r
		};
		return {
			upload: (e, t) => uploaded(a, e, t),
			list: (e) => listed(a, e),
			async download(e) {
				let t = {
					...e.owner,
					name: e.name
				}, n = await call(i, "GetSignedArtifactURL", t);
				return n.ok ? downloaded(i, results_textOf(n.value, "signed_url"), e) : n;
			}
		};
	}
	let pe = /^sha256:([0-9a-f]{64})$/;
	function listedIn(e) {
		let [t, n, r] = [
			numberAt(e, "id"),
			textAt(e, "name"),
			numberAt(e, "workflow_run", "id")
		];
		if (t === null || n === null || r === null) return null;
		let i = pe.exec(textAt(e, "digest") ?? "")?.[1], a = numberAt(e, "workflow_run", "repository_id");
		return {
			id: t,
			name: n,
			size: numberAt(e, "size_in_bytes") ?? 0,
			digest: i === void 0 ? null : digest(i),
			expired: at(e, "expired") !== !1,
			workflowRun: String(r),
			foreign: a === null || a !== numberAt(e, "workflow_run", "head_repository_id")
		};
	}
	function runIn(e, { owner: t, name: n }) {
		let r = numberAt(e, "id");
		if (r === null) return null;
		let text = (t) => textAt(e, t) ?? "", isOf = (r) => textAt(e, r, "full_name")?.toLowerCase() === `${t}/${n}`.toLowerCase();
		return {
			id: String(r),
			path: text("path").replace(/@.*$/, ""),
			event: text("event"),
			head: text("head_sha"),
			conclusion: text("status") === "completed" ? textAt(e, "conclusion") : null,
			foreign: !isOf("repository") || !isOf("head_repository")
		};
	}
	function apiFault(e, { kind: t, words: n }) {
		switch (t) {
			case "forbidden":
			case "unauthorised": return carryFault("forbidden", n);
			case "missing": return carryFault("missing", e);
			case "invalid": return carryFault("invalid", n);
			default: return carryFault("unavailable", n);
		}
	}
	async function pages(e, t, n, r) {
		let i = [];
		for (let a = 1; a <= r; a += 1) {
			let r = await e.read(t, {
				...n,
				per_page: "100",
				page: String(a)
			});
			if (!r.ok) return result_err(apiFault("the list", r.error));
			let o = listAt(r.value, "artifacts");
			if (i.push(...o.map(listedIn).filter((e) => e !== null)), o.length < 100) break;
		}
		return result_ok(i);
	}
	async function bytesOf({ api: e, repository: t, base: n, sleep: r }, i) {
		let { id: a, name: o, expired: s } = i;
		if (s) return result_err(carryFault("expired", o));
		let c = await e.locate(pathTo(t, "actions", "artifacts", String(a), "zip"));
		if (!c.ok) return result_err(c.error.kind === "missing" ? carryFault("expired", o) : apiFault(o, c.error));
		let l = await downloaded({
			origin: new URL(n).origin,
			token: "",
			sleep: r
		}, textAt(c.value), i);
		return l.ok ? l : result_err(serviceFault(o, l.error));
	}
	function restArtifacts(e) {
		let { api: t, repository: n } = e, to = (...e) => pathTo(n, "actions", ...e);
		return {
			named: async (e) => {
				let n = await pages(t, to("artifacts"), { name: e }, 1);
				return n.ok ? result_ok(n.value.filter((t) => t.name === e)) : n;
			},
			of: (e) => pages(t, to("runs", e, "artifacts"), {}, 5),
			async run(e) {
				let r = await t.read(to("runs", e)), i = r.ok ? runIn(r.value, n) : null;
				return r.ok ? i === null ? result_err(carryFault("missing", `the workflow run ${e}`)) : result_ok(i) : result_err(apiFault(`the workflow run ${e}`, r.error));
			},
			async runs(e, r, i) {
				let a = {
					head_sha: r,
					event: i,
					per_page: "10"
				}, o = await t.read(to("workflows", e, "runs"), a);
				if (!o.ok) return result_err(apiFault(`the workflow ${e}`, o.error));
				let s = listAt(o.value, "workflow_runs").map((e) => runIn(e, n));
				return result_ok(s.filter((e) => e !== null));
			},
			download: (t) => bytesOf(e, t)
		};
	}
	let U = require("node:path"), keyOf = ({ header: e }) => `${e.epoch}/${e.writer}`, sameEntry = (e, t) => JSON.stringify(e) === JSON.stringify(t);
	function isPrefix(e, t) {
		return e.entries.every((e, n) => sameEntry(e, t.entries[n]));
	}
	let begun = ({ entries: e }) => e[0]?.at ?? Infinity, byTime = (e, t) => e.header.epoch - t.header.epoch || (begun(e) === begun(t) ? 0 : begun(e) - begun(t)) || (e.header.writer < t.header.writer ? -1 : 1);
	function merged(e) {
		let t = new Map();
		for (let n of e) {
			let e = keyOf(n), r = t.get(e), [i] = t.values();
			if (i !== void 0 && i.header.run !== n.header.run) return result_err(`segments of two runs: ${i.header.run} and ${n.header.run}`);
			let [a, o] = (r?.entries.length ?? 0) <= n.entries.length ? [r, n] : [n, r];
			if (o !== void 0) {
				if (a !== void 0 && !isPrefix(a, o)) return result_err(`two writers claim the segment ${e}`);
				t.set(e, o);
			}
		}
		return result_ok([...t.values()].sort(byTime));
	}
	class StoreTrouble extends Error {
		trouble;
		constructor(e) {
			super(e.message), this.name = "StoreTrouble", this.trouble = e;
		}
	}
	let W = {
		ENOSPC: ["the disk is full", "Free some space, then resume the run: what was written is kept"],
		EDQUOT: ["the disk quota is used up", "Free some space, then resume the run: what was written is kept"],
		EROFS: ["the disk is read-only", "Choose a writable place with --state-dir"],
		EACCES: ["permission is denied", "Choose a writable place with --state-dir, or mend its permissions"],
		EPERM: ["permission is denied", "Choose a writable place with --state-dir, or mend its permissions"],
		ENOTDIR: ["a file stands where a directory is needed", "Move the file away, or choose another --state-dir"],
		EEXIST: ["something stands in the way", "Move it away, or choose another --state-dir"],
		ENOENT: ["it does not exist", "Was the state directory removed while the run was going on?"],
		EMFILE: ["too many files are open", "Raise the limit (ulimit -n), or lower --max-parallel"],
		ENFILE: ["too many files are open", "Raise the limit (ulimit -n), or lower --max-parallel"],
		EIO: ["the disk reports an error", "Check the disk before you resume the run"],
		ENAMETOOLONG: ["its name is too long", "Choose a shorter --state-dir"],
		EFBIG: ["it would grow beyond what the system allows", "Raise the limit (ulimit -f)"]
	};
	function troubleOf(e, t) {
		let n = e instanceof Error && "code" in e ? String(e.code) : "unknown", [r, i] = (Object.hasOwn(W, n) ? W[n] : void 0) ?? [e instanceof Error ? e.message : String(e), "Try again"];
		return {
			code: n,
			message: `Could not ${t}: ${r}`,
			hint: i
		};
	}
	function guarded(e, t) {
		try {
			return t();
		} catch (t) {
			throw t instanceof StoreTrouble ? t : new StoreTrouble(troubleOf(t, e));
		}
	}
	let G = /^[0-9a-f]{64}$/, K = 1 << 18, q = digest("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), J = new Uint8Array(), pathIn = (e, t) => (0, U.join)(e, t.slice(0, 2), t.slice(2));
	function openDraft(e, t) {
		let r = (0, U.join)(e, `.${process.pid}-${t}.tmp`);
		try {
			return {
				path: r,
				file: n.openSync(r, "wx")
			};
		} catch {
			return n.mkdirSync(e, { recursive: !0 }), {
				path: r,
				file: n.openSync(r, "wx")
			};
		}
	}
	function finish({ path: e, file: t }, r, i) {
		try {
			let e = i(t);
			return r && n.fdatasyncSync(t), e;
		} catch (t) {
			throw n.rmSync(e, { force: !0 }), t;
		} finally {
			n.closeSync(t);
		}
	}
	function place(e, t, r) {
		let i = pathIn(t, r);
		try {
			n.renameSync(e.path, i);
		} catch {
			n.mkdirSync((0, U.join)(t, r.slice(0, 2)), { recursive: !0 }), n.renameSync(e.path, i);
		}
		return r;
	}
	function checked(e, t) {
		let r = readIfThere(pathIn(e, t));
		if (r === void 0 || digest_digestOf(r) === t) return r;
		n.rmSync(pathIn(e, t), { force: !0 });
	}
	function localArtifacts(e, { durable: t = !1 } = {}) {
		let r = new Set(), i = 0, store = (n) => {
			let a = openDraft(e, i += 1), o = place(a, e, finish(a, t, n));
			return r.add(o), o;
		}, has = (t, i) => r.has(t) || n.statSync(pathIn(e, t), { throwIfNoEntry: !1 })?.size === i;
		return {
			put(t) {
				if (t.length === 0) return q;
				let r = digest_digestOf(t);
				return has(r, Buffer.byteLength(t)) ? r : guarded(`store an artifact in ${e}`, () => store((e) => (n.writeFileSync(e, t), r)));
			},
			adopt: (e) => guarded(`store ${e} as an artifact`, () => n.statSync(e).size === 0 ? q : store((t) => copyHashed(e, t))),
			get(t) {
				if (t === q) return J;
				let n = G.test(t) ? checked(e, t) : void 0;
				return n === void 0 && r.delete(t), n;
			},
			head(t, n) {
				return t === q ? J : G.test(t) ? readIfThere(pathIn(e, t), n) : void 0;
			}
		};
	}
	function copyHashed(e, t) {
		let r = hasher(), i = n.openSync(e, "r"), a = Buffer.allocUnsafe(K);
		try {
			for (let e = 1; e > 0;) {
				e = n.readSync(i, a, 0, K, null), r.update(a.subarray(0, e));
				for (let r = 0; r < e;) r += n.writeSync(t, a, r, e - r);
			}
		} finally {
			n.closeSync(i);
		}
		return digest(r.digest("hex"));
	}
	function readIfThere(e, t) {
		let r;
		try {
			r = n.openSync(e, "r");
		} catch {
			return;
		}
		try {
			let e = Math.min(n.fstatSync(r).size, t ?? Infinity), i = Buffer.allocUnsafe(e), a = 0;
			for (let t = 1; t > 0 && a < e; a += t) t = n.readSync(r, i, a, e - a, a);
			return i.subarray(0, a);
		} catch {
			return;
		} finally {
			n.closeSync(r);
		}
	}
	let laterPath = (e, t) => (0, U.join)(e.root, `plan-${t.slice(0, 16)}.json`);
	function plan_file_read(e) {
		try {
			return (0, n.readFileSync)(e, "utf8");
		} catch {
			return;
		}
	}
	function storePlan(e, t) {
		let r = digest_digestOf(t), i = plan_file_read(e.plan);
		if (i !== void 0 && digest_digestOf(i) === r) return r;
		let a = i === void 0 ? e.plan : laterPath(e, r), o = `${a}.draft`;
		return guarded(`write the plan ${a}`, () => {
			(0, n.writeFileSync)(o, t), (0, n.renameSync)(o, a);
		}), r;
	}
	function isAnswerFile(e) {
		let t = /^\d+-(.+)\.jsonl$/.exec(e);
		return t?.[1] !== void 0 && isAnswerWriter(t[1]);
	}
	let tooLarge = (e) => `it has ${e} bytes; at most ${T} are taken`;
	function readAnswer(e) {
		try {
			let { size: t } = (0, n.statSync)(e);
			if (t > T) return result_err(tooLarge(t));
			let r = (0, n.readFileSync)(e, "utf8"), i = decodeSegment(r);
			if (!i.ok) return result_err(i.error.message);
			let a = answerFault(i.value);
			return a === null ? result_ok({
				text: r,
				decoded: i.value
			}) : result_err(a);
		} catch (e) {
			return result_err(e instanceof Error ? e.message : String(e));
		}
	}
	function runFolderAt(e, t) {
		let at = (t) => (0, U.join)(e, t);
		return {
			id: t,
			root: e,
			plan: at("plan.json"),
			journal: at("journal"),
			objects: at("objects"),
			logs: at("logs"),
			scratch: at("scratch"),
			lock: at("lock")
		};
	}
	let run_folder_runsDirectory = (e) => (0, U.join)(e, "runs"), run_folder_runFolder = (e, t) => runFolderAt((0, U.join)(run_folder_runsDirectory(e), t), t), me = /^[A-Za-z0-9_-]*$/, segmentName = (e) => me.test(e) ? e : e.replace(/[^A-Za-z0-9_-]/g, (e) => `%${e.charCodeAt(0).toString(16).padStart(4, "0")}`), segmentPath = (e, { epoch: t, writer: n }) => (0, U.join)(e.journal, `${t}-${segmentName(n)}.jsonl`);
	function makeFolders(e) {
		try {
			(0, n.mkdirSync)(e, { recursive: !0 });
		} catch (t) {
			if (!(t instanceof Error && "code" in t && t.code === "ENOENT")) throw t;
			(0, n.existsSync)((0, U.dirname)(e)) || makeFolders((0, U.dirname)(e)), (0, n.mkdirSync)(e);
		}
	}
	function prepareState(e) {
		makeFolders(run_folder_runsDirectory(e));
		try {
			(0, n.writeFileSync)((0, U.join)(e, ".gitignore"), "*\n", { flag: "wx" });
		} catch (e) {
			if (!(e instanceof Error && "code" in e && e.code === "EEXIST")) throw e;
		}
	}
	function createRunFolder(e, t) {
		let r = run_folder_runFolder(e, t);
		return guarded(`create the run folder ${r.root}`, () => {
			prepareState(e);
			try {
				(0, n.mkdirSync)(r.root);
			} catch (e) {
				if (e instanceof Error && "code" in e && e.code === "EEXIST") return !1;
				throw e;
			}
			for (let e of [
				r.journal,
				r.objects,
				r.logs,
				r.scratch
			]) (0, n.mkdirSync)(e);
			return !0;
		});
	}
	let cutBeforeHeader = (e) => !e.includes("\n");
	function readOwn(e) {
		let t = (0, n.readFileSync)(e, "utf8"), r = decodeSegment(t);
		return r.ok ? result_ok({
			path: e,
			text: t,
			decoded: r.value
		}) : cutBeforeHeader(t) ? result_ok(null) : result_err(`The journal ${e} cannot be read at line ${r.error.line}: ${r.error.message}`);
	}
	function answersIn(e, t, n) {
		return t.flatMap((t) => {
			let r = (0, U.join)(e.journal, t), i = readAnswer(r);
			if (!i.ok) return [];
			let { header: a } = i.value.decoded.segment;
			return a.epoch <= n && segmentPath(e, a) === r ? [{
				path: r,
				...i.value
			}] : [];
		});
	}
	let run_folder_epochOf = ({ decoded: e }) => e.segment.header.epoch;
	function readSegments(e) {
		let t = [];
		try {
			let r = (0, n.readdirSync)(e.journal).filter((e) => e.endsWith(".jsonl")), number = (e) => Number.parseInt(e, 10);
			r.sort((e, t) => number(e) - number(t) || (e < t ? -1 : 1));
			for (let n of r.filter((e) => !isAnswerFile(e))) {
				let r = readOwn((0, U.join)(e.journal, n));
				if (!r.ok) return r;
				r.value !== null && t.push(r.value);
			}
			let i = t.reduce((e, t) => Math.max(e, run_folder_epochOf(t)), 0), a = answersIn(e, r.filter(isAnswerFile), i);
			return t.sort((e, t) => byTime(e.decoded.segment, t.decoded.segment)), result_ok([...a, ...t].sort((e, t) => run_folder_epochOf(e) - run_folder_epochOf(t)));
		} catch (t) {
			return result_err(troubleOf(t, `read the journal in ${e.journal}`).message);
		}
	}
	let Y = /^\d{8}-\d{6}-[0-9a-f]{4}$/, he = /^plan(?:-[0-9a-f]{16})?\.json$/, ge = /^[0-9a-f]{2}$/, _e = /^[0-9a-f]{62}$/;
	function objectsIn(e) {
		let names = (e) => (0, n.existsSync)(e) ? (0, n.readdirSync)(e) : [], t = new Set();
		for (let n of names(e.objects).filter((e) => ge.test(e))) for (let r of names((0, U.join)(e.objects, n))) _e.test(r) && t.add(digest(n + r));
		return t;
	}
	function plansIn(e) {
		let t = (0, n.readdirSync)(e.root).filter((e) => he.test(e)), order = (e) => e === "plan.json" ? "" : e;
		return t.sort((e, t) => order(e) < order(t) ? -1 : 1), t.map((t) => (0, n.readFileSync)((0, U.join)(e.root, t), "utf8"));
	}
	let X = {
		writer: null,
		without: new Set(),
		plans: !0
	};
	function parcel_files_objects(e, t) {
		let n = localArtifacts(e.objects), r = new Map();
		for (let i of objectsIn(e)) {
			let e = t.has(i) ? void 0 : n.get(i);
			e !== void 0 && r.set(i, e);
		}
		return r;
	}
	function parcelOf(e, { writer: t, without: n, plans: r }) {
		let i = readSegments(e);
		if (!i.ok) return i;
		let isWanted = ({ segment: { header: e } }) => t === null || e.epoch === t.epoch && e.writer === t.writer, a = i.value.filter(({ decoded: e }) => isWanted(e));
		return a.length === 0 ? result_err("nothing was recorded by it") : guarded(`read the run in ${e.root}`, () => result_ok({
			parcel: {
				plans: r ? plansIn(e) : [],
				segments: a.map(({ text: e }) => e),
				objects: parcel_files_objects(e, n)
			},
			segments: a.map(({ decoded: e }) => e.segment)
		}));
	}
	function parcel_files_place(e, t) {
		let r = `${e}.carried`;
		(0, n.writeFileSync)(r, t), (0, n.renameSync)(r, e);
	}
	function segmentFault(e, t) {
		let r = decodeSegment(t);
		if (!r.ok) return r.error.message;
		let { segment: i } = r.value, { header: a } = i;
		if (a.run !== e.id) return `it holds a segment of the run ${a.run}`;
		let o = isAnswerWriter(a.writer) ? answerFault(r.value) : null;
		if (o !== null) return o;
		let s = segmentPath(e, a);
		if (!(0, n.existsSync)(s)) return guarded(`write the journal ${s}`, () => (parcel_files_place(s, t), null));
		let c = (0, n.readFileSync)(s, "utf8"), l = decodeSegment(c), u = l.ok ? merged([l.value.segment, i]) : result_ok([]);
		return u.ok ? ((!l.ok || t.length > c.length) && guarded(`write the journal ${s}`, () => parcel_files_place(s, t)), null) : u.error;
	}
	function parcel_files_planFault(e, t) {
		try {
			if (JSON.parse(t)?.version !== 1) return "its plan was written by another version";
		} catch {
			return "its plan is damaged";
		}
		return storePlan(e, t), null;
	}
	function unpack(e, t, r) {
		if (!Y.test(t)) return result_err("its name is not the name of a run");
		createRunFolder(e, t);
		let i = run_folder_runFolder(e, t);
		for (let e of [
			i.journal,
			i.objects,
			i.logs,
			i.scratch
		]) guarded(`create ${e}`, () => (0, n.mkdirSync)(e, { recursive: !0 }));
		let a = localArtifacts(i.objects);
		for (let [e, t] of r.objects) {
			if (digest_digestOf(t) !== e) return result_err("an object of it does not lie under its digest");
			a.put(t);
		}
		for (let e of r.plans) {
			let t = parcel_files_planFault(i, e);
			if (t !== null) return result_err(t);
		}
		for (let e of r.segments) {
			let t = segmentFault(i, e);
			if (t !== null) return result_err(t);
		}
		return result_ok(i);
	}
	let ve = {
		EACCES: "permission denied",
		EPERM: "permission denied",
		ELOOP: "its links go round in a circle",
		ENAMETOOLONG: "the path is too long",
		EMFILE: "too many files are open",
		EIO: "the disk reports an error"
	}, codeOf = (e) => e instanceof Error && "code" in e && typeof e.code == "string" ? e.code : "";
	function files_refusal(e) {
		let t = codeOf(e);
		return t === "ENOENT" || t === "ENOTDIR" ? { kind: "missing" } : t === "EISDIR" ? { kind: "directory" } : {
			kind: "unreadable",
			why: ve[t] ?? (t === "" ? "the system refused" : `the system says ${t}`)
		};
	}
	function files_bytesOf(e, t) {
		let r = [], i = 0;
		for (; i <= t;) {
			let a = new Uint8Array(Math.min(65536, t + 1 - i)), o = (0, n.readSync)(e, a);
			if (o === 0) return {
				kind: "file",
				bytes: Buffer.concat(r)
			};
			r.push(a.subarray(0, o)), i += o;
		}
		return { kind: "too-large" };
	}
	function files_read(e, t) {
		let r;
		try {
			return r = (0, n.openSync)(e, "r"), (0, n.fstatSync)(r).isDirectory() ? { kind: "directory" } : files_bytesOf(r, t);
		} catch (e) {
			return files_refusal(e);
		} finally {
			r !== void 0 && (0, n.closeSync)(r);
		}
	}
	function names(e) {
		try {
			return (0, n.readdirSync)(e, { withFileTypes: !0 }).filter((e) => e.isFile() || e.isSymbolicLink()).map((e) => e.name).sort();
		} catch {
			return [];
		}
	}
	function isFile(e) {
		try {
			return !((0, n.statSync)(e, { throwIfNoEntry: !1 })?.isDirectory() ?? !0);
		} catch {
			return !1;
		}
	}
	let ye = {
		read: files_read,
		names,
		isFile
	}, tolerance = (e) => Math.max(1, Math.floor(e / 3));
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
	let be = [
		".claude/workflows",
		".github/agents",
		"workflows"
	], Z = [
		".yml",
		".yaml",
		".json"
	], xe = [
		".script",
		".test",
		".cassette"
	], isAbsolute = (e) => e.startsWith("/") || e.startsWith("\\\\") || /^[A-Za-z]:[\\/]/.test(e), joined = (e, t) => isAbsolute(t) ? t : `${e.replace(/[\\/]+$/, "")}/${t.replace(/^(?:\.[\\/])+/, "")}`;
	function shown(e, t) {
		let n = `${e.project.replace(/[\\/]+$/, "")}/`;
		return t.startsWith(n) ? t.slice(n.length) : t;
	}
	function workflowName(e) {
		let t = Z.find((t) => e.endsWith(t));
		if (t === void 0 || e.startsWith(".")) return;
		let n = e.slice(0, -t.length);
		return n === "" || xe.some((e) => n.endsWith(e)) ? void 0 : n;
	}
	function folders(e) {
		let t = be.map((t) => ({
			path: joined(e.project, t),
			origin: "project"
		})), n = {
			path: joined(e.library, "workflows"),
			origin: "library"
		};
		return t.some((e) => e.path === n.path) ? t : [...t, n];
	}
	function inFolder(e, t) {
		return e.names(t.path).flatMap((e) => {
			let n = workflowName(e);
			return n === void 0 ? [] : [{
				name: n,
				path: joined(t.path, e),
				origin: t.origin
			}];
		});
	}
	function workflows(e, t) {
		let n = new Set();
		return folders(t).flatMap((t) => {
			let r = inFolder(e, t).filter((e) => !n.has(e.name));
			for (let e of r) n.add(e.name);
			return r;
		});
	}
	let fileDiagnostic = (e, t, n) => ({
		code: e,
		severity: "error",
		message: t,
		span: {
			start: 0,
			end: 0
		},
		help: n
	}), isPathLike = (e) => /[\\/]/.test(e) || Z.some((t) => e.endsWith(t));
	function suggestion(e, t) {
		let n = e.replace(/^.*[\\/]/, ""), r = nearest(workflowName(n) ?? n, t.map((e) => e.name));
		return r === void 0 ? "`agent-orchestrator list` shows the workflows that were found" : `did you mean "${r}"?`;
	}
	function nearbyFile(e, t) {
		let n = t.lastIndexOf("/");
		return nearest(t.slice(n + 1), e.names(t.slice(0, n)));
	}
	function missingPath(e, t, n, r) {
		let i = nearbyFile(e, joined(t.project, n)), a = n.slice(0, n.lastIndexOf("/") + 1), o = i === void 0 ? suggestion(n, r) : `did you mean "${a}${i}"?`;
		return fileDiagnostic("AO1901", `there is no file "${n}"`, o);
	}
	function find(e, t, n) {
		let r = joined(t.project, n);
		if (n !== "" && e.isFile(r)) return result_ok({
			name: n,
			path: r,
			origin: "project"
		});
		let i = workflows(e, t), [a, o] = i.filter((e) => e.name === n);
		if (a !== void 0 && o !== void 0) {
			let e = `"${shown(t, a.path)}" and "${shown(t, o.path)}"`;
			return result_err(fileDiagnostic("AO1905", `two workflows are called "${n}": ${e}`, "give the path of the one you mean"));
		}
		if (a !== void 0) return result_ok(a);
		let s = n === "" ? null : e.read(r, 0);
		return s?.kind === "directory" ? result_err(fileDiagnostic("AO1902", `"${n}" is a directory`, "name a workflow file in it")) : s?.kind === "unreadable" ? result_err(fileDiagnostic("AO1903", `"${n}" cannot be read: ${s.why}`, "check its permissions")) : result_err(isPathLike(n) ? missingPath(e, t, n, i) : fileDiagnostic("AO1904", `there is no workflow "${n}"`, suggestion(n, i)));
	}
	let sleep = (e) => new Promise((t) => setTimeout(t, e)), resultsFor = ({ door: { env: e } }) => resultsService({
		url: e.ACTIONS_RESULTS_URL ?? "",
		token: e.ACTIONS_RUNTIME_TOKEN ?? "",
		sleep
	}), fullName = ({ repository: e }) => e === null ? "" : `${e.owner}/${e.name}`, pathOf = (e) => (0, U.join)(e.root, "origin.json");
	function writeOrigin(e, t) {
		guarded(`write ${pathOf(e)}`, () => (0, n.writeFileSync)(pathOf(e), `${JSON.stringify(t)}\n`));
	}
	function restFor({ ground: { repository: e, apiUrl: t } }, n) {
		return n === null || e === null ? null : restArtifacts({
			api: n,
			repository: e,
			base: t,
			sleep
		});
	}
	let questionOf = ({ ground: { job: e } }, { workflow: t, inputs: n, workingDirectory: r }) => digest_digestOf(canonical([
		e,
		t,
		n,
		r
	])), hereIn = (e, t) => ({
		repository: fullName(e.ground),
		workflow: e.ground.workflowFile,
		workflowRun: e.ground.runId,
		attempt: e.ground.attempt,
		head: e.seen.head ?? "",
		event: e.seen.event,
		asked: questionOf(e, t)
	});
	function warn({ log: e }, t, { message: n, hint: r }) {
		e.mark({
			level: "warning",
			message: `${t}: ${n}\nhelp: ${r}`
		});
	}
	let action_carry_isOwn = ({ header: e }) => !isAnswerWriter(e.writer);
	function conclusionOf(e) {
		let t = e.entries.findLast(({ type: e }) => e === "run.finished");
		return t?.type === "run.finished" ? t.conclusion : "";
	}
	function packed(e, t, { state: n, run: r }, { asked: i, since: a }) {
		let o = parcelOf(run_folder_runFolder(n, r), X);
		if (!o.ok) return o;
		let s = o.value.segments.findLast(action_carry_isOwn);
		if (s === void 0 || s.header.epoch <= a) return result_ok(null);
		let c = {
			kind: "run",
			repository: fullName(e.ground),
			workflow: e.ground.workflowFile,
			workflowRun: e.ground.runId,
			attempt: e.ground.attempt,
			head: t ?? "",
			run: r,
			plan: s.header.plan,
			writer: "run",
			epoch: s.header.epoch,
			asked: i,
			conclusion: conclusionOf(s)
		};
		return result_ok({
			label: c,
			parcel: o.value.parcel
		});
	}
	async function keptFault(e, t, n, r) {
		let i = resultsFor(e);
		if (i === null) return null;
		try {
			let a = packed(e, t, n, r);
			if (!a.ok) return {
				message: a.error,
				hint: "the run itself is not changed by this; another job cannot go on with it"
			};
			if (a.value === null) return null;
			let o = await send(i, a.value.label, a.value.parcel);
			return o.ok ? null : o.error;
		} catch (e) {
			if (e instanceof StoreTrouble) return e.trouble;
			throw e;
		}
	}
	async function keepRun(e, t, n, r) {
		let i = await keptFault(e, t, n, r);
		i !== null && warn(e, `The run ${n.run} was not kept`, i);
	}
	function workflowPath({ door: e }, { workflow: t }, n) {
		let r = find(ye, {
			project: n,
			library: e.root
		}, t);
		return r.ok ? r.value.path : null;
	}
	function placed(e, t, { directory: n, state: r }, i) {
		let { run: a } = i.manifest, o = t.workflow === "" ? null : workflowPath(e, t, n), s = "start a new run, without `resume`";
		if (o === null && t.workflow !== "") return result_err({
			message: `"${t.workflow}" is not there`,
			hint: s
		});
		let c = unpack(r, a, i.parcel);
		return c.ok ? (o !== null && writeOrigin(c.value, {
			workflow: o,
			directory: n
		}), e.log.text(`Going on with the run ${a}, kept by workflow run ${i.manifest.workflowRun}, attempt ${i.manifest.attempt}\n`), result_ok(a)) : result_err({
			message: `the run ${a} cannot be taken up: ${c.error}`,
			hint: s
		});
	}
	let action_carry_taken = (e, t, n) => {
		let { asked: r, epoch: i } = e.manifest;
		return {
			run: t,
			keep: n === null ? null : {
				asked: r === "" ? n.asked : r,
				since: i
			}
		};
	}, keepingOf = (e, t) => t.keep ? {
		asked: questionOf(e, t),
		since: 0
	} : null;
	async function beginWithSame(e, t, n, r) {
		let i = keepingOf(e, t), a = await adoptSame(resultsFor(e), restFor(e, n), hereIn(e, t));
		for (let t of a.notes) warn(e, "Not gone on with", t);
		if (a.found === null) return {
			run: "",
			keep: i
		};
		let o = placed(e, t, r, a.found);
		return o.ok ? action_carry_taken(a.found, o.value, i) : (warn(e, "Not gone on with", o.error), {
			run: "",
			keep: i
		});
	}
	async function beginWithNamed(e, t, r, i) {
		let a = keepingOf(e, t), o = Y.test(t.resume) && !(0, n.existsSync)(run_folder_runFolder(i.state, brand_runId(t.resume)).journal), s = resultsFor(e);
		if (!o || s === null && r === null) return result_ok({
			run: t.resume,
			keep: a
		});
		let c = await adoptNamed(s, restFor(e, r), brand_runId(t.resume), hereIn(e, t));
		if (!c.ok) return c;
		let l = placed(e, t, i, c.value);
		return l.ok ? result_ok(action_carry_taken(c.value, l.value, a)) : l;
	}
	let Q = {
		message: "this job has no service of artifacts, so nothing can be handed to the next one",
		hint: "run the whole workflow in one job, with `mode: run`"
	}, objectsBefore = ({ state: e, run: t }) => objectsIn(run_folder_runFolder(e, t));
	async function carry_legs_guarded(e) {
		try {
			return await e();
		} catch (e) {
			if (e instanceof StoreTrouble) return result_err(e.trouble);
			throw e;
		}
	}
	let leaveLeg = (e, t) => carry_legs_guarded(async () => {
		let { state: n, run: r, writer: i, epoch: a, head: o, before: s, plans: c } = t, l = resultsFor(e);
		if (l === null) return result_err(Q);
		let u = parcelOf(run_folder_runFolder(n, r), {
			writer: {
				epoch: a,
				writer: i
			},
			without: s,
			plans: c
		});
		if (!u.ok) return result_err({
			message: `"${i}" left nothing: ${u.error}`,
			hint: "re-run the failed jobs"
		});
		let { ground: d } = e, f = u.value.segments[0]?.header.plan;
		if (f === void 0) throw Error("Internal error: a parcel without a segment");
		return send(l, {
			kind: "leg",
			repository: fullName(d),
			workflow: d.workflowFile,
			workflowRun: d.runId,
			attempt: d.attempt,
			head: o,
			run: r,
			plan: f,
			writer: i,
			epoch: a,
			asked: "",
			conclusion: ""
		}, u.value.parcel);
	}), takeLegs = (e, t) => carry_legs_guarded(async () => {
		let { state: n, run: r, plan: i, head: a, offset: o = 0, stray: s, ...c } = t, l = resultsFor(e);
		if (l === null) return result_err(Q);
		let { ground: u } = e, d = await receive(l, {
			run: r,
			...c,
			...s === void 0 ? {} : { stray: s },
			expected: {
				repository: fullName(u),
				workflow: u.workflowFile,
				workflowRun: u.runId,
				attempt: u.attempt,
				plan: i,
				head: a,
				offset: o
			}
		});
		if (!d.ok) return d;
		for (let { manifest: e, parcel: t } of d.value) {
			let i = unpack(n, r, t);
			if (!i.ok) return result_err(carryFault("conflict", `"${e.writer}" of epoch ${e.epoch}`, i.error));
		}
		return result_ok(run_folder_runFolder(n, r));
	}), $ = "base", leaveBase = (e, t) => carry_legs_guarded(async () => {
		let { state: n, run: r, plan: i, epoch: a, head: o } = t, s = resultsFor(e);
		if (s === null) return result_err(Q);
		let c = parcelOf(run_folder_runFolder(n, r), X);
		if (!c.ok) return result_err({
			message: c.error,
			hint: "start a new run, without `resume`"
		});
		let { ground: l } = e;
		return send(s, {
			kind: "run",
			repository: fullName(l),
			workflow: l.workflowFile,
			workflowRun: l.runId,
			attempt: l.attempt,
			head: o,
			run: r,
			plan: i,
			writer: $,
			epoch: a,
			asked: "",
			conclusion: ""
		}, c.value.parcel);
	}), isOf = (e, t) => ({ name: n, digest: r }) => {
		let i = nameIn(n);
		return i !== null && i.run === e && i.writer === $ && r === t;
	}, takeBase = (e, t) => carry_legs_guarded(async () => {
		let { state: n, run: r, plan: i, head: a, base: o } = t, s = resultsFor(e);
		if (s === null) return result_err(Q);
		let c = await s.list();
		if (!c.ok) return result_err(serviceFault(`the run ${r}`, c.error));
		let l = c.value.find(isOf(r, o)), u = nameIn(l?.name ?? "");
		if (l === void 0 || u === null) return result_err(carryFault("missing", `"${$}" of the run ${r}`));
		let d = await s.download(l);
		if (!d.ok) return result_err(serviceFault(l.name, d.error));
		let f = opened(l.name, d.value, u);
		if (!f.ok) return f;
		let { ground: p } = e, { runId: m, attempt: h, workflowFile: g } = p, _ = {
			repository: fullName(p),
			workflow: g,
			run: r,
			workflowRun: m,
			attempt: h,
			plan: i,
			head: a
		}, v = misfit(l.name, f.value, _);
		if (v !== null) return result_err(v);
		let y = unpack(n, r, f.value.parcel);
		return y.ok ? result_ok(null) : result_err(carryFault("conflict", l.name, y.error));
	});
	module.exports = t;
})();
})
