#!/usr/bin/env node
/*b5a6a61084be1491*/
(() => {
	"use strict";
	var e = {};
	let t = require("node:path"), n = require("node:fs"), r = require("node:module"), i = require("node:vm"), a = /^\/\*([0-9a-f]{16})/, o = /^[0-9a-f]{16}-v[0-9]/, said = (e) => e !== void 0 && e !== "";
	function codeCacheFolder(e) {
		if (said(e.NODE_DISABLE_COMPILE_CACHE) || said(e.CI)) return null;
		if (said(e.NODE_COMPILE_CACHE)) return `${e.NODE_COMPILE_CACHE}/agent-orchestrator`;
		let t = [e.XDG_CACHE_HOME, e.LOCALAPPDATA].find(said), n = e.HOME, r = t ?? (said(n) ? `${n}/.cache` : null);
		return r === null ? null : `${r}/agent-orchestrator/code`;
	}
	function trusted(e) {
		let t;
		try {
			t = n.openSync(e, "r");
			let { uid: r, mode: i, size: a } = n.fstatSync(t);
			if (!(process.getuid === void 0 || r === process.getuid() && !(i & 18))) return;
			let o = Buffer.allocUnsafeSlow(a);
			return n.readSync(t, o, 0, a, 0) === a ? o : void 0;
		} catch {
			return;
		} finally {
			t !== void 0 && n.closeSync(t);
		}
	}
	function makeRoom(e) {
		let r = n.readdirSync(e).filter((e) => o.test(e)).map((n) => (0, t.join)(e, n));
		if (r.length < 24) return;
		let age = (e) => n.statSync(e, { throwIfNoEntry: !1 })?.mtimeMs ?? 0, i = r.map((e) => ({
			path: e,
			at: age(e)
		})).sort((e, t) => e.at - t.at);
		for (let { path: e } of i.slice(0, r.length - 24 + 1)) n.rmSync(e, { force: !0 });
	}
	function discard(e) {
		try {
			n.rmSync(e, { force: !0 });
		} catch {}
	}
	function write(e, r) {
		let i = `${e}.${process.pid}`;
		try {
			n.mkdirSync((0, t.dirname)(e), {
				recursive: !0,
				mode: 448
			}), makeRoom((0, t.dirname)(e));
			let a = n.openSync(i, "wx", 384);
			try {
				n.writeFileSync(a, r), n.fsyncSync(a);
			} finally {
				n.closeSync(a);
			}
			n.renameSync(i, e);
		} catch {
			discard(i);
		}
	}
	function load(e, o, s) {
		let c = n.readFileSync(e, "latin1"), l = a.exec(c)?.[1], u = o === null || l === void 0 ? null : (0, t.join)(o, `${l}-${process.version}-${s}`), d = u === null ? void 0 : trusted(u), f = new i.Script(c, {
			filename: e,
			...d === void 0 ? {} : { cachedData: d }
		}), p = { exports: {} };
		f.runInThisContext()(p.exports, (0, r.createRequire)(e), p, e, (0, t.dirname)(e));
		let m = d !== void 0 && f.cachedDataRejected !== !0;
		return {
			exports: p.exports,
			keep() {
				u !== null && !m && write(u, f.createCachedData());
			}
		};
	}
	let s = {
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
	s.done, s.failed, s.usage, s.paused, s.credentials, s.budget, s.infrastructure, s.policy, s.bug, s.hungUp, s.interrupted, s.terminated, s.interrupted, s.terminated, s.hungUp;
	var __rewriteRelativeImportExtension = function(e, t) {
		return typeof e == "string" && /^\.\.?\//.test(e) ? e.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function(e, n, r, i, a) {
			return n ? t ? ".jsx" : ".js" : r && (!i || !a) ? e : r + i + "." + a.toLowerCase() + "js";
		}) : e;
	};
	let { env: c } = process, l = process.argv.slice(2), u = "", remember = (e) => {
		u = e;
	}, d = /^[a-z]{1,16}$/.exec(l[0] ?? "")?.[0], importModule = (e) => import(__rewriteRelativeImportExtension(e)), { exports: f, keep: p } = load((0, t.join)(__dirname, "program.js"), d === void 0 ? null : codeCacheFolder(c), d ?? ""), m = f;
	process.once("beforeExit", () => {
		process.exitCode = m.fault(Error("Internal error: there was nothing left to wait for"), u);
	}), m.main(l, {
		env: c,
		remember,
		root: (0, t.dirname)(__dirname),
		load: importModule
	}).catch((e) => m.fault(e, u)).then((e) => {
		e === s.done && p(), process.exit(e);
	}), module.exports = e;
})();
