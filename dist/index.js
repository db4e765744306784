/*9ceecc612f2926c2*/
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
		WorkflowError: () => WorkflowError,
		link: () => entry_link,
		task: () => task,
		workflow: () => workflow
	});
	let n = require("node:path"), tolerance = (e) => Math.max(1, Math.floor(e / 3));
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
	let ok = (e) => ({
		ok: !0,
		value: e
	}), err = (e) => ({
		ok: !1,
		error: e
	}), r = 1e5, i = `it has more than ${r} parts`;
	function refuse(e, t) {
		return e.why ??= t, null;
	}
	let named = (e) => e === "" ? "it" : e;
	function spend(e, t) {
		return --e.nodes, e.characters -= t, e.nodes < 0 && refuse(e, i), e.characters < 0 && refuse(e, "it is too large"), e.why === null;
	}
	function isPlainObject(e) {
		let t = Object.getPrototypeOf(e);
		return t === null || typeof t == "object" && Object.getPrototypeOf(t) === null;
	}
	function memberOf(e, t, n, r) {
		let i = Object.getOwnPropertyDescriptor(e, t);
		return i !== void 0 && !("value" in i) ? refuse(r, `${n} is computed when it is read`) : i?.value;
	}
	function listOf(e, t, n, r) {
		let { length: a } = e;
		return a > r.nodes ? refuse(r, i) : Array.from({ length: a }, (i, a) => {
			let o = `${t}[${a}]`;
			return plainIn(memberOf(e, String(a), o, r) ?? null, o, n + 1, r);
		});
	}
	function fieldsOf(e, t, n, r) {
		let i = [];
		for (let a of Object.keys(e)) {
			let o = t === "" ? a : `${t}.${a}`, s = memberOf(e, a, o, r);
			if (s !== void 0) {
				if (!spend(r, a.length)) return null;
				i.push([a, plainIn(s, o, n + 1, r)]);
			}
		}
		return Object.fromEntries(i);
	}
	function plainIn(e, t, n, r) {
		if (!spend(r, typeof e == "string" ? e.length : 1)) return null;
		switch (typeof e) {
			case "string":
			case "boolean": return e;
			case "number": return Number.isFinite(e) ? e + 0 : refuse(r, `${named(t)} is ${e}, which JSON does not know`);
			case "object": break;
			default: return refuse(r, `${named(t)} is of type ${typeof e}, which JSON does not know`);
		}
		return e === null ? null : n >= 100 ? refuse(r, "it is nested deeper than 100 levels") : Array.isArray(e) ? listOf(e, t, n, r) : isPlainObject(e) ? fieldsOf(e, t, n, r) : refuse(r, `${named(t)} is an object of a class; hand over its data`);
	}
	function plainValue(e, t) {
		let n = {
			nodes: r,
			characters: t,
			why: null
		};
		try {
			let t = plainIn(e, "", 0, n);
			return n.why === null ? ok(t) : err(n.why);
		} catch {
			return err("it cannot be read");
		}
	}
	let isFields = (e) => typeof e == "object" && !!e && !Array.isArray(e), isList = (e) => Array.isArray(e), a = {
		needs: "dependencies",
		depends_on: "dependencies",
		if: "condition",
		when: "condition"
	};
	function plainFields(e, t) {
		let n = plainValue(e, 262144);
		return n.ok ? isFields(n.value) ? ok(n.value) : err(`${t} must be an object`) : err(`${t} must be plain data: ${n.error}`);
	}
	function chainTask(e, t) {
		if (typeof e != "string" || e === "") return err("a task needs an id that is text");
		let n = plainFields(t, `the task "${e}"`);
		if (!n.ok) return n;
		let r = n.value.id;
		if (r !== void 0 && r !== e) return err(`the task "${e}" has another id, ${JSON.stringify(r)}`);
		let i = [["id", e]];
		for (let [t, r] of Object.entries(n.value)) {
			let n = Object.hasOwn(a, t) ? a[t] ?? t : t;
			if (n !== "id" && i.some(([e]) => e === n)) return err(`the task "${e}" has "${n}" twice`);
			n !== "id" && i.push([n, r]);
		}
		return ok({
			...Object.fromEntries(i),
			id: e
		});
	}
	let list = (e) => isList(e) ? e : e == null ? [] : [e];
	function unknown(e, t) {
		let n = nearest(t, e.keys());
		return `there is no task "${t}"${n === void 0 ? "" : `; did you mean "${n}"?`}`;
	}
	function collected(e) {
		let t = new Map();
		for (let n of e.flatMap((e) => e.tasks)) {
			let e = t.get(n.id);
			if (e !== void 0 && JSON.stringify(e) !== JSON.stringify(n)) return err(`two tasks are called "${n.id}"`);
			t.set(n.id, n);
		}
		return ok(t);
	}
	function both(e, t) {
		return e === void 0 ? t : `(${String(e)}) && (${t})`;
	}
	function linked(e, { from: t, to: n, when: r }, i) {
		for (let a of n) {
			let n = e.get(a);
			if (n === void 0) return unknown(e, a);
			for (let n of t) {
				if (!e.has(n)) return unknown(e, n);
				if (n === a) return `"${a}" is linked to itself`;
				let t = JSON.stringify([n, a]);
				if (i.has(t)) return `"${n}" is linked to "${a}" twice`;
				i.add(t);
			}
			let o = [...new Set([...list(n.dependencies), ...t])], s = r === void 0 ? {} : { condition: both(n.condition, r) };
			e.set(a, {
				...n,
				dependencies: o,
				...s
			});
		}
		return null;
	}
	function replaced(e, { to: t, fallback: n }) {
		for (let [r, i] of t.entries()) {
			let t = e.get(i);
			if (t === void 0 || n === void 0) continue;
			if (t.fallback !== void 0) return `"${i}" has a fallback already`;
			if (typeof n != "string") {
				e.set(i, {
					...t,
					fallback: n
				});
				continue;
			}
			let a = e.get(n);
			if (a === void 0) return unknown(e, n);
			if (n === i) return `"${i}" cannot take over from itself`;
			let o = r === 0 ? n : `${n}-for-${i}`;
			if (r > 0 && e.has(o)) return `two tasks are called "${o}"`;
			e.set(o, {
				...a,
				id: o
			}), e.set(i, {
				...t,
				fallback: { task: o }
			});
		}
		return null;
	}
	function circleIn(e) {
		let t = new Set(), needsOf = (t) => list(e.get(t)?.dependencies).filter((t) => typeof t == "string" && e.has(t));
		for (let n of e.keys()) {
			let e = [{
				id: n,
				rest: [...needsOf(n)]
			}];
			for (let r = e.at(-1); r !== void 0 && !t.has(n); r = e.at(-1)) {
				let n = r.rest.pop();
				if (n === void 0) {
					t.add(r.id), e.pop();
					continue;
				}
				let i = e.findIndex(({ id: e }) => e === n);
				if (i >= 0) return `the tasks wait for each other in a circle: ${[n, ...e.slice(i).map(({ id: e }) => e).toReversed()].join(" \u2192 ")}`;
				t.has(n) || e.push({
					id: n,
					rest: [...needsOf(n)]
				});
			}
		}
		return null;
	}
	function chainDocument(e, t, n) {
		let r = plainFields(t, `the workflow "${e}"`);
		if (!r.ok) return r;
		for (let t of [
			"name",
			"tasks",
			"steps"
		]) if (r.value[t] !== void 0) return err(`the workflow "${e}" gets its ${t} from its own arguments`);
		let i = collected(n);
		if (!i.ok) return i;
		let a = i.value, o = new Set();
		for (let e of n.flatMap(({ links: e }) => e)) {
			let t = linked(a, e, o);
			if (t !== null) return err(t);
		}
		for (let e of n.flatMap(({ links: e }) => e)) {
			let t = replaced(a, e);
			if (t !== null) return err(t);
		}
		let s = circleIn(a);
		return s === null ? ok({
			name: e,
			...r.value,
			tasks: [...a.values()]
		}) : err(s);
	}
	let o = require("node:fs"), s = require("node:module"), c = require("node:vm"), l = /^\/\*([0-9a-f]{16})/, u = /^[0-9a-f]{16}-v[0-9]/;
	function trusted(e) {
		let t;
		try {
			t = o.openSync(e, "r");
			let { uid: n, mode: r, size: i } = o.fstatSync(t);
			if (!(process.getuid === void 0 || n === process.getuid() && !(r & 18))) return;
			let a = Buffer.allocUnsafeSlow(i);
			return o.readSync(t, a, 0, i, 0) === i ? a : void 0;
		} catch {
			return;
		} finally {
			t !== void 0 && o.closeSync(t);
		}
	}
	function makeRoom(e) {
		let t = o.readdirSync(e).filter((e) => u.test(e)).map((t) => (0, n.join)(e, t));
		if (t.length < 24) return;
		let age = (e) => o.statSync(e, { throwIfNoEntry: !1 })?.mtimeMs ?? 0, r = t.map((e) => ({
			path: e,
			at: age(e)
		})).sort((e, t) => e.at - t.at);
		for (let { path: e } of r.slice(0, t.length - 24 + 1)) o.rmSync(e, { force: !0 });
	}
	function discard(e) {
		try {
			o.rmSync(e, { force: !0 });
		} catch {}
	}
	function write(e, t) {
		let r = `${e}.${process.pid}`;
		try {
			o.mkdirSync((0, n.dirname)(e), {
				recursive: !0,
				mode: 448
			}), makeRoom((0, n.dirname)(e));
			let i = o.openSync(r, "wx", 384);
			try {
				o.writeFileSync(i, t), o.fsyncSync(i);
			} finally {
				o.closeSync(i);
			}
			o.renameSync(r, e);
		} catch {
			discard(r);
		}
	}
	function load(e, t, r) {
		let i = o.readFileSync(e, "latin1"), a = l.exec(i)?.[1], u = t === null || a === void 0 ? null : (0, n.join)(t, `${a}-${process.version}-${r}`), d = u === null ? void 0 : trusted(u), f = new c.Script(i, {
			filename: e,
			...d === void 0 ? {} : { cachedData: d }
		}), p = { exports: {} };
		f.runInThisContext()(p.exports, (0, s.createRequire)(e), p, e, (0, n.dirname)(e));
		let m = d !== void 0 && f.cachedDataRejected !== !0;
		return {
			exports: p.exports,
			keep() {
				u !== null && !m && write(u, f.createCachedData());
			}
		};
	}
	var __rewriteRelativeImportExtension = function(e, t) {
		return typeof e == "string" && /^\.\.?\//.test(e) ? e.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function(e, n, r, i, a) {
			return n ? t ? ".jsx" : ".js" : r && (!i || !a) ? e : r + i + "." + a.toLowerCase() + "js";
		}) : e;
	};
	let importModule = (e) => import(__rewriteRelativeImportExtension(e));
	class WorkflowError extends Error {
		findings;
		constructor(e, t = []) {
			super(e), this.name = "WorkflowError", this.findings = t;
		}
	}
	function entry_valueOf(e) {
		if (e.ok) return e.value;
		throw new WorkflowError(e.error);
	}
	let d = new WeakMap(), idOf = (e) => typeof e == "string" ? e : e.id, taskOf = (e) => typeof e == "string" ? [] : [e];
	function entry_named(e, t) {
		if (e.length === 0) throw new WorkflowError(`${t}() needs at least one task`);
		if (e.find((e) => typeof e != "string" && typeof e?.id != "string") !== void 0) throw new WorkflowError(`${t}() takes tasks and their ids`);
		return e;
	}
	function chain({ built: e, from: t, last: n }) {
		let changed = (r, i, a = []) => {
			if (n === null) throw new WorkflowError(`${r}() comes after to()`);
			if (Object.keys(i).find((e) => Object.hasOwn(n, e)) !== void 0) throw new WorkflowError(`${r}() is said twice of one link`);
			let o = {
				...n,
				...i
			}, s = [...e.links.slice(0, -1), o];
			return chain({
				built: {
					tasks: [...e.tasks, ...a],
					links: s
				},
				from: t,
				last: o
			});
		}, r = Object.freeze({
			to(...r) {
				let i = entry_named(r, "to").map(idOf), a = {
					from: n?.to ?? t,
					to: i
				};
				return chain({
					built: {
						tasks: [...e.tasks, ...r.flatMap(taskOf)],
						links: [...e.links, a]
					},
					from: t,
					last: a
				});
			},
			when: (e) => changed("when", { when: String(e) }),
			fallback(e) {
				return typeof e == "string" || "id" in e ? changed("fallback", { fallback: idOf(e) }, taskOf(e)) : changed("fallback", { fallback: entry_valueOf(plainFields(e, "fallback()")) });
			}
		});
		return d.set(r, e), r;
	}
	let task = (e, t = {}) => Object.freeze(entry_valueOf(chainTask(e, t)));
	function entry_link(...e) {
		let t = entry_named(e, "link");
		return chain({
			built: {
				tasks: t.flatMap(taskOf),
				links: []
			},
			from: t.map(idOf),
			last: null
		});
	}
	async function planOf(e, t) {
		let { exports: r } = load((0, n.join)(__dirname, "program.js"), null, ""), i = r, { directory: a = process.cwd(), inputs: o = {}, strict: s = !1, runner: c } = t, l = {
			document: e,
			directory: a,
			inputs: o,
			strict: s,
			...c === void 0 ? {} : { runner: c }
		}, u = await i.planned(l, {
			root: (0, n.dirname)(__dirname),
			load: importModule
		});
		if (u.ok) return u.value;
		throw new WorkflowError(u.error.text, u.error.findings);
	}
	function workflow(e, ...t) {
		let [n, ...r] = t, i = n !== void 0 && !d.has(n) && typeof n.id != "string", a = (i ? r : t).map((e) => {
			let t = d.get(e);
			if (t !== void 0) return t;
			let { id: n, ...r } = e;
			return {
				tasks: [entry_valueOf(chainTask(n, r))],
				links: []
			};
		}), o = entry_valueOf(chainDocument(e, i ? n : {}, a));
		return Object.freeze({
			name: e,
			toDocument: () => structuredClone(o),
			toJSON: () => o,
			plan: (e = {}) => planOf(o, e)
		});
	}
	module.exports = t;
})();
