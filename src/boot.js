// Starts the app from the data blocks of this page, and stands in for it when it cannot start or has stopped.
// Written in the syntax of 2018, so that a browser that is too old for the app can still read this and say so.
(function () {
  "use strict";

  const TITLE = "市长质量奖自评";
  const WASM_SHA256 = "{{wasm-sha256}}";
  const DATABASE = "quality-award-kit";

  // The first versions that have all of: DecompressionStream (Chrome 80, Firefox 113, Safari 16.4), WebAssembly reference
  // types (96, 79, 15), cascade layers (99, 97, 15.4), `dvh` (108, 101, 15.4) and `:has` (105, 121, 15.4).
  const BROWSERS = "请改用 Edge 或 Chrome 108 以上、Firefox 121 以上、Safari 16.4 以上的浏览器打开本文件。" +
    "360 安全浏览器、QQ 浏览器、搜狗浏览器等请先切换到“极速模式”。";

  const VALUES = new Uint8Array(256);
  Array.from("{{alphabet}}").forEach(function (character, value) { VALUES[character.charCodeAt(0)] = value; });

  let stopped = false;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function button(text, act) {
    const made = element("button", "boot-button", text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  // A script, the notice for browsers without scripts and the app's own place are all that the page consists of.
  function removeSurplus() {
    for (const child of Array.from(document.body.children)) {
      if (child.id !== "app" && !/^(SCRIPT|NOSCRIPT)$/.test(child.tagName)) child.remove();
    }
  }

  // Replaces the app by a message that is also spoken, and returns the message to be completed.
  function show(title) {
    const message = element("div");
    message.setAttribute("role", "alert");
    message.append(element("h1", "boot-title", title));
    const page = element("main", "boot");
    page.append(message);
    const app = document.getElementById("app");
    app.textContent = "";
    app.append(page);
    return message;
  }

  function details(lines) {
    const made = element("details", "boot-details");
    made.append(element("summary", "", "技术信息（报告问题时请一并提供）"));
    made.append(element("pre", "", lines.concat(navigator.userAgent).join("\n")));
    return made;
  }

  // A page that was saved from the browser holds what was on the screen at that time.
  function clearSavedState() {
    document.title = TITLE;
    for (const name of document.documentElement.getAttributeNames()) {
      if (name !== "lang") document.documentElement.removeAttribute(name);
    }
    for (const name of document.body.getAttributeNames()) document.body.removeAttribute(name);
    removeSurplus();
    const app = document.getElementById("app");
    if (app.querySelector(".boot-late")) return;
    const page = element("main", "boot");
    const notice = element("p", "boot-title", "正在启动…");
    notice.setAttribute("role", "status");
    page.append(notice);
    app.textContent = "";
    app.append(page);
  }

  function missingFeatures() {
    const missing = [];
    if (typeof WebAssembly !== "object") missing.push("WebAssembly");
    if (typeof DecompressionStream !== "function") missing.push("DecompressionStream");
    if (typeof CSSLayerBlockRule !== "function") missing.push("CSS @layer");
    for (const condition of ["selector(:has(a))", "(height: 1dvh)"]) {
      if (!CSS.supports(condition)) missing.push("CSS " + condition);
    }
    return missing;
  }

  function showTooOld(reasons) {
    const page = show("此浏览器太旧，无法运行本工具");
    page.append(element("p", "", BROWSERS));
    page.append(details(reasons));
  }

  function showDamaged() {
    const page = show("文件已损坏，请重新复制");
    page.append(element("p", "", "本文件在复制、传输或编辑时发生了改变，为安全起见没有启动。" +
      "请从原来的位置重新复制一份。您以前保存的内容不受影响。"));
  }

  function showFailed(error) {
    const page = show("本工具未能启动");
    page.append(element("p", "", "请关闭其他标签页后重新打开本文件。如果仍然如此，请换一个浏览器。" + BROWSERS));
    page.append(actions([button("重新打开", function () { location.reload(); })]));
    page.append(details([String(error)]));
  }

  function actions(buttons) {
    const made = element("div", "boot-actions");
    made.append.apply(made, buttons);
    return made;
  }

  // See xtask/src/page/base91.rs. A pair of characters gives one byte or two, whichever number of bits it carries. A character
  // that is not of the alphabet gives other bytes, which the checksums find.
  function decode(text) {
    const codes = new TextEncoder().encode(text);
    const bytes = new Uint8Array(Math.ceil(codes.length * 7 / 8));
    const end = codes.length - codes.length % 2;
    let filled = 0, queue = 0, waiting = 0;
    for (let place = 0; place < end; place += 2) {
      const pair = VALUES[codes[place]] + VALUES[codes[place + 1]] * 91;
      queue |= pair << waiting;
      waiting += (pair & 8191) > 88 ? 5 : 6;
      bytes[filled++] = queue;
      queue >>>= 8;
      if (waiting > 7) {
        bytes[filled++] = queue;
        queue >>>= 8;
        waiting -= 8;
      }
    }
    if (end < codes.length) bytes[filled++] = queue | VALUES[codes[end]] << waiting;
    return bytes.subarray(0, filled);
  }

  // The program comes in blocks, each followed by a script that calls the function made here: what has arrived is unpacked
  // and compiled while the browser still reads the rest. Of the two streams one is compiled, the other is what the checksum is of.
  function unpackBlocks() {
    let blocks;
    const packed = new ReadableStream({ start: function (controller) { blocks = controller; } });
    function attempt(step) {
      try {
        step();
      } catch (error) {
        blocks.error(error);
      }
    }
    window.qakBlock = function () {
      attempt(function () { blocks.enqueue(decode(document.currentScript.previousElementSibling.textContent)); });
    };
    // The page has been read: if it was cut off, what came is not a whole gzip file.
    document.addEventListener("DOMContentLoaded", function () {
      attempt(function () { blocks.close(); });
    });
    return packed.pipeThrough(new DecompressionStream("gzip")).tee();
  }

  function compile(stream) {
    const answer = new Response(stream, { headers: { "Content-Type": "application/wasm" } });
    return WebAssembly.compileStreaming(answer).catch(function (error) { return error; });
  }

  // Browsers offer crypto.subtle to pages from disk, but not to plain http. There the checksum inside gzip, which
  // unpacking has compared, still finds a damaged copy.
  async function isIntact(bytes) {
    if (!window.crypto || !crypto.subtle) return true;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const digits = Array.from(digest, function (byte) { return byte.toString(16).padStart(2, "0"); });
    return digits.join("") === WASM_SHA256;
  }

  async function start() {
    clearSavedState();
    const missing = missingFeatures();
    if (missing.length > 0) {
      window.qakBlock = function () {};
      return showTooOld(missing);
    }
    const streams = unpackBlocks();
    const compiled = compile(streams[0]);
    let bytes;
    try {
      bytes = await new Response(streams[1]).arrayBuffer();
    } catch (error) {
      return showDamaged();
    }
    if (!await isIntact(bytes)) return showDamaged();
    removeSurplus();
    // The script of the app does not parse in a browser that lacks its syntax.
    if (typeof wasm_bindgen !== "function") return showTooOld(["JavaScript"]);
    const module = await compiled;
    if (!(module instanceof WebAssembly.Module)) return showTooOld([String(module)]);
    try {
      await wasm_bindgen({ module_or_path: module });
    } catch (error) {
      if (!stopped) showFailed(error);
    }
  }

  function settled(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
    });
  }

  // Opens what is there, or gives null and makes nothing: an empty database would look like a finished one to the app.
  function openDatabase() {
    const request = indexedDB.open(DATABASE);
    let isMissing = false;
    request.onupgradeneeded = function () {
      isMissing = true;
      request.transaction.abort();
    };
    return settled(request).catch(function (error) {
      if (isMissing) return null;
      throw error;
    });
  }

  async function readHeads() {
    const database = await openDatabase();
    if (database === null) return [];
    const heads = database.transaction("heads").objectStore("heads");
    const found = await Promise.all([settled(heads.getAllKeys()), settled(heads.getAll())]);
    database.close();
    return found[0]
      .map(function (id, place) { return Object.assign({ id: id }, found[1][place]); })
      .filter(function (head) { return !head.deleted_at; });
  }

  async function readParts(id) {
    const database = await openDatabase();
    const parts = database.transaction("parts").objectStore("parts");
    // In the order of keys a list comes after every string, so this is every path of one assessment.
    const range = IDBKeyRange.bound([id], [id, []]);
    const found = await Promise.all([settled(parts.getAllKeys(range)), settled(parts.getAll(range))]);
    database.close();
    return found[0].map(function (key, place) { return [key[1], found[1][place]]; });
  }

  // What cannot be parsed goes into the file as it is, so that nothing is lost.
  function parse(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return text;
    }
  }

  function assemble(parts) {
    const root = parts.find(function (part) { return part[0] === ""; });
    const file = root ? parse(root[1]) : {};
    for (const part of parts) {
      if (part[0] === "") continue;
      const steps = part[0].split("/").map(function (step) { return step.replace(/~1/g, "/").replace(/~0/g, "~"); });
      const last = steps.pop();
      let place = file;
      for (const step of steps) {
        if (typeof place[step] !== "object" || place[step] === null) place[step] = {};
        place = place[step];
      }
      place[last] = parse(part[1]);
    }
    return file;
  }

  function fileName(title) {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (number) {
      return String(number).padStart(2, "0");
    });
    return (title || TITLE).replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_") + "-" + day.join("-") + ".json";
  }

  function download(name, text) {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
  }

  function rescueButton(head, status) {
    return button("保存到文件：" + (head.title || "未命名"), async function () {
      try {
        const name = fileName(head.title);
        download(name, JSON.stringify(assemble(await readParts(head.id)), null, 2));
        status.textContent = "已交给浏览器下载：" + name + "。请在下载文件夹中确认。";
      } catch (error) {
        status.textContent = "未能读出内容：" + error + "。内容仍在浏览器中，请先重新打开。";
      }
    });
  }

  async function offerRescue(status, row) {
    let heads;
    try {
      heads = await readHeads();
    } catch (error) {
      status.textContent = "浏览器的存储现在读不出来（" + error + "）。已保存的内容没有改动，请点“重新打开”。";
      return;
    }
    if (heads.length === 0) {
      status.textContent = "浏览器中没有找到自动保存的内容。";
      return;
    }
    const latest = Math.max.apply(null, heads.map(function (head) { return head.saved_at; }));
    status.textContent = "您的内容是安全的：最后一次自动保存于 " + new Date(latest).toLocaleString("zh-CN", { hour12: false })
      + "；在那之后输入的可能没有存上。";
    // Without the program nobody can open what is sealed.
    const readable = heads.filter(function (head) { return !head.seal; });
    if (readable.length < heads.length) status.textContent += "加密的申报请点“重新打开”，输入密码后另存为文件。";
    row.prepend.apply(row, readable.map(function (head) { return rescueButton(head, status); }));
  }

  // Called by the panic hook of the app. From then on its code must not run any more, so this page does without it.
  function panicked(message) {
    if (stopped) return;
    stopped = true;
    removeSurplus();
    const page = show("程序出错了");
    const status = element("p", "", "正在查找自动保存的内容…");
    status.setAttribute("role", "status");
    const row = actions([button("重新打开", function () { location.reload(); })]);
    page.append(status, row, details([message]));
    offerRescue(status, row);
  }

  // Running out of memory or of stack ends the app without its panic hook.
  function isFatal(error) {
    return Boolean(error) && (error instanceof WebAssembly.RuntimeError || /recursion|call stack/i.test(error.message));
  }

  window.qakPanicked = panicked;
  window.addEventListener("error", function (event) {
    if (isFatal(event.error)) panicked(String(event.error));
  });
  window.addEventListener("unhandledrejection", function (event) {
    if (isFatal(event.reason)) panicked(String(event.reason));
  });
  start().catch(showFailed);
})();
